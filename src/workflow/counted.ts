import { atLocal, before, between, type Calendar, due, lastBefore } from '../calendar/working-days';

/**
 * Counts that a pass over many cases asks for again and again: cases share few dates. What was counted by one calendar is
 * remembered for as long as that calendar is in force, and never more than `MOST` of it.
 */
const MOST = 20_000;
const byCalendar = new WeakMap<Calendar, Map<string, string | number>>();
const instants = new Map<string, string>();

function once<T extends string | number>(kept: Map<string, string | number>, key: string, count: () => T): T {
  const known = kept.get(key) as T | undefined;
  if (known !== undefined) return known;
  if (kept.size >= MOST) kept.clear();
  const counted = count();
  kept.set(key, counted);
  return counted;
}

function keptFor(cal: Calendar): Map<string, string | number> {
  const kept = byCalendar.get(cal) ?? new Map<string, string | number>();
  byCalendar.set(cal, kept);
  return kept;
}

/** `due` of the calendar. */
export const dueOn = (cal: Calendar, from: string, days: number): string =>
  once(keptFor(cal), `d${from}${days}`, () => due(cal, from, days));

/** `before` of the calendar. */
export const dayBefore = (cal: Calendar, date: string, days: number): string =>
  once(keptFor(cal), `b${date}${days}`, () => before(cal, date, days));

/** `lastBefore` of the calendar. */
export const lastDayBefore = (cal: Calendar, date: string, days: number): string =>
  once(keptFor(cal), `l${date}${days}`, () => lastBefore(cal, date, days));

/** `between` of the calendar. */
export const daysBetween = (cal: Calendar, a: string, b: string): number =>
  once(keptFor(cal), `n${a}${b}`, () => between(cal, a, b));

/** `atLocal`, whatever the calendar. */
export const instantAt = (date: string, time: string, timezone: string): string =>
  once(instants as Map<string, string | number>, `${date} ${time} ${timezone}`, () => atLocal(date, time, timezone));
