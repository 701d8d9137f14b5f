import type { AuditEntry } from '../../audit/commands';
import { type Calendar, NoCalendarError } from '../../calendar/working-days';
import { isPostgres, type Trx } from '../../db/connect';
import type { Deps } from '../../deps';
import type { Rung } from '../../workflow/escalations';
import type { Stepped } from '../../workflow/table';
import { fillColumns } from '../advance/commands';
import { changedFacts } from '../changes';
import type { CaseKind, CaseRow, World } from '../kind';
import { nextActionOf } from '../next-action';
import { emptyPile, type Pile } from '../pile';
import { headAfter, storePile } from '../pile-commands';
import { worldAt } from '../world';

const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

type AnyFacts = { state: string; ladder_since: string };

/** What changed in the calendar, for the event of each case that it moves. */
export type CalendarChange = { publicId: string; decree: string | null; dates: unknown };

/** A date of a case that moved. `bodyId` holds the case. */
export type MovedDate = {
  caseId: number;
  number: string;
  bodyId: number | null;
  field: string;
  oldOn: string;
  newOn: string;
};

/**
 * Counts the dates of the next open cases of one kind anew, after the case `afterId`: each case whole, each with an event
 * that names the change. Runs inside the caller's transaction, which also keeps how far the move has come.
 */
export async function recountBatch<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  deps: Deps,
  trx: Trx,
  kind: CaseKind<R, F, S>,
  change: CalendarChange,
  at: { cal: Calendar; ladder: readonly Rung[]; afterId: number; limit: number },
): Promise<{ lastId: number | null; seen: number; moved: MovedDate[] }> {
  const world = worldAt(deps, trx, at.cal, at.ladder);
  const rows = await openAfter<R>(world, kind, at.afterId, at.limit, true);
  const pile = emptyPile();
  const moved: MovedDate[] = [];
  for (const row of rows) {
    const before = kind.facts(row);
    const after = recounted(world, kind, before);
    if (!after) {
      const unmoved = rungsShift(world, kind, row, before);
      if (unmoved) pile.updates.push(unmoved);
      continue;
    }
    const entry: AuditEntry = {
      regionId: row.region_id,
      kind: 'calendar_moved',
      occurredAt: world.now,
      recordedAt: world.now,
      actor: { role: 'system' },
      changes: changedFacts(before, after),
      detail: { change: change.publicId, decree: change.decree, dates: change.dates, calendar: at.cal.version },
    };
    const chain = `${kind.name}:${row.public_id}`;
    pile.events.push({ chain, seq: row.seq, hash: row.head_hash, entries: [entry] });
    pile.updates.push({
      id: row.id,
      was_version: row.version,
      version: row.version + 1,
      ...headAfter(row, chain, [entry]),
      next_action_at: nextActionOf(deps, kind, after, { ...world, was: row.next_action_at }),
      ...Object.fromEntries(Object.entries(changedFacts(before, after)).map(([key, [, to]]) => [key, to])),
    });
    moved.push(...movedDates(row, kind.holder(after), before, after));
  }
  await storePile(world, kind.table, fillColumns(pile, rows));
  return { lastId: rows.at(-1)?.id ?? null, seen: rows.length, moved };
}

/** No date of the case moves, but rungs of its ladder fall on other days now: it is looked at once. */
function rungsShift<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  kind: CaseKind<R, F, S>,
  row: R,
  facts: F,
): Pile['updates'][number] | null {
  const was = row.next_action_at;
  if (nextActionOf(world.deps, kind, facts, { ...world, was }) === was) return null;
  const { id, version, seq, head_hash } = row;
  return { id, was_version: version, version, seq, head_hash, next_action_at: world.now };
}

/** What a change would move, without writing: counted over `most` open cases at the most. `cal` is the calendar as it would be. */
export async function previewRecount<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  deps: Deps,
  kind: CaseKind<R, F, S>,
  cal: Calendar,
  most: number,
): Promise<{ seen: number; moved: number; more: boolean; sample: MovedDate[] }> {
  const world = worldAt(deps, deps.db as Trx, cal, []);
  const sample: MovedDate[] = [];
  let [seen, moved, afterId] = [0, 0, 0];
  while (seen < most) {
    const limit = Math.min(500, most - seen);
    const rows = await openAfter<R>(world, kind, afterId, limit, false);
    for (const row of rows) {
      const before = kind.facts(row);
      const after = recounted(world, kind, before);
      if (!after) continue;
      moved += 1;
      if (sample.length < 20) sample.push(...movedDates(row, kind.holder(after), before, after));
    }
    seen += rows.length;
    if (rows.length < limit) return { seen, moved, more: false, sample: sample.slice(0, 20) };
    afterId = rows.at(-1)?.id ?? afterId;
  }
  return { seen, moved, more: true, sample: sample.slice(0, 20) };
}

/** Open cases by id, read along their own index. */
async function openAfter<R extends CaseRow>(
  { deps, trx }: World,
  kind: { table: string; open: string },
  afterId: number,
  limit: number,
  lock: boolean,
): Promise<R[]> {
  const query = trx(kind.table)
    .where('region_id', deps.regionId)
    .whereRaw(kind.open)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit);
  return lock && isPostgres(trx) ? query.forUpdate() : query;
}

/** The case as the calendar has it now; null when no date moves, or cannot be counted yet. */
function recounted<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  { today, now, cal }: World,
  kind: CaseKind<R, F, S>,
  before: F,
): F | null {
  try {
    const ctx = { today, now, cal, actor: SYSTEM, by_email: false };
    const decision = kind.decide(before, { do: 'calendar_changed' } as S, ctx);
    return decision.ok ? { ...before, ...decision.changes } : null;
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

const TOLD = /_told_on$/;

function movedDates(row: CaseRow, bodyId: number | null, before: object, after: object): MovedDate[] {
  return Object.entries(changedFacts(before, after)).flatMap(([field, [oldOn, newOn]]) =>
    typeof oldOn === 'string' && typeof newOn === 'string' && !TOLD.test(field) && field !== 'ladder_since'
      ? [{ caseId: row.id, number: row.number, bodyId, field, oldOn, newOn }]
      : [],
  );
}
