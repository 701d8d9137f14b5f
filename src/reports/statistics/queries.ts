import { storedCalendar } from '../../calendar/queries';
import type { Calendar } from '../../calendar/working-days';
import { type DbOrTrx, isPostgres } from '../../db/connect';
import type { CaseHistoryRow } from '../../db/tables/reports';
import { calendarBefore } from './calendar-as-of';
import { CELL_FACTS, type Cell, LATER_FACTS } from './cell';

/** A year of a region, as it was known before an instant (the end of the day that is asked for); or of one body in it. */
export type Asked = { regionId: number; year: number; before: string; bodyId?: number };

/** The rows of one kind that held at that instant: each case once. */
export function heldThen(db: DbOrTrx, { regionId, year, before, bodyId }: Asked, kind: CaseHistoryRow['case_kind']) {
  return db('case_history as h')
    .where({ 'h.region_id': regionId, 'h.case_kind': kind, 'h.year': year })
    .where('h.recorded_at', '<', before)
    .where((held) => held.whereNull('h.until_at').orWhere('h.until_at', '>=', before))
    .modify((query) => {
      if (bodyId !== undefined) query.where('h.body_id', bodyId);
    });
}

/**
 * The year's cases of one kind, those alike counted together. One walk over the rows of the year, which lie side by side,
 * handed over as one text: a hundred thousand rows one by one, or grouped by the database, take five times as long.
 */
export async function cellsOf(db: DbOrTrx, asked: Asked, kind: CaseHistoryRow['case_kind']): Promise<Cell[]> {
  const [char, joined] = isPostgres(db) ? ['chr', 'string_agg'] : ['char', 'group_concat'];
  // No request has what follows, and there are a thousand times as many of them.
  const facts = kind === 'request' ? CELL_FACTS : [...CELL_FACTS, ...LATER_FACTS];
  const line = facts.map((fact) => `coalesce(CAST(${fact} AS text), '')`).join(` || ${char}(31) || `);
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
  const said = (place: number): string | null => rest[place] || null;
  const [body, imported] = [said(3), said(2)];
  return {
    ...{ received_on, result, answered_on: said(0), due_on: said(1), imported: Number(imported) },
    ...{ body_id: body === null ? null : Number(body), channel: said(4), kind: said(5), ground: said(6), n },
    ...{ outcome: said(7), registered_on: said(8), in_court_on: said(9), court_decision_on: said(10) },
    ...{ execute_by: said(11), executed_on: said(12) },
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

/** Names of the bodies that figures speak of, whether they still are active or not. */
export async function bodyNames(db: DbOrTrx, regionId: number): Promise<Map<number, { slug: string; name: string }>> {
  const rows = await db('bodies').where('region_id', regionId).orderBy('id').select('id', 'slug', 'name');
  return new Map(rows.map(({ id, slug, name }) => [id, { slug, name }]));
}

/**
 * The years of receipt that hold anything, newest first: asked of the end of the key, year by year. Not max(): where
 * PostgreSQL knows nothing of the table yet, it would add up all years.
 */
export async function yearsHeld(db: DbOrTrx, regionId: number): Promise<number[]> {
  const newest = (before: string) => `(SELECT h.year FROM case_history h
    WHERE h.region_id = ? AND h.case_kind = 'request' ${before} ORDER BY h.year DESC LIMIT 1)`;
  const answer = await db.raw(
    `WITH RECURSIVE years (year) AS (
      SELECT ${newest('')}
      UNION ALL SELECT ${newest('AND h.year < y.year')} FROM years y WHERE y.year IS NOT NULL
    )
    SELECT year FROM years WHERE year IS NOT NULL LIMIT 100`,
    [regionId, regionId],
  );
  const rows: { year: number }[] = isPostgres(db) ? answer.rows : answer;
  return rows.map(({ year }) => year);
}
