import { worldHeld } from '../../cases/world';
import { type Trx, writing } from '../../db/connect';
import type { LadderRecountRow } from '../../db/tables/ladder';
import type { Deps } from '../../deps';
import { LADDERED, type LadderedKind } from '../kinds';
import { heldRecount, unfinishedRecounts } from '../queries';

/** Cases of one transaction: large enough to be quick, small enough that the site answers in between. */
const BATCH = 500;

export type RecountResult = { seen: number; changed: number };

/**
 * After a change of the ladder: says anew when each open case is to be looked at. Each batch and the place it came to
 * commit together, so that what is broken off goes on by itself; of two sweeps at once one takes a batch and the other
 * leaves it to him. Nothing is fired here.
 */
export async function runRecounts(deps: Deps, kinds: readonly LadderedKind[] = LADDERED): Promise<RecountResult> {
  const total: RecountResult = { seen: 0, changed: 0 };
  for (const { version_id: id } of await unfinishedRecounts(deps.db, deps.regionId)) {
    try {
      for (let more = true; more; ) {
        const step = await recountBatch(deps, kinds, id);
        total.seen += step.seen;
        total.changed += step.changed;
        more = step.more;
      }
    } catch (error) {
      deps.log.error({ err: error, version: id }, 'a change of the ladder could not be carried through');
      const stalled_at = deps.clock.now().toISOString();
      await writing(deps.db, (trx) => put(trx, id, { stalled_at }));
    }
  }
  return total;
}

/** One batch of one kind of case. `more` is false when there is nothing left to do here. */
async function recountBatch(
  deps: Deps,
  kinds: readonly LadderedKind[],
  id: number,
): Promise<RecountResult & { more: boolean }> {
  return writing(deps.db, async (trx) => {
    const row = await heldRecount(trx, id);
    if (row?.state !== 'counting') return { seen: 0, changed: 0, more: false };
    const at = row.case_kind === null ? 0 : kinds.findIndex(({ name }) => name === row.case_kind);
    const kind = kinds[at];
    if (!kind) throw new Error(`no kind of case is called ${row.case_kind}`);
    const world = await worldHeld(deps, trx);
    const { lastId, seen, changed } = await kind.recount(world, row.after_id, BATCH);
    const following = lastId === null ? kinds[at + 1] : kind;
    const place = following
      ? { case_kind: following.name, after_id: lastId ?? 0 }
      : { state: 'done' as const, case_kind: null, after_id: 0, finished_at: world.now };
    await put(trx, id, {
      ...{ began_at: row.began_at ?? world.now, stalled_at: null, ...place },
      ...{ seen: row.seen + seen, changed: row.changed + changed },
    });
    return { seen, changed, more: following !== undefined };
  });
}

const put = (trx: Trx, id: number, to: Partial<LadderRecountRow>) =>
  trx('ladder_recounts').where('version_id', id).update(to);
