import { sealEvents } from '../audit/seal/commands';
import { calendarInForce } from '../calendar/queries';
import type { Deps } from '../deps';
import { deliverOutbox } from '../mail/deliver';
import { advanceCase, dueCases } from '../requests/advance/commands';
import { expireDrafts } from '../requests/public/draft-commands';

const BATCH = 200;

export type SweepResult = { advanced: number; sent: number; retried: number; failed: number };

/**
 * One pass over everything that time has made due: cases first, then the outbox, expired drafts, and the seal over the
 * log. Safe to run twice, at once, on several machines: each case moves under its own version, each letter under a claim.
 */
export async function sweep(deps: Deps): Promise<SweepResult> {
  const advanced = await advanceDueCases(deps);
  const mail = await deliverOutbox(deps, {});
  await expireDrafts(deps);
  await sealEvents(deps.db, deps.clock.real().toISOString());
  await noteSweep(deps);
  return { advanced, ...mail };
}

/** Moves every due case, in batches. Gives how many things were done. */
export async function advanceDueCases(deps: Deps): Promise<number> {
  const cal = await calendarInForce(deps.db, deps.regionId);
  const stuck = new Set<number>();
  for (let done = 0; ; ) {
    const ids = (await dueCases(deps, deps.clock.now().toISOString(), BATCH + stuck.size)).filter((id) => !stuck.has(id));
    if (ids.length === 0) return done;
    for (const id of ids) {
      try {
        done += await advanceCase(deps, cal, id);
      } catch (error) {
        // One case that cannot move must not hold up the others; it is tried again at the next sweep.
        stuck.add(id);
        deps.log.error({ err: error, request: id }, 'a case could not be moved');
      }
    }
  }
}

/** Leaves the time of this pass where `/readyz` and the administrator look for it. Real time. */
async function noteSweep({ db, regionId, clock }: Deps): Promise<void> {
  const at = clock.real().toISOString();
  await db('settings')
    .insert({ region_id: regionId, key: 'last_sweep_at', value: at, updated_at: at })
    .onConflict(['region_id', 'key'])
    .merge(['value', 'updated_at']);
}
