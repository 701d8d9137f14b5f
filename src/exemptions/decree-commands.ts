import type { AuditActor } from '../audit/commands';
import type { ExemptionDecisionRow, ExemptionRow } from '../db/tables/exemptions';
import type { Signatory } from '../letters/facts';
import { newPublicId } from '../secrets/keys';
import type { Approval } from '../workflow/exemption-facts';
import type { Writing } from './write-commands';

type Decree = { number: string; decided_on: string };

/**
 * The decree of a number: the one that is there already when kind and day are the same, so that one decree may cover
 * several items; else a new one. Null when the number belongs to another.
 */
export async function decreeFor(
  { deps, trx, now }: Writing,
  row: Pick<ExemptionRow, 'region_id' | 'purpose'>,
  { number, decided_on }: Decree,
  approval: Approval | null,
  by: AuditActor,
): Promise<ExemptionDecisionRow | null> {
  const decree = {
    ...{
      public_id: newPublicId(deps.clock.real()),
      region_id: row.region_id,
      number: number.trim(),
      kind: row.purpose,
    },
    ...{ decided_on, place: placeOf(deps.config.org.region), made_by: by.userId ?? null, made_at: now },
    signatory: JSON.stringify(await signatoryOf(trx, by)),
    approval: JSON.stringify(approval),
  };
  const [made]: ExemptionDecisionRow[] = await trx('exemption_decisions')
    .insert(decree)
    .onConflict(['region_id', 'number'])
    .ignore()
    .returning('*');
  if (made) return made;
  const known: ExemptionDecisionRow = await trx('exemption_decisions')
    .where({ region_id: row.region_id, number: decree.number })
    .first();
  return known.kind === row.purpose && known.decided_on === decided_on ? known : null;
}

/** Who signs a decree is who enacts it, as he was called then. */
async function signatoryOf(trx: Writing['trx'], by: AuditActor): Promise<Signatory | null> {
  const user = by.userId ? await trx('users').where('id', by.userId).first('name', 'title', 'employee_number') : null;
  return user ? { name: user.name, title: user.title ?? 'PPID', employee_number: user.employee_number } : null;
}

/** `Kabupaten Demak` is where its office stands: Demak. */
const placeOf = (region: string): string => region.replace(/^(Kabupaten|Kota)\s+/i, '');
