import {
  type Calendar,
  type DayOff,
  type DayOffKind,
  isDate,
  isWorkingDay,
  makeCalendar,
  weekday,
} from './working-days';

/** `add`, `remove`, `edit`: one entry by hand, or a year's decree; `import`: a list into a known year; `year`: a new year. */
export type ChangeKind = 'add' | 'remove' | 'edit' | 'import' | 'year';
export type DayKey = { date: string; kind: DayOffKind; name: string };
/** `tentative`: the list itself says that the date is not certain yet. */
export type NewDay = DayKey & { tentative?: boolean };
export type YearMark = { year: number; decree: string; confidence: 'high' | 'provisional' };
export type ChangedDay = DayKey & { change: 'added' | 'removed' };

/** A change of the kept calendar as somebody proposes it; nothing of it is stored yet. */
export type CalendarChange = {
  kind: ChangeKind;
  decree: string;
  reason: string;
  add: readonly NewDay[];
  remove: readonly DayKey[];
  /** Years that are new, or whose decree or certainty changes. */
  years: readonly YearMark[];
};

export type StoredYear = { year: number; version: number; decree: string; confidence: string };
/** The calendar as it is kept: each entry for itself, also where two fall on one date. */
export type StoredCalendar = { years: readonly StoredYear[]; days: readonly DayOff[] };

export type ChangeRefusal =
  | { code: 'decree_missing' | 'reason_missing' | 'nothing' | 'stale' }
  | { code: 'impossible_date' | 'weekend' | 'already_there' | 'not_there'; date: string }
  | { code: 'no_calendar'; year: number }
  | { code: 'would_empty' | 'too_few'; year: number; left: number; least: number };

/** Every decree from 2019 to 2027 names 15 libur nasional or more: a year with fewer than this is a list that was cut off. */
export const LEAST_HOLIDAYS = 10;

/** Why a change cannot be made to this calendar, or null. */
export function changeRefusal(stored: StoredCalendar, change: CalendarChange): ChangeRefusal | null {
  if (change.decree.trim() === '') return { code: 'decree_missing' };
  if (change.reason.trim() === '') return { code: 'reason_missing' };
  if (change.add.length + change.remove.length + change.years.length === 0) return { code: 'nothing' };
  return dayRefusal(stored, change) ?? yearRefusal(stored, change);
}

function dayRefusal(stored: StoredCalendar, { kind, add, remove, years }: CalendarChange): ChangeRefusal | null {
  const known = new Set([...stored.years, ...years].map(({ year }) => year));
  const entries = new Set(stored.days.map(keyOf));
  for (const day of remove) {
    if (!entries.delete(keyOf(day))) return { code: 'not_there', date: day.date };
  }
  for (const day of add) {
    const { date } = day;
    if (!isDate(date)) return { code: 'impossible_date', date };
    if (!known.has(yearOf(date))) return { code: 'no_calendar', year: yearOf(date) };
    // A decree lists its holidays whatever day they fall on; by hand, a weekend is a slip of the pen: it frees nobody.
    const renamed = remove.some((old) => old.date === date);
    if ((kind === 'add' || kind === 'edit') && !renamed && isWeekend(date)) return { code: 'weekend', date };
    if (entries.has(keyOf(day))) return { code: 'already_there', date };
    entries.add(keyOf(day));
  }
  return null;
}

/** A year is never left without its holidays: every term would be counted wrong, and nothing would say so. */
function yearRefusal(stored: StoredCalendar, change: CalendarChange): ChangeRefusal | null {
  const after = daysAfter(stored, change);
  for (const year of touchedYears(change)) {
    const [had, left] = [nationalDays(stored.days, year), nationalDays(after, year)];
    if (left >= LEAST_HOLIDAYS) continue;
    if (isNew(stored, year)) return { code: 'too_few', year, left, least: LEAST_HOLIDAYS };
    if (left < had) return { code: 'would_empty', year, left, least: LEAST_HOLIDAYS };
  }
  return null;
}

