import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import type { RequestFacts } from '../../src/workflow/facts';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import { type Days, officeDay, officeTime, overAfter } from './days';
import type { FactsOf, Kind } from './rules';

/** Working days: `unopened` after recording, `left` before the last day, `late` after it and then each `again`. */
type When = { unopened: number } | { half: true } | { left: number } | { late: number; again?: number };
type Line = [step: string, when: When, to: string, letter?: string];
type Span = { from: string; due: string };
export type Fire = { step: string; due_on: string; to: string[]; letter: string | null; at: number };
export type TimeStep = { step: string; at: number };

/** The ladder a regency starts with, by kind of case and clock. */
const LADDER: Record<string, Line[]> = {
  'request answer': [
    ['unopened', { unopened: 1 }, 'desk'],
    ['half_term', { half: true }, 'holder'],
    ['three_days_left', { left: 3 }, 'body_head'],
    ['one_day_left', { left: 1 }, 'ppid'],
    ['due_today', { left: 0 }, 'superior'],
    ['overdue', { late: 1 }, 'superior auditor requester', 'overdue'],
    ['still_overdue', { late: 6, again: 5 }, 'superior'],
  ],
  'request repair': [['repair_one_day_left', { left: 1 }, 'requester', 'repair_reminder']],
  'request arrival': [['letter_under_way', { late: 5, again: 5 }, 'desk']],
  'request delivery': [
    ['delivery_one_day_left', { left: 1 }, 'holder'],
    ['delivery_due_today', { left: 0 }, 'desk'],
    ['delivery_late', { late: 1, again: 5 }, 'ppid superior'],
  ],
  'request window': [
    ['window_five_days_left', { left: 5 }, 'requester', 'window_reminder'],
    ['window_one_day_left', { left: 1 }, 'requester', 'window_reminder'],
  ],
  'objection answer': [
    ['objection_unopened', { unopened: 1 }, 'superior'],
    ['objection_half_term', { half: true }, 'superior ppid'],
    ['objection_five_days_left', { left: 5 }, 'superior'],
    ['objection_one_day_left', { left: 1 }, 'superior ppid'],
    ['objection_due_today', { left: 0 }, 'superior auditor'],
  ],
  'objection arrival': [['objection_letter_under_way', { late: 5, again: 5 }, 'desk']],
  'objection execution': [
    ['execution_three_days_left', { left: 3 }, 'holder ppid'],
    ['execution_due_today', { left: 0 }, 'ppid'],
    ['execution_late', { late: 1, again: 5 }, 'superior auditor'],
  ],
  'dispute window': [
    ['dispute_five_days_left', { left: 5 }, 'requester', 'dispute_reminder'],
    ['dispute_one_day_left', { left: 1 }, 'requester', 'dispute_reminder'],
  ],
  'dispute start': [['start_due', { late: 1, again: 5 }, 'ppid']],
  'dispute mediation': [
    ['mediation_three_days_left', { left: 3 }, 'superior ppid'],
    ['mediation_over', { late: 1, again: 5 }, 'ppid'],
  ],
  'dispute decision': [['decision_due', { late: 1, again: 10 }, 'ppid']],
  'dispute court': [
    ['court_five_days_left', { left: 5 }, 'superior ppid'],
    ['court_over', { late: 1, again: 5 }, 'ppid'],
  ],
  'dispute cassation': [
    ['cassation_five_days_left', { left: 5 }, 'superior ppid'],
    ['cassation_over', { late: 1, again: 5 }, 'ppid'],
  ],
  'dispute execution': [
    ['ruling_three_days_left', { left: 3 }, 'holder ppid'],
    ['ruling_due_today', { left: 0 }, 'ppid'],
    ['ruling_late', { late: 1, again: 5 }, 'superior auditor'],
  ],
};

type Clocks = Record<string, Span | false>;
const span = (from: string | null, due: string | null): Span | false => from !== null && due !== null && { from, due };

/** The clocks that run in a case now, each with its day 0 and its last good day. */
const CLOCKS: { [K in Kind]: (f: FactsOf[K]) => Clocks } = {
  request: (f: RequestFacts) => {
    const ended = ['lapsed', 'withdrawn', 'closed'].includes(f.state);
    const underWay = f.notified_on !== null && f.notice_reached_on === null && !ended;
    const asked = f.state === 'incomplete';
    const objected = f.open_objections > 0 || f.objection_ended_on !== null;
    return {
      answer: ['registered', 'in_process', 'awaiting_approval'].includes(f.state) && span(f.received_on, f.due_on),
      repair: asked && span(f.incomplete_reached_on, f.repair_due_on),
      arrival:
        asked && f.repair_due_on === null
          ? span(f.incomplete_on, f.incomplete_on)
          : underWay && span(f.notified_on, f.notified_on),
      delivery: ['granted', 'granted_partly'].includes(f.state) && span(f.notified_on, f.promised_on),
      // Whoever has objected is not reminded that he may.
      window: !ended && !objected && span(f.notice_reached_on ?? f.due_on, f.object_by),
    };
  },
  objection: (f: ObjectionFacts) => ({
    answer: f.state === 'registered' && span(f.received_on, f.due_on),
    arrival: f.answer_reached_on === null && span(f.answered_on, f.answered_on),
    execution: ['granted', 'granted_partly'].includes(f.state) && span(f.answered_on, f.execute_by),
  }),
  dispute: (f: DisputeFacts) => ({
    window: f.state === 'window_open' && span(f.window_from, f.file_by),
    start: f.state === 'filed' && span(f.filed_on, f.start_by),
    decision: ['registered', 'adjudication'].includes(f.state) && span(f.filed_on, f.decide_by),
    mediation: f.state === 'mediation' && span(f.mediation_from, f.mediation_by),
    // Until the copy of a decision is here, the day it was made stands in its place.
    court: f.state === 'decided' && span(f.decision_received_on ?? f.decided_on, f.court_by ?? f.decided_on),
    cassation: f.state === 'in_court' && span(f.court_decision_on ?? f.in_court_on, f.cassation_by ?? f.in_court_on),
    execution: carriesOut(f) && span(f.decided_on, f.execute_by ?? f.decided_on),
  }),
};

