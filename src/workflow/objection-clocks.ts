import type { Calendar } from '../calendar/working-days';
import { type DueExplanation, explainTerm, overAt } from './deadlines';
import type { ClockName, ClockSpan, LadderCase, SystemDue } from './escalations';
import type { ObjectionFacts } from './objection-facts';

/** An objection as its ladder sees it. */
export function objectionLadder(f: ObjectionFacts): LadderCase {
  const clocks: Partial<Record<ClockName, ClockSpan>> = {};
  if (f.state === 'registered') clocks.objection_answer = { from: f.received_on, due_on: f.due_on };
  if (f.answered_on && f.answer_reached_on === null) clocks.arrival = { from: f.answered_on, due_on: f.answered_on };
  const granted = f.state === 'granted' || f.state === 'granted_partly';
  if (granted && f.execute_by && f.answered_on) clocks.execution = { from: f.answered_on, due_on: f.execute_by };
  const { recorded_on, first_opened_at, ladder_since } = f;
  return { case: 'objection', clocks, recorded_on, first_opened_at, ladder_since };
}

/** What time itself does to an objection: silence at the end of the thirty days. */
export function objectionSystemSteps(f: ObjectionFacts, timezone: string): SystemDue<'pass_term'>[] {
  if (f.state !== 'registered') return [];
  return [{ step: 'pass_term', at: overAt(f.due_on, timezone), day: f.due_on }];
}

/** Every clock of an objection that has a date, each as it was counted. */
export function explainObjection(cal: Calendar, f: ObjectionFacts): (DueExplanation & { binding: boolean })[] {
  return [
    ...(f.window_from ? [{ ...explainTerm('objection_window', cal, f.window_from, f.terms), binding: true }] : []),
    { ...explainTerm('objection_answer', cal, f.received_on, f.terms), binding: true },
  ];
}

/** Day 0 of the window to the commission: the day the answer reached him, or the end of the silence. Null while it is not known. */
export function disputeWindowDay(f: ObjectionFacts): string | null {
  return f.unanswered_on ?? f.answer_reached_on;
}
