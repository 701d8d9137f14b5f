/**
 * Counting working days. Pure: holidays, years and zones are arguments.
 *
 * Dates are `YYYY-MM-DD` text in the office's zone and compare as text; instants are fixed-width UTC text.
 * A working day is Monday to Friday and neither libur nasional nor cuti bersama (Perpres 21/2023 Pasal 3 and 6)
 * nor a local closing day. Day 0 is the day of the trigger, day 1 the next working day; a term ends with day N.
 * A day of a year without a calendar is an error, never a guess: weekends of such a year included.
 */

export type DayOffKind = 'libur_nasional' | 'cuti_bersama' | 'local';
export type DayOff = { date: string; kind: DayOffKind; name: string; decree: string | null };
/** `version` names what was in force, so that a date told to somebody can be explained later. */
export type Calendar = { years: ReadonlySet<number>; daysOff: ReadonlyMap<string, DayOff>; version: string };
export type SkippedDay = { date: string; reason: 'weekend' | DayOffKind; name: string; decree: string | null };
export type ExplainedDue = { from: string; days: number; due_on: string; skipped: SkippedDay[] };

export class NoCalendarError extends Error {
  constructor(readonly year: number) {
    super(`No calendar is loaded for ${year}`);
    this.name = 'NoCalendarError';
  }
}

const DAY_MS = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;
const STRONGEST_FIRST: readonly DayOffKind[] = ['libur_nasional', 'cuti_bersama', 'local'];

/** Whether the text is a real day of the calendar: `2026-02-30` is not. */
export function isDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Read back it must be the same ten characters. A year of more than four digits begins with a sign.
  return /^\d/.test(text) && !Number.isNaN(ms) && toDate(ms) === text;
}