/** Something was opened or agreed, and has not been carried out yet. */
export const carriesOut = (f: DisputeFacts): boolean =>
  ['settled', 'final'].includes(f.state) && f.outcome !== 'upheld' && f.executed_on === null;

/** The day of a rung, and for a rung that comes again every day up to the first after `until`. */
function daysOf(when: When, { from, due }: Span, recorded: string, days: Days, until: string): string[] {
  if ('unopened' in when) return [days.after(recorded, when.unopened)];
  if ('half' in when) return [days.after(from, Math.floor(days.between(from, due) / 2))];
  if ('left' in when) return [days.before(due, when.left)];
  const all = [days.after(due, when.late)];
  while (when.again !== undefined && (all.at(-1) as string) <= until) {
    all.push(days.after(all.at(-1) as string, when.again));
  }
  return all;
}

/**
 * Every rung of a case that fires after the instant `since`, up to `until` and a little beyond, soonest first. A rung
 * fires at eight in the morning of a working day.
 */
export function rungs<K extends Kind>(kind: K, f: FactsOf[K], days: Days, since: number, until: number): Fire[] {
  const fires: Fire[] = [];
  const last = officeDay(until);
  for (const [clock, running] of Object.entries(CLOCKS[kind](f))) {
    if (!running) continue;
    for (const [name, when, to, letter = null] of LADDER[`${kind} ${clock}`] as Line[]) {
      if ('unopened' in when && f.first_opened_at !== null) continue;
      daysOf(when, running, f.recorded_on, days, last).forEach((day, i) => {
        const step = 'again' in when ? `${name}_${i + 1}` : name;
        const at = officeTime(day, 8);
        if (at > since) fires.push({ step, due_on: running.due, to: to.split(' '), letter, at });
      });
    }
  }
  return fires.sort((a, b) => a.at - b.at);
}

const TIME: { [K in Kind]: (f: FactsOf[K]) => [string, string | null | false][] } = {
  request: (f: RequestFacts) => [
    [
      'complete_by_silence',
      ['registered', 'awaiting_approval'].includes(f.state) && f.complete_on === null && f.check_due_on,
    ],
    ['lapse', f.state === 'incomplete' && f.repair_due_on],
    [
      'pass_term',
      ['registered', 'in_process', 'awaiting_approval', 'incomplete'].includes(f.state) &&
        f.object_by === null &&
        f.due_on,
    ],
    ['close', f.open_objections === 0 && closes(f)],
  ],
  objection: (f: ObjectionFacts) => [['pass_term', f.state === 'registered' && f.due_on]],
  dispute: (f: DisputeFacts) => [['miss_window', f.state === 'window_open' && f.file_by]],
};

/** The end of the window, or of the objection that outlasted it. While a notice is under way there is no window yet. */
function closes(f: RequestFacts): string | null | false {
  if (!['delivered', 'refused', 'not_held', 'not_documented', 'redirected'].includes(f.state)) return false;
  if (f.object_by === null || f.notice_reached_on === null) return false;
  return f.objection_ended_on !== null && f.objection_ended_on > f.object_by ? f.objection_ended_on : f.object_by;
}

/** What time itself will do to a case, each with the midnight at which it does it, soonest first. */
export function timeSteps<K extends Kind>(kind: K, f: FactsOf[K]): TimeStep[] {
  const steps = TIME[kind](f).flatMap(([step, day]) => (day ? [{ step, at: overAfter(day) }] : []));
  return steps.sort((a, b) => a.at - b.at);
}

/** Whether nothing is left to happen by itself to a case: its end, or a wait for something that has a clock of its own. */
export function atRest<K extends Kind>(kind: K, facts: FactsOf[K]): boolean {
  if (kind === 'request') {
    const f = facts as RequestFacts;
    return ['lapsed', 'withdrawn', 'closed'].includes(f.state) || (closes(f) !== false && f.open_objections > 0);
  }
  if (kind === 'objection') {
    const f = facts as ObjectionFacts;
    const ended = ['upheld', 'unanswered', 'withdrawn', 'closed'].includes(f.state);
    return ended && (f.answered_on === null || f.answer_reached_on !== null);
  }
  const f = facts as DisputeFacts;
  if (f.state === 'final') return !carriesOut(f);
  return ['window_missed', 'not_registered', 'withdrawn', 'lapsed'].includes(f.state);
}
