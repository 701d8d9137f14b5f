import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { lockCalendar } from '../calendar/queries';
import { keptLadder } from '../cases/ladder-queries';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import type { CurrentUser } from '../web/guards';
import type { Rung } from '../workflow/escalations';
import { changesBetween, datedFrom } from '../workflow/ladder-changes';
import { type LadderFault, ladderFaults } from '../workflow/ladder-rules';

/** `expected`: the version whose preview the administrator saw; null for the ladder of the beginning. */
export type LadderAsked = { proposed: readonly Rung[]; reason: string; expected: string | null };

export type LadderKept =
  | { ok: true; publicId: string }
  | { ok: false; reason: 'stale' | 'no_change' }
  | { ok: false; reason: 'faulty'; faults: LadderFault[] };

/**
 * Keeps a ladder as the one in force, as a new version with its event on the chain `ladder`. The open cases are counted
 * anew by the sweep, batch by batch; a version that was still being counted is overtaken.
 */
export async function keepLadder(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  admin: CurrentUser,
  { proposed, reason, expected }: LadderAsked,
): Promise<LadderKept> {
  const { regionId } = deps;
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    // Whoever writes a case holds the calendar, and reads the ladder while he does: so he is done before this, or after.
    await lockCalendar(trx, regionId);
    const present = await keptLadder(trx, regionId);
    if (present.version !== expected) return { ok: false, reason: 'stale' };
    const faults = ladderFaults(proposed);
    if (faults.length > 0) return { ok: false, reason: 'faulty', faults };
    const changes = changesBetween(present.rungs, proposed);
    if (changes.length === 0) return { ok: false, reason: 'no_change' };
    const row = {
      public_id: newPublicId(deps.clock.now()),
      region_id: regionId,
      rungs: JSON.stringify(datedFrom(proposed, present.rungs, now)),
      reason,
      made_by: admin.id,
      made_at: now,
    };
    const [{ id }] = await trx('ladder_versions').insert(row).returning('id');
    await trx('ladder_recounts')
      .where({ region_id: regionId, state: 'counting' })
      .update({ state: 'overtaken', finished_at: now });
    await trx('ladder_recounts').insert({ version_id: id, region_id: regionId, state: 'counting' });
    await appendEvent(trx, 'ladder', {
      regionId,
      kind: 'ladder_changed',
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(admin, 'admin'),
      changes: { version: [present.version, row.public_id] },
      detail: { reason, rungs: changes },
    });
    return { ok: true, publicId: row.public_id };
  });
}
