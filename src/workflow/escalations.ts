import type { Calendar } from '../calendar/working-days';
import { dayBefore, daysBetween, dueOn, instantAt } from './counted';

/** Who a rung is meant for. A missing addressee goes one rung up (`ONE_UP`). */
export type Addressee = 'requester' | 'desk' | 'holder' | 'body_head' | 'ppid' | 'superior' | 'auditor' | 'admin';

export const ADDRESSEES: readonly Addressee[] = [
  'requester',
  'desk',
  'holder',
  'body_head',
  'ppid',
  'superior',
  'auditor',
  'admin',
];

/** The kinds of case that have a ladder in working days. */
export type CaseName = 'request' | 'objection' | 'dispute';

/** The clocks of each kind of case. */
export const CLOCKS = {
  request: ['answer', 'repair', 'arrival', 'delivery', 'objection_window'],
  objection: ['objection_answer', 'arrival', 'execution'],
  dispute: ['dispute_window', 'dispute_start', 'mediation', 'dispute_decision', 'court', 'cassation', 'execution'],
} as const satisfies Record<CaseName, readonly string[]>;

export type ClockName = (typeof CLOCKS)[CaseName][number];

/** When a rung fires, always at `RUNG_TIME` on a working day. Counts are working days. */
export type RungTime =
  /** Nobody of the desk (for an objection: of the superior's) opened the case until so many days after it was recorded. */
  | { unopened: number }
  /** A fraction of the term, rounded down to whole days, from its trigger. */
  | { fraction: number }
  | { before: number }
  /** On the last good day. */
  | { on: 'due' }
  | { after: number; every?: number };

/** One rung: `letter` names what is said (a staff message, or for the requester a kind of letter). */
export type Rung = {
  case: CaseName;
  step: string;
  clock: ClockName;
  at: RungTime;
  to: readonly Addressee[];
  letter: string;
  /**
   * The instant from which it fires at this time, where an administrator set it: what would have been before is not
   * caught up. Null or absent for a rung of the ladder that every installation starts with.
   */
  since?: string;
};

export const RUNG_TIME = '08:00';

/** Where a message goes when nobody holds the office it is meant for. */
export const ONE_UP: Readonly<Record<Addressee, Addressee | null>> = {
  requester: null,
  desk: 'ppid',
  holder: 'body_head',
  body_head: 'ppid',
  ppid: 'superior',
  superior: 'admin',
  auditor: 'admin',
  admin: null,
};

/** One firing of a rung: unique by case, step and due date. `fire_at` is a UTC instant. */
export type PlannedRung = {
  step: string;
  letter: string;
  due_on: string;
  to: readonly Addressee[];
  fire_at: string;
};

export type ClockSpan = { from: string; due_on: string };

/** What the ladder must know of a case: the clocks that run, each with its day 0 and last good day. */
export type LadderCase = {
  case: CaseName;
  clocks: Partial<Record<ClockName, ClockSpan>>;
  recorded_on: string;
  first_opened_at: string | null;
  ladder_since: string;
};

/**
 * The firings of a case's ladder from `since` (exclusive) to `until` (inclusive), in the order they fire; with `until`
 * null, only the next one after `since`. UTC instants.
 */
export function rungsBetween(
  f: LadderCase,
  ladder: readonly Rung[],
  cal: Calendar,
  timezone: string,
  since: string,
  until: string | null,
): PlannedRung[] {
  const fired: PlannedRung[] = [];
  for (const rung of ladder) {
    const span = rung.case === f.case ? f.clocks[rung.clock] : undefined;
    if (!span || ('unopened' in rung.at && f.first_opened_at !== null)) continue;
    const after = rung.since !== undefined && rung.since > since ? rung.since : since;
    for (const { step, fire_at } of firingsOf(rung, span, f, { cal, timezone, until: until ?? after })) {
      if (fire_at > after && (until === null || fire_at <= until)) {
        fired.push({ step, letter: rung.letter, due_on: span.due_on, to: rung.to, fire_at });
      }
    }
  }
  fired.sort((a, b) => (a.fire_at < b.fire_at ? -1 : a.fire_at > b.fire_at ? 1 : 0));
  return until === null ? fired.slice(0, 1) : fired;
}

/** When a rung fires: once, or for a repeating rung each time up to just past `until`. */
function firingsOf(
  rung: Rung,
  span: ClockSpan,
  f: LadderCase,
  { cal, timezone, until }: { cal: Calendar; timezone: string; until: string },
): { step: string; fire_at: string }[] {
  const { at, step } = rung;
  const on = (day: string) => instantAt(day, RUNG_TIME, timezone);
  if (!('after' in at) || !at.every) return [{ step, fire_at: on(dayOf(at, span, f, cal)) }];
  const firings: { step: string; fire_at: string }[] = [];
  let day = dueOn(cal, span.due_on, at.after);
  for (let n = 1; ; n++) {
    // Under a changed rhythm the third time is another day than before: the day tells the times apart.
    const turn = rung.since === undefined ? n : `d${at.after + (n - 1) * at.every}`;
    firings.push({ step: `${step}_${turn}`, fire_at: on(day) });
    if (on(day) > until) return firings;
    day = dueOn(cal, day, at.every);
  }
}

/** The working day on which a rung fires for the first time. */
function dayOf(at: RungTime, span: ClockSpan, f: LadderCase, cal: Calendar): string {
  if ('unopened' in at) return dueOn(cal, f.recorded_on, at.unopened);
  if ('fraction' in at)
    return dueOn(cal, span.from, Math.floor(daysBetween(cal, span.from, span.due_on) * at.fraction));
  return dayAround(cal, span.due_on, at);
}

/** The working day so many before or after a last good day: of this ladder, and of every other. */
export function dayAround(
  cal: Calendar,
  due_on: string,
  at: { before: number } | { on: 'due' } | { after: number },
): string {
  if ('before' in at) return dayBefore(cal, due_on, at.before);
  // A last good day that calendar days count to may be a day off: the working day before it.
  return 'on' in at ? dayBefore(cal, due_on, 0) : dueOn(cal, due_on, at.after);
}

/**
 * When rungs lie behind because a case was entered late, or because the requester held it, they are not sent one by one:
 * the highest is sent and the others are kept as skipped.
 */
export function catchUp<R>(past: readonly R[]): { send: R | null; skip: R[] } {
  return { send: past.at(-1) ?? null, skip: past.slice(0, -1) };
}

/** A step that time itself takes, with the instant it is due and the day that dates it. */
export type SystemDue<S extends string = string> = { step: S; at: string; day: string };

/** The next instant at which something must happen by itself to a case; null when nothing will. */
export function nextInstant(
  f: LadderCase,
  systemSteps: readonly SystemDue[],
  ladder: readonly Rung[],
  cal: Calendar,
  timezone: string,
  now: string,
): string | null {
  const times = systemSteps.map((s) => s.at);
  const rung = rungsBetween(f, ladder, cal, timezone, now > f.ladder_since ? now : f.ladder_since, null)[0];
  if (rung) times.push(rung.fire_at);
  return times.sort()[0] ?? null;
}

/**
 * The base of a repeating step's name: `still_overdue_3` is the third of `still_overdue`, `still_overdue_d16` the one of
 * the 16th working day.
 */
export const baseStep = (step: string): string => step.replace(/_d?\d+$/, '');
