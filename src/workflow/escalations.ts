import { atLocal, before, between, type Calendar, due } from '../calendar/working-days';
import { overAt } from './deadlines';
import type { RequestFacts, RequestState } from './facts';

/** Who a rung is meant for. A missing addressee goes one rung up (`ONE_UP`). */
export type Addressee = 'requester' | 'desk' | 'holder' | 'body_head' | 'ppid' | 'superior' | 'auditor' | 'admin';

/** The clocks a request can be on. */
export type ClockName = 'answer' | 'repair' | 'objection_window';

/** When a rung fires, always at `RUNG_TIME` on a working day. Counts are working days. */
export type RungTime =
  /** Nobody of the desk opened the case until so many days after it was recorded. */
  | { unopened: number }
  /** A fraction of the term, rounded down to whole days, from its trigger. */
  | { fraction: number }
  | { before: number }
  /** On the last good day. */
  | { on: 'due' }
  | { after: number; every?: number };

export type Rung = { step: string; clock: ClockName; at: RungTime; to: readonly Addressee[] };

export const RUNG_TIME = '08:00';

/** The ladder a regency starts with, lowest rung first. */
export const DEFAULT_LADDER: readonly Rung[] = [
  { step: 'unopened', clock: 'answer', at: { unopened: 1 }, to: ['desk'] },
  { step: 'half_term', clock: 'answer', at: { fraction: 0.5 }, to: ['holder'] },
  { step: 'three_days_left', clock: 'answer', at: { before: 3 }, to: ['body_head'] },
  { step: 'one_day_left', clock: 'answer', at: { before: 1 }, to: ['ppid'] },
  { step: 'due_today', clock: 'answer', at: { on: 'due' }, to: ['superior'] },
  { step: 'overdue', clock: 'answer', at: { after: 1 }, to: ['superior', 'auditor', 'requester'] },
  { step: 'still_overdue', clock: 'answer', at: { after: 6, every: 5 }, to: ['superior'] },
  { step: 'repair_one_day_left', clock: 'repair', at: { before: 1 }, to: ['requester'] },
  { step: 'window_five_days_left', clock: 'objection_window', at: { before: 5 }, to: ['requester'] },
  { step: 'window_one_day_left', clock: 'objection_window', at: { before: 1 }, to: ['requester'] },
];

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
export type PlannedRung = { step: string; due_on: string; to: readonly Addressee[]; fire_at: string };

const ANSWER_RUNS: readonly RequestState[] = ['registered', 'in_process', 'awaiting_approval'];
const NO_WINDOW: readonly RequestState[] = ['lapsed', 'withdrawn', 'closed'];

type ClockSpan = { from: string; due_on: string };

/** The clocks that run for a request now, each with its day 0 and last good day. */
function runningClocks(f: RequestFacts): Partial<Record<ClockName, ClockSpan>> {
  const clocks: Partial<Record<ClockName, ClockSpan>> = {};
  if (ANSWER_RUNS.includes(f.state) && f.notified_on === null) {
    clocks.answer = { from: f.received_on, due_on: f.due_on };
  }
  if (f.state === 'incomplete' && f.repair_due_on && f.incomplete_on) {
    clocks.repair = { from: f.incomplete_on, due_on: f.repair_due_on };
  }
  if (f.object_by && !NO_WINDOW.includes(f.state)) {
    clocks.objection_window = { from: f.notice_reached_on ?? f.due_on, due_on: f.object_by };
  }
  return clocks;
}

/**
 * The firings of a request's ladder from `since` (exclusive) to `until` (inclusive), in the order they fire; with
 * `until` null, only the next one after `since`. UTC instants.
 */
