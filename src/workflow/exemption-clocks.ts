import { addDays, type Calendar, NoCalendarError } from '../calendar/working-days';
import { dayBefore, daysBetween, dueOn, instantAt } from './counted';
import { dueBy } from './deadlines';
import type { ExemptionFacts } from './exemption-facts';
import { lengthOf } from './terms';

/** Messages leave at this hour of the office. */
const HOUR = '08:00';

/**
 * From when on an exemption is looked at daily: longer before its end than any alert can be, so that neither a changed
 * calendar nor a year that gets its calendar late is missed.
 */
const WATCH_DAYS = 200;

/** Where the files of an item wait for their masking, it is asked for again so many working days after it was due. */
const EVERY = 5;

export type ExemptionRung = { step: string; on: string };

type Ending = Pick<ExemptionFacts, 'ends_on' | 'terms'>;

/** By when the decision on what follows must be made: PP 61/2010 Pasal 11(2). Null where no end is stated. Throws without a calendar. */
export const renewalDueOn = (cal: Calendar, { ends_on, terms }: Ending): string | null =>
  ends_on === null ? null : dueBy('exemption_renewal', cal, ends_on, terms);

/**
 * The days on which the PPID is told that an exemption ends: alerts on working days, then the last day for the decision,
 * then the day after it, when it is missing. Throws where a year on the way has no calendar.
 */
export function endingRungs(cal: Calendar, { ends_on, terms }: Ending): ExemptionRung[] {
  if (ends_on === null) return [];
  const alert = (step: 'exemption_alert' | 'exemption_last_alert') => ({
    step,
    on: dayBefore(cal, ends_on, lengthOf(step, terms)),
  });
  const due = dueBy('exemption_renewal', cal, ends_on, terms);
  const rungs = [
    alert('exemption_alert'),
    alert('exemption_last_alert'),
    // On the last working day that is not after it: a message on a day off finds nobody.
    { step: 'renewal_due', on: dayBefore(cal, due, 0) },
    { step: 'renewal_overdue', on: dueOn(cal, due, 1) },
  ];
  return rungs.filter(({ on }) => on <= ends_on);
}

/**
 * From the first alert on the decision on what follows is somebody's turn: by when it must be made, and whether that day is
 * past. Null before, and where what follows is decided already. Throws where a year on the way has no calendar.
 */
export function renewalTurn(
  cal: Calendar,
  f: Ending & Pick<ExemptionFacts, 'state' | 'ended_by'>,
  today: string,
): { due_on: string; over: boolean } | null {
  if (f.state !== 'decided' || f.ends_on === null || f.ended_by !== null) return null;
  if (today < dayBefore(cal, f.ends_on, lengthOf('exemption_alert', f.terms))) return null;
  const due_on = dueBy('exemption_renewal', cal, f.ends_on, f.terms);
  return { due_on, over: today > due_on };
}

/** True once the day by which the files of an opened item were to be masked is past; a day that could not be counted is not. */
export const maskingOver = (dueOn: string | null, today: string): boolean => dueOn !== null && today > dueOn;

/** The last `ends_on` whose alert can have been reached on a day. */
export const lastWatched = (today: string): string => addDays(today, WATCH_DAYS);

/** The rungs of the masking: the day it is due, and every five working days after that until somebody confirms. */
export function maskingRungs(cal: Calendar, dueOnDay: string, today: string): ExemptionRung[] {
  if (today < dueOnDay) return [];
  const turn = Math.floor(Math.max(0, daysBetween(cal, dueOnDay, today)) / EVERY);
  return [{ step: turn === 0 ? 'masking_due' : `masking_overdue_${turn}`, on: dueOn(cal, dueOnDay, turn * EVERY) }];
}

/** Of several rungs that lie behind, only the last is sent: the others would say what is no longer so. */
export function rungsToFire(
  rungs: readonly ExemptionRung[],
  fired: readonly string[],
  today: string,
): { send: ExemptionRung | null; skip: ExemptionRung[] } {
  const due = rungs.filter(({ step, on }) => on <= today && !fired.includes(step));
  return { send: due.at(-1) ?? null, skip: due.slice(0, -1) };
}

/** By when files that have become public must be confirmed as masked; null where it cannot be counted yet. */
export function maskingDueOn(cal: Calendar, endedOn: string, terms: string | null): string | null {
  try {
    return dueBy('masking_confirmation', cal, endedOn, terms);
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

type Watched = Pick<ExemptionFacts, 'state' | 'ends_on' | 'masked_on'>;

/** When an exemption must be looked at next: the instant an index finds it by. Null when time does nothing to it. */
export function nextExemptionAction(f: Watched, now: string, timezone: string): string | null {
  if (f.state === 'expired' || f.state === 'revoked') return f.masked_on === null ? nextMorning(now, timezone) : null;
  if (f.state !== 'decided' || f.ends_on === null) return null;
  const over = instantAt(addDays(f.ends_on, 1), '00:00', timezone);
  const watch = instantAt(addDays(f.ends_on, -WATCH_DAYS), HOUR, timezone);
  if (now < watch) return watch;
  const morning = nextMorning(now, timezone);
  return [morning, over].sort()[0] as string;
}

function nextMorning(now: string, timezone: string): string {
  for (let day = addDays(now.slice(0, 10), -1); ; day = addDays(day, 1)) {
    const at = instantAt(day, HOUR, timezone);
    if (at > now) return at;
  }
}
