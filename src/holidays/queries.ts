import { type DbOrTrx, isPostgres, type Trx } from '../db/connect';
import type { CalendarYearRow, HolidayRow } from '../db/tables/calendar';
import type { CalendarChangeRow, CalendarMovedCaseRow } from '../db/tables/holidays';

export type ChangeWithName = CalendarChangeRow & { made_by_name: string | null };
export type YearSummary = {
  year: number;
  version: number;
  decree: string;
  confidence: string;
  updated_at: string;
  libur_nasional: number;
  cuti_bersama: number;
  local: number;
};

/** Every year with its decree and how many days of each kind it has, the newest first. */
export async function yearSummaries(db: DbOrTrx, regionId: number): Promise<YearSummary[]> {
  const years = await db('calendar_years').where('region_id', regionId).orderBy('year', 'desc');
  const counts: { year: string; kind: HolidayRow['kind']; n: number }[] = await db('holidays')
    .where('region_id', regionId)
    .groupByRaw('substr(date, 1, 4), kind')
    .select(db.raw('substr(date, 1, 4) AS year'), 'kind', db.raw('count(*) AS n'));
  const count = (year: number, kind: string) =>
    Number(counts.find((row) => Number(row.year) === year && row.kind === kind)?.n ?? 0);
  return years.map(({ year, version, decree, confidence, updated_at }) => ({
    year,
    version,
    decree,
    confidence,
    updated_at,
    libur_nasional: count(year, 'libur_nasional'),
    cuti_bersama: count(year, 'cuti_bersama'),
    local: count(year, 'local'),
  }));
}

/** One year that has a calendar, or null. */
export async function yearRow(db: DbOrTrx, regionId: number, year: number): Promise<CalendarYearRow | null> {
  return (await db('calendar_years').where({ region_id: regionId, year }).first()) ?? null;
}

/** The entries of one year in order, with the keys of their rows. */
export async function daysOfYear(db: DbOrTrx, regionId: number, year: number): Promise<HolidayRow[]> {
  return db('holidays')
    .where('region_id', regionId)
    .whereBetween('date', [`${year}-01-01`, `${year}-12-31`])
    .orderBy(['date', 'kind', 'id']);
}

/** One entry of a year, or null. */
export async function dayOfYear(db: DbOrTrx, regionId: number, year: number, id: number): Promise<HolidayRow | null> {
  const row = await db('holidays')
    .where({ region_id: regionId, id })
    .whereBetween('date', [`${year}-01-01`, `${year}-12-31`])
    .first();
  return row ?? null;
}

const named = (db: DbOrTrx, regionId: number) =>
  db('calendar_changes as c')
    .leftJoin('users as u', 'u.id', 'c.made_by')
    .where('c.region_id', regionId)
    .select('c.*', 'u.name as made_by_name');

/** Changes, the newest first, below the id `before`. */
export async function changesPage(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<ChangeWithName[]> {
  const query = named(db, regionId).orderBy('c.id', 'desc').limit(limit);
  return before === null ? query : query.where('c.id', '<', before);
}

/** The changes whose span reaches into a year, the newest first. */
export async function changesOfYear(db: DbOrTrx, regionId: number, year: number): Promise<ChangeWithName[]> {
  return named(db, regionId)
    .where('c.from_date', '<=', `${year}-12-31`)
    .where('c.to_date', '>=', `${year}-01-01`)
    .orderBy('c.id', 'desc');
}

/** One change by its public id, or null. */
export async function changeByPublicId(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<ChangeWithName | null> {
  return (await named(db, regionId).where('c.public_id', publicId).first()) ?? null;
}

/** The changes whose move or telling is not finished, the oldest first. */
export async function unfinishedChanges(db: DbOrTrx, regionId: number): Promise<CalendarChangeRow[]> {
  return db('calendar_changes').where('region_id', regionId).whereIn('state', ['moving', 'telling']).orderBy('id');
}

/**
 * The row of a change for its mover alone, until the transaction ends; null while another sweep has it. On SQLite a write
 * transaction is alone anyway.
 */
export async function heldChange(trx: Trx, id: number): Promise<CalendarChangeRow | null> {
  const query = trx('calendar_changes').where({ id });
  return (await (isPostgres(trx) ? query.forUpdate().skipLocked() : query).first()) ?? null;
}

/** What a change moved, in the order it was moved, after the row `after`. */
export async function movedPage(
  db: DbOrTrx,
  changeId: number,
  { after, limit }: { after: number; limit: number },
): Promise<CalendarMovedCaseRow[]> {
  return db('calendar_moved_cases').where('change_id', changeId).where('id', '>', after).orderBy('id').limit(limit);
}

export type MovedOffice = { case_kind: string; body_id: number | null; cases: number };

/** Who held the moved cases of a change, with how many. */
export async function movedOffices(db: DbOrTrx, changeId: number): Promise<MovedOffice[]> {
  const rows = await db('calendar_moved_cases')
    .where('change_id', changeId)
    .groupBy('case_kind', 'body_id')
    .orderBy(['case_kind', 'body_id'])
    .select('case_kind', 'body_id', db.raw('count(DISTINCT case_id) AS cases'));
  return rows.map((row) => ({ ...row, cases: Number(row.cases) }));
}

/** The first moved dates that concern some of those offices. */
export async function movedDatesOf(
  db: DbOrTrx,
  changeId: number,
  offices: readonly MovedOffice[],
  limit: number,
): Promise<CalendarMovedCaseRow[]> {
  return db('calendar_moved_cases')
    .where('change_id', changeId)
    .where((some) => {
      for (const { case_kind, body_id } of offices) some.orWhere({ case_kind, body_id });
    })
    .orderBy('id')
    .limit(limit);
}
