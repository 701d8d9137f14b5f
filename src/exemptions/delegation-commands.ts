import { type AuditActor, appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { ExemptionDelegationRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { tellOfWaiting } from './mail-commands';
import type { StepFile } from './step-input';

type Given = Pick<
  ExemptionDelegationRow,
  'user_id' | 'office' | 'number' | 'from_on' | 'until_on' | 'head_name' | 'head_office'
>;

/** Puts on file by what the head of the public body lets an official approve exemptions in his place, with its paper. */
export async function recordDelegation(deps: Deps, given: Given, file: StepFile, by: AuditActor): Promise<void> {
  const at = deps.clock.now().toISOString();
  const made_by = by.userId ?? null;
  await writing(deps.db, async (trx) => {
    const [row]: ExemptionDelegationRow[] = await trx('exemption_delegations')
      .insert({ ...given, public_id: newPublicId(deps.clock.real()), region_id: deps.regionId, made_by, made_at: at })
      .returning('*');
    if (!row) throw new Error('a delegation was not stored');
    await trx('exemption_files').insert({
      ...{ ...file, public_id: newPublicId(deps.clock.real()), delegation_id: row.id },
      ...{ added_by: made_by, added_at: at },
    });
    await appendEvent(trx, `exemption-delegation:${row.public_id}`, {
      ...{ regionId: deps.regionId, kind: 'delegation_recorded', occurredAt: at, recordedAt: at, actor: by },
      detail: { ...given, file: file.sha256 },
    });
    await tellOfWaiting({ deps, trx, now: at });
  });
}

/** Ends a delegation today; what was approved under it stays. False when there is none, or it was ended before. */
export async function endDelegation(deps: Deps, publicId: string, today: string, by: AuditActor): Promise<boolean> {
  const at = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    const ended = await trx('exemption_delegations')
      .where({ region_id: deps.regionId, public_id: publicId, revoked_on: null })
      .update({ revoked_on: today });
    if (ended !== 1) return false;
    await appendEvent(trx, `exemption-delegation:${publicId}`, {
      ...{ regionId: deps.regionId, kind: 'delegation_ended', occurredAt: at, recordedAt: at, actor: by },
    });
    return true;
  });
}
