import type { Calendar } from '../calendar/working-days';
import { overAt } from './deadlines';
import { type ClockName, type ClockSpan, type LadderCase, nextInstant, type Rung, type SystemDue } from './escalations';
import { closingDay, FINAL_STATES, hasObjected, type RequestFacts, type RequestState } from './facts';

const ANSWER_RUNS: readonly RequestState[] = ['registered', 'in_process', 'awaiting_approval'];
const CLOSES: readonly RequestState[] = ['delivered', 'refused', 'not_held', 'not_documented', 'redirected'];

/** A request as its ladder sees it: the clocks that run now, each with its day 0 and last good day. */
export function requestLadder(f: RequestFacts): LadderCase {
  const clocks: Partial<Record<ClockName, ClockSpan>> = {};
  const silent = ANSWER_RUNS.includes(f.state) && f.notified_on === null;
  if (silent) clocks.answer = { from: f.received_on, due_on: f.due_on };
  if (f.state === 'incomplete' && f.incomplete_on) {
    if (f.repair_due_on) clocks.repair = { from: f.incomplete_reached_on ?? f.incomplete_on, due_on: f.repair_due_on };
    else clocks.arrival = { from: f.incomplete_on, due_on: f.incomplete_on };
  }
  if (f.promised_on && f.notified_on && (f.state === 'granted' || f.state === 'granted_partly')) {
    clocks.delivery = { from: f.notified_on, due_on: f.promised_on };
  }
  if (f.notified_on && f.notice_reached_on === null && !FINAL_STATES.includes(f.state)) {
    clocks.arrival = { from: f.notified_on, due_on: f.notified_on };
  }
  // Whoever has objected is not reminded that he may.
  if (f.object_by && !hasObjected(f) && !FINAL_STATES.includes(f.state)) {
    clocks.objection_window = { from: f.notice_reached_on ?? f.due_on, due_on: f.object_by };
  }
  const { recorded_on, first_opened_at, ladder_since } = f;
  return { case: 'request', clocks, recorded_on, first_opened_at, ladder_since };
}

export type SystemStep = 'complete_by_silence' | 'lapse' | 'pass_term' | 'close';

/** Steps that time itself will take from this state, each with the instant it is due and the day that dates it. */
export function dueSystemSteps(f: RequestFacts, timezone: string): SystemDue<SystemStep>[] {
  const steps: SystemDue<SystemStep>[] = [];
  const add = (step: SystemStep, day: string | null) => {
    if (day) steps.push({ step, at: overAt(day, timezone), day });
  };
  const checking = f.state === 'registered' || f.state === 'awaiting_approval';
  if (checking && f.complete_on === null) add('complete_by_silence', f.check_due_on);
  if (f.state === 'incomplete') add('lapse', f.repair_due_on);
  if ((ANSWER_RUNS.includes(f.state) || f.state === 'incomplete') && f.notified_on === null && f.object_by === null) {
    add('pass_term', f.due_on);
  }
  // While the notice is under way on paper its window has not begun: a window of silence that ends meanwhile closes nothing.
  const windowRuns = CLOSES.includes(f.state) && f.notice_reached_on !== null;
  if (windowRuns && f.open_objections === 0) add('close', closingDay(f));
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The next instant at which something must happen by itself to this request; null when nothing will. */
export function nextActionAt(
  f: RequestFacts,
  ladder: readonly Rung[],
  cal: Calendar,
  timezone: string,
  now: string,
): string | null {
  return nextInstant(requestLadder(f), dueSystemSteps(f, timezone), ladder, cal, timezone, now);
}
