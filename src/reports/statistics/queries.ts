import { storedCalendar } from '../../calendar/queries';
import type { Calendar } from '../../calendar/working-days';
import { type DbOrTrx, isPostgres } from '../../db/connect';
import type { CaseHistoryRow } from '../../db/tables/reports';
import { calendarBefore } from './calendar-as-of';
import { CELL_FACTS, type Cell } from './cell';

/** A year of a region, as it was known before an instant (the end of the day that is asked for). */
export type Asked = { regionId: number; year: number; before: string };

/** The rows of one kind that held at that instant: each case once. */
export function heldThen(db: DbOrTrx, { regionId, year, before }: Asked, kind: CaseHistoryRow['case_kind']) {
  return db('case_history as h')
    .where({ 'h.region_id': regionId, 'h.case_kind': kind, 'h.year': year })
    .where('h.recorded_at', '<', before)
    .where((held) => held.whereNull('h.until_at').orWhere('h.until_at', '>=', before));
}

/**
 * The year's cases of one kind, those alike counted together. One walk over the rows of the year, which lie side by side,
 * handed over as one text: a hundred thousand rows one by one, or grouped by the database, take five times as long.
 */
export async function cellsOf(db: DbOrTrx, asked: Asked, kind: CaseHistoryRow['case_kind']): Promise<Cell[]> {
  const [char, joined] = isPostgres(db) ? ['chr', 'string_agg'] : ['char', 'group_concat'];
  const line = CELL_FACTS.map((fact) => `coalesce(CAST(${fact} AS text), '')`).join(` || ${char}(31) || `);
  const row: { cells: string | null } = await heldThen(db, asked, kind).first(
    db.raw(`${joined}(${line}, ${char}(30)) as cells`),
  );
  const counts = new Map<string, number>();
  for (const text of row.cells?.split(BETWEEN_ROWS) ?? []) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, n]) => cellIn(text, n));
}

const BETWEEN_ROWS = '\u001e';
const BETWEEN_FACTS = '\u001f';

function cellIn(text: string, n: number): Cell {
  const [received_on = '', result = '', ...rest] = text.split(BETWEEN_FACTS);
  const [answered_on, due_on, imported, body_id, channel, kind, ground] = rest.map((fact) =>
    fact === '' ? null : fact,
  );
  return {
    ...{ received_on, result, answered_on: answered_on ?? null, due_on: due_on ?? null, imported: Number(imported) },
    ...{ body_id: body_id == null ? null : Number(body_id), channel: channel ?? null, kind: kind ?? null },
    ...{ ground: ground ?? null, n },
  };
}

/** The calendar as it was kept at that instant. */
export async function calendarThen(db: DbOrTrx, regionId: number, before: string): Promise<Calendar> {
  const later: { dates: string }[] = await db('calendar_changes')
    .where('region_id', regionId)
    .where('made_at', '>=', before)
    .orderBy('id', 'desc')
    .select('dates');
  return calendarBefore(
    await storedCalendar(db, regionId),
    later.map(({ dates }) => JSON.parse(dates)),
  );
}

export type EscalationCell = { case_kind: string; step: string; fired: number; stopped: number };

/**
 * The rungs that were sent in a year, and at which of them a case stopped: no later rung of the same case was sent by then.
 */
export async function escalationCells(
  db: DbOrTrx,
  regionId: number,
  span: { from: string; before: string },
): Promise<EscalationCell[]> {
  const sent = () =>
    db('escalations')
      .where({ region_id: regionId, state: 'sent' })
      // A breach of personal data is nobody's statistic.
      .whereNot('case_kind', 'breach')
      .where('fired_at', '>=', span.from)
      .where('fired_at', '<', span.before);
  // One rung has a row for each addressee: it counts once.
  const rungs = sent().distinct('case_kind', 'case_id', 'step', 'due_on');
  const last = sent().groupBy('case_kind', 'case_id').select(db.raw('max(id)'));
  const fired = await db
    .from(rungs.as('r'))
    .groupBy('case_kind', 'step')
    .select('case_kind', 'step', db.raw('count(*) as n'));
  const stopped = await db('escalations')
    .whereIn('id', last)
    .groupBy('case_kind', 'step')
    .select('case_kind', 'step', db.raw('count(*) as n'));
  const ends = new Map(stopped.map((row) => [`${row.case_kind} ${row.step}`, Number(row.n)]));
  return fired.map(({ case_kind, step, n }: { case_kind: string; step: string; n: number }) => ({
    ...{ case_kind, step, fired: Number(n), stopped: ends.get(`${case_kind} ${step}`) ?? 0 },
  }));
}

/** Names of the bodies that figures speak of, whether they still are active or not. */
export async function bodyNames(db: DbOrTrx, regionId: number): Promise<Map<number, { slug: string; name: string }>> {
  const rows = await db('bodies').where('region_id', regionId).orderBy('id').select('id', 'slug', 'name');
  return new Map(rows.map(({ id, slug, name }) => [id, { slug, name }]));
}

/** The years of receipt that hold anything, newest first: asked of the end of the key, year by year. */
export async function yearsHeld(db: DbOrTrx, regionId: number): Promise<number[]> {
  const years: number[] = [];
  for (let below = 10_000; years.length < 100; ) {
    const row = await db('case_history')
      .where({ region_id: regionId, case_kind: 'request' })
      .where('year', '<', below)
      .max({ year: 'year' })
      .first();
    if (row?.year == null) return years;
    below = Number(row.year);
    years.push(below);
  }
  return years;
}