export function rungsBetween(
  f: RequestFacts,
  ladder: readonly Rung[],
  cal: Calendar,
  timezone: string,
  since: string,
  until: string | null,
): PlannedRung[] {
  const clocks = runningClocks(f);
  const fired: PlannedRung[] = [];
  for (const rung of ladder) {
    const span = clocks[rung.clock];
    if (!span || ('unopened' in rung.at && f.first_opened_at !== null)) continue;
    for (const { step, day } of daysOf(rung, span, f, cal, since, until)) {
      const fire_at = atLocal(day, RUNG_TIME, timezone);
      if (fire_at > since && (until === null || fire_at <= until)) {
        fired.push({ step, due_on: span.due_on, to: rung.to, fire_at });
      }
    }
  }
  fired.sort((a, b) => (a.fire_at < b.fire_at ? -1 : a.fire_at > b.fire_at ? 1 : 0));
  return until === null ? fired.slice(0, 1) : fired;
}

/** The working days on which a rung fires: one, or for a repeating rung those up to just past `until` (or `since`). */
function daysOf(
  rung: Rung,
  span: ClockSpan,
  f: RequestFacts,
  cal: Calendar,
  since: string,
  until: string | null,
): { step: string; day: string }[] {
  const { at, step } = rung;
  if ('unopened' in at) return [{ step, day: due(cal, f.recorded_on, at.unopened) }];
  if ('fraction' in at) {
    return [{ step, day: due(cal, span.from, Math.floor(between(cal, span.from, span.due_on) * at.fraction)) }];
  }
  if ('before' in at) return [{ step, day: before(cal, span.due_on, at.before) }];
  if ('on' in at) return [{ step, day: span.due_on }];
  if (!at.every) return [{ step, day: due(cal, span.due_on, at.after) }];
  const days: { step: string; day: string }[] = [];
  const last = (until ?? since).slice(0, 10);
  let day = due(cal, span.due_on, at.after);
  for (let n = 1; ; n++) {
    days.push({ step: `${step}_${n}`, day });
    if (day > last) return days;
    day = due(cal, day, at.every);
  }
}

/**
 * When rungs lie behind because a case was entered late, or because the requester held it, they are not sent one by one:
 * the highest is sent and the others are kept as skipped.
 */
export function catchUp(past: readonly PlannedRung[]): { send: PlannedRung | null; skip: PlannedRung[] } {
  return { send: past.at(-1) ?? null, skip: past.slice(0, -1) };
}

/** The next instant at which something must happen by itself to this request; null when nothing will. */
export function nextActionAt(
  f: RequestFacts,
  ladder: readonly Rung[],
  cal: Calendar,
  timezone: string,
  now: string,
): string | null {
  const times = dueSystemSteps(f, timezone).map((s) => s.at);
  const rung = rungsBetween(f, ladder, cal, timezone, now > f.ladder_since ? now : f.ladder_since, null)[0];
  if (rung) times.push(rung.fire_at);
  return times.sort()[0] ?? null;
}

export type SystemStep = 'complete_by_silence' | 'lapse' | 'pass_term' | 'close';

const CLOSES: readonly RequestState[] = ['delivered', 'refused', 'not_held', 'not_documented', 'redirected'];

/** Steps that time itself will take from this state, each with the instant it is due and the day that dates it. */
export function dueSystemSteps(f: RequestFacts, timezone: string): { step: SystemStep; at: string; day: string }[] {
  const steps: { step: SystemStep; at: string; day: string }[] = [];
  const add = (step: SystemStep, day: string | null) => {
    if (day) steps.push({ step, at: overAt(day, timezone), day });
  };
  const checking = f.state === 'registered' || f.state === 'awaiting_approval';
  if (checking && f.complete_on === null) add('complete_by_silence', f.check_due_on);
  if (f.state === 'incomplete') add('lapse', f.repair_due_on);
  if ((ANSWER_RUNS.includes(f.state) || f.state === 'incomplete') && f.notified_on === null && f.object_by === null) {
    add('pass_term', f.due_on);
  }
  if (CLOSES.includes(f.state)) add('close', f.object_by);
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