/** The calendar as it would be after the change. Nothing is written. */
export function calendarWith(stored: StoredCalendar, change: CalendarChange): Calendar {
  const touched = new Set(touchedYears(change));
  const marked = change.years.map(({ year }) => year).filter((year) => isNew(stored, year));
  const kept = stored.years.map(({ year, version }) => ({ year, version: version + (touched.has(year) ? 1 : 0) }));
  const years = [...kept, ...marked.map((year) => ({ year, version: 1 }))].sort((a, b) => a.year - b.year);
  return makeCalendar({
    years: years.map(({ year }) => year),
    daysOff: daysAfter(stored, change),
    version: years.map(({ year, version }) => `${year}.${version}`).join(' '),
  });
}

/** The calendar as it is kept, for counting. */
export function calendarOf({ years, days }: StoredCalendar): Calendar {
  const version = years.map(({ year, version }) => `${year}.${version}`).join(' ');
  return makeCalendar({ years: years.map(({ year }) => year), daysOff: days, version });
}

/** The years whose version rises with the change, in order. */
export function touchedYears({ add, remove, years }: CalendarChange): number[] {
  const all = [...[...add, ...remove].map(({ date }) => yearOf(date)), ...years.map(({ year }) => year)];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Years that the change brings and that had no calendar. */
export function newYears(stored: StoredCalendar, { years }: CalendarChange): number[] {
  return years.map(({ year }) => year).filter((year) => isNew(stored, year));
}

/**
 * The dates that become a working day or stop being one, in order. A holiday on a weekend, a second name for a day off
 * and a whole new year are none: no open term can have been counted through a year without a calendar.
 */
export function turnedDays(stored: StoredCalendar, change: CalendarChange): { date: string; working: boolean }[] {
  const [before, after] = [calendarOf(stored), calendarWith(stored, change)];
  const dates = [...new Set([...change.add, ...change.remove].map(({ date }) => date))].sort();
  return dates
    .filter((date) => before.years.has(yearOf(date)) && isWorkingDay(before, date) !== isWorkingDay(after, date))
    .map((date) => ({ date, working: isWorkingDay(after, date) }));
}

/** What changes, day by day, as it is kept with the change. */
export function changedDays({ add, remove }: CalendarChange): ChangedDay[] {
  const days: ChangedDay[] = [
    ...remove.map(({ date, kind, name }) => ({ date, kind, name, change: 'removed' as const })),
    ...add.map(({ date, kind, name }) => ({ date, kind, name, change: 'added' as const })),
  ];
  return days.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}

/** First and last date that the change touches: the whole year where it is new, or only its decree changes. */
export function spanOf({ kind, add, remove, years }: CalendarChange): { from: string; to: string } {
  const dates = [...add, ...remove].map(({ date }) => date);
  const ends = years.flatMap(({ year }) => [`${year}-01-01`, `${year}-12-31`]);
  const all = (kind === 'year' || dates.length === 0 ? [...dates, ...ends] : dates).sort();
  return { from: all[0] as string, to: all.at(-1) as string };
}

function daysAfter(stored: StoredCalendar, { add, remove, decree }: CalendarChange): DayOff[] {
  const gone = new Set(remove.map(keyOf));
  const fresh = add.map(({ date, kind, name }) => ({ date, kind, name, decree }));
  return [...stored.days.filter((day) => !gone.has(keyOf(day))), ...fresh];
}

function nationalDays(days: readonly DayOff[], year: number): number {
  const own = days.filter(({ date, kind }) => kind === 'libur_nasional' && yearOf(date) === year);
  return new Set(own.map(({ date }) => date)).size;
}

const isNew = (stored: StoredCalendar, year: number): boolean => !stored.years.some((known) => known.year === year);
const keyOf = ({ date, kind, name }: DayKey): string => JSON.stringify([date, kind, name]);
const yearOf = (date: string): number => Number(date.slice(0, 4));
const isWeekend = (date: string): boolean => [0, 6].includes(weekday(date));