/** The date `n` calendar days later; earlier when negative. */
export function addDays(date: string, n: number): string {
  return toDate(toMs(date) + n * DAY_MS);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(date: string): number {
  return new Date(toMs(date)).getUTCDay();
}

/**
 * Makes a calendar from its days in any order. One date holds one entry: the strongest kind wins
 * (libur nasional, then cuti bersama, then local), and names of the same kind are joined, because 13 May 2021 was two holidays.
 */
export function makeCalendar(input: { years: Iterable<number>; daysOff: Iterable<DayOff>; version: string }): Calendar {
  const byDate = new Map<string, DayOff[]>();
  for (const day of input.daysOff) {
    if (!isDate(day.date)) throw new RangeError(`Not a date: ${day.date}`);
    const same = byDate.get(day.date);
    if (same) same.push(day);
    else byDate.set(day.date, [day]);
  }
  const dates = [...byDate.keys()].sort();
  return {
    years: new Set([...input.years].sort((a, b) => a - b)),
    daysOff: new Map(dates.map((date) => [date, oneDay(date, byDate.get(date) as DayOff[])])),
    version: input.version,
  };
}

export function isWorkingDay(cal: Calendar, date: string): boolean {
  return isOpen(cal, date, weekday(date));
}

/** The deadline: day `n` when `from` is day 0. With 0 it is `from` itself, whatever day that is. */
export function due(cal: Calendar, from: string, n: number): string {
  return walk(cal, from, n, () => {});
}

/** `due` with every day that did not count, in order. A holiday on a weekend is a weekend: it cost no working day. */
export function explainDue(cal: Calendar, from: string, n: number): ExplainedDue {
  const skipped: SkippedDay[] = [];
  const due_on = walk(cal, from, n, (date, dow) => skipped.push(whySkipped(cal, date, dow)));
  return { from, days: n, due_on, skipped };
}

/** Working days in (a, b]; `between(b, a)` is its negative. */
export function between(cal: Calendar, a: string, b: string): number {
  if (b < a) return 0 - between(cal, b, a);
  let count = 0;
  for (const { date, dow } of daysAfter(a)) {
    if (date > b) break;
    if (isOpen(cal, date, dow)) count += 1;
  }
  return count;
}

/** The last working day e, not after `d`, with `between(e, d) = k`: when a reminder k working days ahead goes out. */
export function before(cal: Calendar, d: string, k: number): string {
  requireCount(k);
  let date = d;
  let left = k;
  for (;;) {
    const open = isWorkingDay(cal, date);
    if (open && left === 0) return date;
    if (open) left -= 1;
    date = addDays(date, -1);
  }
}

/**
 * The last day e with `between(e, d) = k`: by when something must be done that is due k working days before `d`. Unlike
 * `before` it may be a day off; what is done on it is still k working days ahead.
 */
export function lastBefore(cal: Calendar, d: string, k: number): string {
  requireCount(k);
  let date = d;
  for (let left = k; left > 0; date = addDays(date, -1)) {
    if (isWorkingDay(cal, date)) left -= 1;
  }
  return date;
}

/** The first working day strictly after `date`. */
export function nextWorkingDay(cal: Calendar, date: string): string {
  return due(cal, date, 1);
}

/** The office's date at an instant (ISO text with offset or `Date`); `timezone` is an IANA name. */
export function localDay(instant: Date | string, timezone: string): string {
  const ms = instantMs(instant);
  return toDate(ms + offsetMs(ms, timezone));
}

/** The UTC instant, fixed width, at which clocks in `timezone` show this date and time. */
export function atLocal(date: string, time: string, timezone: string): string {
  const wall = Date.parse(`${date}T${time}Z`);
  if (!isDate(date) || Number.isNaN(wall)) throw new RangeError(`Not a local time: ${date} ${time}`);
  // The offset belongs to the instant looked for, so it is asked for again there: the first guess may lie across a change of zone.
  const guess = wall - offsetMs(wall, timezone);
  return new Date(wall - offsetMs(guess, timezone)).toISOString();
}

/** The last millisecond of the office's day: a term ends with the end of day N. */
export function endOfDay(date: string, timezone: string): string {
  return atLocal(date, '23:59:59.999', timezone);
}

/** The instant as the office writes it, to the second: `2026-12-11T09:00:00+07:00`. */
export function withOffset(instant: Date | string, timezone: string): string {
  const ms = instantMs(instant);
  const offset = offsetMs(ms, timezone);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? '-' : '+';
  const local = new Date(ms + offset).toISOString().slice(0, 19);
  return `${local}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(Math.floor(minutes % 60))}`;
}

function walk(cal: Calendar, from: string, n: number, skip: (date: string, dow: number) => void): string {
  requireCount(n);
  if (n === 0) return addDays(from, 0);
  const days = daysAfter(from);
  for (let left = n; ; ) {
    const { date, dow } = days.next().value;
    if (!isOpen(cal, date, dow)) skip(date, dow);
    else if (--left === 0) return date;
  }
}

/** Every calendar day after `from`, without end. Counts up by hand: a `Date` for each day takes ten times longer. */
function* daysAfter(from: string): Generator<{ date: string; dow: number }, never> {
  const start = new Date(toMs(from));
  let [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth() + 1, start.getUTCDate()];
  let [dow, last] = [start.getUTCDay(), daysInMonth(year, month)];
  for (;;) {
    day += 1;
    dow = (dow + 1) % 7;
    if (day > last) {
      year += month === 12 ? 1 : 0;
      month = (month % 12) + 1;
      day = 1;
      last = daysInMonth(year, month);
    }
    yield { date: `${year}-${twoDigits(month)}-${twoDigits(day)}`, dow };
  }
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isOpen(cal: Calendar, date: string, dow: number): boolean {
  requireYear(cal, date);
  return !isWeekend(dow) && !cal.daysOff.has(date);
}

function whySkipped(cal: Calendar, date: string, dow: number): SkippedDay {
  if (isWeekend(dow)) return { date, reason: 'weekend', name: dow === SUNDAY ? 'Minggu' : 'Sabtu', decree: null };
  const { kind, name, decree } = cal.daysOff.get(date) as DayOff;
  return { date, reason: kind, name, decree };
}

function isWeekend(dow: number): boolean {
  return dow === SUNDAY || dow === SATURDAY;
}

function requireYear(cal: Calendar, date: string): void {
  const year = Number(date.slice(0, 4));
  if (!cal.years.has(year)) throw new NoCalendarError(year);
}

function requireCount(n: number): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Not a number of days: ${n}`);
}

/** One entry for a date: the strongest kind, its names and decrees in alphabetical order so that insertion order cannot show. */
function oneDay(date: string, entries: DayOff[]): DayOff {
  const kind = STRONGEST_FIRST.find((one) => entries.some((entry) => entry.kind === one)) as DayOffKind;
  const same = entries.filter((entry) => entry.kind === kind);
  const decrees = distinct(same.flatMap((entry) => (entry.decree === null ? [] : [entry.decree])));
  return {
    date,
    kind,
    name: distinct(same.map((entry) => entry.name)).join(' / '),
    decree: decrees.join(' / ') || null,
  };
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}

function toMs(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`Not a date: ${date}`);
  return ms;
}

function toDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function instantMs(instant: Date | string): number {
  const ms = new Date(instant).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant: ${instant}`);
  return ms;
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** How far clocks in the zone are ahead of UTC at that instant. Building a formatter costs a hundred times more than using one. */
function offsetMs(ms: number, timezone: string): number {
  let format = zones.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
    zones.set(timezone, format);
  }
  const written = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(format.format(ms));
  // UTC itself is written without an offset.
  if (!written) return 0;
  const [, sign, h, m, s = 0] = written;
  const size = (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000;
  return sign === '-' ? -size : size;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}
