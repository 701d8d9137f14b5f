import { calendarInForce } from '../../calendar/queries';
import { type Trx, writing } from '../../db/connect';
import type { CalendarChangeRow } from '../../db/tables/holidays';
import type { Deps } from '../../deps';
import { MOVABLE } from '../kinds';
import type { MovableKind, MovedDate } from '../movable';
import { movingChange } from '../moving';
import { heldChange, unfinishedChanges } from '../queries';
import { tellAbout } from '../tell/commands';

/** Cases of one transaction: large enough to be quick, small enough that the site answers in between. */
const BATCH = 500;
// knex writes many rows for SQLite as a compound select, which takes 500 parts at most.
const CHUNK = 200;

export type MoveResult = { seen: number; moved: number };

/**
 * Moves the open cases after each change of the calendar, the oldest change first, and tells the holders. Each batch and
 * the place it came to commit together, so that a move which is broken off goes on by itself and moves nothing twice; of
 * two sweeps at once one takes a batch and the other the next. A fault stops the change until the next sweep.
 */
export async function runMoves(deps: Deps, kinds: readonly MovableKind[] = MOVABLE): Promise<MoveResult> {
  const total: MoveResult = { seen: 0, moved: 0 };
  for (const { id, state } of await unfinishedChanges(deps.db, deps.regionId)) {
    try {
      for (let moving = state === 'moving'; moving; ) {
        const step = await moveBatch(deps, kinds, id);
        total.seen += step.seen;
        total.moved += step.moved;
        moving = step.more;
      }
      // Another sweep is at it: later changes wait for it, because they are counted on top of this one.
      if (!(await tellAbout(deps, kinds, id))) return total;
    } catch (error) {
      deps.log.error({ err: error, change: id }, 'a change of the calendar could not be carried through');
      const stalled_at = deps.clock.now().toISOString();
      await writing(deps.db, (trx) => trx('calendar_changes').where({ id }).update({ stalled_at }));
      return total;
    }
  }
  return total;
}

/** One batch of one kind of case, in one transaction. `more` is false when the change is not to be moved any further here. */
async function moveBatch(
  deps: Deps,
  kinds: readonly MovableKind[],
  id: number,
): Promise<MoveResult & { more: boolean }> {
  return writing(deps.db, async (trx) => {
    const row = await heldChange(trx, id);
    if (row?.state !== 'moving') return { seen: 0, moved: 0, more: false };
    const now = deps.clock.now().toISOString();
    const at = row.case_kind === null ? 0 : kinds.findIndex(({ kind }) => kind === row.case_kind);
    if (at < 0) throw new Error(`no kind of case is called ${row.case_kind}`);
    const kind = kinds[at];
    const begun = { began_at: row.began_at ?? now, stalled_at: null };
    if (!kind) {
      // No kind of case hangs on the calendar: there is nothing to move.
      await put(trx, id, { ...begun, state: 'telling', case_kind: null, after_id: 0 });
      return { seen: 0, moved: 0, more: false };
    }
    // The newest calendar, not the one of this change: a later change finds those cases moved already.
    const cal = await calendarInForce(trx, row.region_id);
    const { lastId, seen, moved } = await kind.batch(deps, trx, movingChange(row), cal, row.after_id, BATCH);
    await keepMoved(trx, row.id, kind.kind, moved);
    const cases = new Set(moved.map(({ caseId }) => caseId)).size;
    const following = lastId === null ? kinds[at + 1] : kind;
    const place = following
      ? { case_kind: following.kind, after_id: lastId ?? 0 }
      : { state: 'telling' as const, case_kind: null, after_id: 0 };
    await put(trx, id, { ...begun, ...place, seen: row.seen + seen, moved: row.moved + cases });
    return { seen, moved: cases, more: following !== undefined };
  });
}

async function keepMoved(trx: Trx, changeId: number, kind: string, moved: readonly MovedDate[]): Promise<void> {
  const rows = moved.map(({ caseId, number, bodyId, field, oldOn, newOn }) => ({
    change_id: changeId,
    case_kind: kind,
    case_id: caseId,
    number,
    body_id: bodyId,
    field,
    old_on: oldOn,
    new_on: newOn,
  }));
  for (let i = 0; i < rows.length; i += CHUNK) await trx('calendar_moved_cases').insert(rows.slice(i, i + CHUNK));
}

const put = (trx: Trx, id: number, to: Partial<CalendarChangeRow>) => trx('calendar_changes').where({ id }).update(to);
