import { appendToCase, type ChainHead } from '../../audit/commands';
import { NoCalendarError } from '../../calendar/working-days';
import { catchUp, type PlannedRung, rungsBetween } from '../../workflow/escalations';
import { fireRung, skipRungs } from '../fire/commands';
import { firedBefore, firing } from '../fired-queries';
import type { CaseRow, ToldKind, World } from '../kind';
import { emptyPile } from '../pile';
import { storePile } from '../pile-commands';

type AnyFacts = { state: string; ladder_since: string };

/**
 * Rungs that lie behind when a case is entered late or comes back from its requester: the highest is sent, the others
 * are kept as skipped. Gives the case's new head, which the caller stores.
 */
export async function sendHighest<R extends CaseRow, F extends AnyFacts>(
  world: World,
  kind: ToldKind<R, F>,
  it: { row: R; facts: F; past: readonly PlannedRung[] },
  head: ChainHead,
): Promise<ChainHead> {
  const { row, facts, past } = it;
  if (past.length === 0) return head;
  const { send, skip } = catchUp(past);
  const pile = emptyPile();
  skipRungs(world, pile, kind.name, row, skip);
  const party = (await kind.parties(world, [row])).get(row.id);
  const entries = send ? await fireRung(world, pile, kind, { row, facts, rung: send, party }) : [];
  await storePile(world, kind.table, pile);
  return appendToCase(world.trx, `${kind.name}:${row.public_id}`, head, entries);
}

/**
 * The same for the rungs that a step has put behind: it was entered days after it happened, or the requester held the
 * case since `since`. Rungs that were due before the step are the sweep's.
 */
export async function catchUpAfterStep<R extends CaseRow, F extends AnyFacts>(
  world: World,
  kind: ToldKind<R, F>,
  it: { row: R; before: F; after: F; since: string },
  head: ChainHead,
): Promise<ChainHead> {
  const { row, before, after, since } = it;
  const behind = rungsBehind(world, kind, after, since);
  if (behind.length === 0) return head;
  const due = new Set(rungsBehind(world, kind, before, before.ladder_since).map(firing));
  const fired = (await firedBefore(world.trx, kind.name, [row])).get(row.id);
  const past = behind.filter((rung) => !due.has(firing(rung)) && !fired?.has(firing(rung)));
  return sendHighest(world, kind, { row, facts: after, past }, head);
}

/** The rungs between `since` and now; none where a year on the way has no calendar: the sweep comes back to them. */
export function rungsBehind<R extends CaseRow, F extends AnyFacts>(
  { deps, ladder, cal, now }: World,
  kind: ToldKind<R, F>,
  facts: F,
  since: string,
): PlannedRung[] {
  try {
    const clocks = kind.ladder({ ...facts, ladder_since: since });
    return rungsBetween(clocks, ladder, cal, deps.config.timezone, since, now);
  } catch (error) {
    if (error instanceof NoCalendarError) return [];
    throw error;
  }
}
