import { type DbOrTrx, isPostgres, type Trx } from '../db/connect';
import type { CalendarYearRow, HolidayRow } from '../db/tables/calendar';
import type { StoredCalendar } from './change';
import { type Gap, gapsOn } from './gaps';
import { type Calendar, makeCalendar } from './working-days';

export type HolidayYear = Omit<CalendarYearRow, 'region_id'> & { holidays: Omit<HolidayRow, 'id' | 'region_id'>[] };

// By the settings object that a database and its transactions share: two databases of one process never mix.
const kept = new WeakMap<object, Map<number, { key: string; calendar: Calendar }>>();

/**
 * The region's calendar as it is now: every loaded year with its days off. Asks the database for the versions only, and
 * for the days when a version changed. `version` names each year with its version, such as `2026.1 2027.3`.
 */
export async function calendarInForce(db: DbOrTrx, regionId: number): Promise<Calendar> {
  const years: CalendarYearRow[] = await db('calendar_years').where('region_id', regionId).orderBy('year');
  // The time is part of the key because a version number comes back when the transaction that raised it is undone.
  const key = years.map((row) => `${row.year}.${row.version}@${row.updated_at}`).join(' ');
  const regions = keptFor(db);
  const found = regions.get(regionId);
  if (found?.key === key) return found.calendar;
  const daysOff: HolidayRow[] = await db('holidays')
    .where('region_id', regionId)
    .select('date', 'kind', 'name', 'decree');
  const version = years.map((row) => `${row.year}.${row.version}`).join(' ');
  const calendar = makeCalendar({ years: years.map((row) => row.year), daysOff, version });
  regions.set(regionId, { key, calendar });
  return calendar;
}

// Names the lock among the database's advisory locks; the region is its second part.
const CALENDAR_LOCK = 7302;

/**
 * The calendar in force, which nobody changes until the transaction ends: what is counted with it is stored before a
 * change, whose move of the open cases then meets it, or after. On SQLite a write transaction has the database to itself.
 */
export async function calendarHeld(trx: Trx, regionId: number): Promise<Calendar> {
  if (isPostgres(trx)) await trx.raw('SELECT pg_advisory_xact_lock_shared(?, ?)', [CALENDAR_LOCK, regionId]);
  return calendarInForce(trx, regionId);
}

/** Waits for everyone who holds the calendar, and keeps it from others until the transaction ends. */
export async function lockCalendar(trx: Trx, regionId: number): Promise<void> {
  if (isPostgres(trx)) await trx.raw('SELECT pg_advisory_xact_lock(?, ?)', [CALENDAR_LOCK, regionId]);
}

/** The calendar entry by entry, as it is kept: what a change is judged against. */
export async function storedCalendar(db: DbOrTrx, regionId: number): Promise<StoredCalendar> {
  const years = await db('calendar_years')
    .where('region_id', regionId)
    .orderBy('year')
    .select('year', 'version', 'decree', 'confidence');
  const days = await db('holidays')
    .where('region_id', regionId)
    .orderBy(['date', 'id'])
    .select('date', 'kind', 'name', 'decree');
  return { years, days };
}

/** The years that are needed on `today` (office date) and have no calendar, or one that is not confirmed. */
export async function calendarGaps(db: DbOrTrx, regionId: number, today: string): Promise<Gap[]> {
  return gapsOn(today, await db('calendar_years').where('region_id', regionId).select('year', 'confidence'));
}

/** One year's calendar with its decree and version, days in order; null when the year has none. */
export async function holidaysOf(db: DbOrTrx, regionId: number, year: number): Promise<HolidayYear | null> {
  const found: CalendarYearRow | undefined = await db('calendar_years').where({ region_id: regionId, year }).first();
  if (!found) return null;
  const holidays = await db('holidays')
    .where('region_id', regionId)
    .whereBetween('date', [`${year}-01-01`, `${year}-12-31`])
    .orderBy(['date', 'kind', 'name'])
    .select('date', 'kind', 'name', 'decree', 'confidence', 'note');
  const { region_id: _, ...row } = found;
  return { ...row, holidays };
}

/** The years whose decree is not confirmed yet, in order: their dates may still move. */
export async function provisionalYearsOf(db: DbOrTrx, regionId: number): Promise<number[]> {
  const years = db('calendar_years').where({ region_id: regionId, confidence: 'provisional' });
  return years.orderBy('year').pluck('year');
}

function keptFor(db: DbOrTrx) {
  const settings: object = db.client.config;
  const regions = kept.get(settings) ?? new Map();
  kept.set(settings, regions);
  return regions;
}
