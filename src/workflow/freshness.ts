import { addMonths } from './months';

/**
 * How a mandatory item of an agency stands on a day: there and in time, to be renewed within a month, too old, or not
 * there at all. `due_on` is the last good day to publish or renew it; null where the law sets no rhythm.
 */
export type ItemStanding = { state: 'present' | 'due' | 'missing' | 'overdue'; due_on: string | null };

/** Where the law names an item but no rhythm, an agency that never had it gets the six months of periodic information. */
const GRACE_MONTHS = 6;

/**
 * The standing of an item that must be renewed every so many months (UU 14/2008 Pasal 9(3), Perki 1/2021 Pasal 18; null:
 * once is enough). `lastOn` is the day it was last published or changed, null for never; an item that never was is counted
 * from `startedOn`, the day the agency came into the portal.
 */
export function itemStanding(
  every: number | null,
  lastOn: string | null,
  startedOn: string,
  today: string,
): ItemStanding {
  if (lastOn === null) {
    const due_on = addMonths(startedOn, every ?? GRACE_MONTHS);
    return { state: today > due_on ? 'overdue' : 'missing', due_on };
  }
  if (every === null) return { state: 'present', due_on: null };
  const due_on = addMonths(lastOn, every);
  if (today > due_on) return { state: 'overdue', due_on };
  return { state: today >= addMonths(due_on, -1) ? 'due' : 'present', due_on };
}

/**
 * How many weeks an agency is behind a rhythm of one publication in every so many weeks; 0 while it keeps it. No law names
 * such a rhythm: it is the office's own. `weeks` ends with the present one, which is not over and can only put things
 * right; weeks that began before the agency came into the portal are not held against it.
 */
export function weeksBehind(
  every: number,
  weeks: readonly { monday: string; published: number }[],
  startedOn: string,
): number {
  if ((weeks.at(-1)?.published ?? 0) > 0) return 0;
  const whole = weeks.slice(0, -1);
  const last = whole.findLastIndex(({ published, monday }) => published > 0 || monday < startedOn);
  return Math.max(0, whole.length - 1 - last - (every - 1));
}
