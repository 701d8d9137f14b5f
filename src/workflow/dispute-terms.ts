import { type Calendar, NoCalendarError } from '../calendar/working-days';
import { type DueExplanation, dueBy, explainTerm, overAt } from './deadlines';
import type { DisputeFacts } from './dispute-facts';
import type { ClockName, ClockSpan, LadderCase, SystemDue } from './escalations';
import { changesOf, movedForBody, movedForRequester } from './recount';
import type { StepContext } from './table';
import type { TermCode } from './terms';

/** A term of the commission's or a court's; null while a year on the way has no calendar: what happened is recorded all the same. */
export function dueIfKnown(code: TermCode, cal: Calendar, from: string, kept: string | null): string | null {
  try {
    return dueBy(code, cal, from, kept);
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

/** The commission's terms from the day the petition was filed: UU 14/2008 Pasal 38. */
export function commissionTerms(cal: Calendar, filedOn: string, kept: string | null) {
  return {
    start_by: dueIfKnown('dispute_start', cal, filedOn, kept),
    decide_by: dueIfKnown('dispute_decision', cal, filedOn, kept),
  };
}

/** The 14 days to court in both readings; the earlier one is advised. */
export function courtTerms(cal: Calendar, receivedOn: string | null, kept: string | null) {
  if (receivedOn === null) return { court_by: null, court_by_working: null };
  return {
    court_by: dueBy('court_objection', cal, receivedOn, kept),
    court_by_working: dueIfKnown('court_objection_working', cal, receivedOn, kept),
  };
}

/**
 * True while somebody may still go to court, or on to the Supreme Court, on that day, in either reading of the 14 days;
 * true too while those days have not begun. A mediated agreement is final at once (UU 14/2008 Pasal 39).
 */
export function remediesOpenOn(f: DisputeFacts, day: string): boolean {
  if (f.state === 'settled') return false;
  const until = f.state === 'decided' ? [f.court_by, f.court_by_working] : [f.cassation_by];
  return until.some((last) => last === null || day <= last);
}

/** The last day of mediation, with its one extension when there was one. */
function mediationBy(cal: Calendar, f: DisputeFacts): string | null {
  if (f.mediation_extended_from) return dueIfKnown('mediation_extension', cal, f.mediation_extended_from, f.terms);
  return f.mediation_from && dueIfKnown('mediation', cal, f.mediation_from, f.terms);
}

/** A dispute as its ladder sees it. */
export function disputeLadder(f: DisputeFacts): LadderCase {
  const clocks: Partial<Record<ClockName, ClockSpan>> = {};
  const add = (name: ClockName, from: string | null, due_on: string | null) => {
    if (from && due_on) clocks[name] = { from, due_on };
  };
  if (f.state === 'window_open') add('dispute_window', f.window_from, f.file_by);
  if (f.state === 'filed') add('dispute_start', f.filed_on, f.start_by ?? f.filed_on);
  if (f.state === 'registered' || f.state === 'adjudication') {
    add('dispute_decision', f.filed_on, f.decide_by ?? f.filed_on);
  }
  if (f.state === 'mediation') add('mediation', f.mediation_from, f.mediation_by ?? f.mediation_from);
  // Until the copy of the decision is here, the day of the decision stands in its place.
  if (f.state === 'decided') add('court', f.decision_received_on ?? f.decided_on, f.court_by ?? f.decided_on);
  if (f.state === 'in_court') add('cassation', f.court_decision_on ?? f.in_court_on, f.cassation_by ?? f.in_court_on);
  // What was opened or agreed is followed until it is carried out, from the day of the ruling where that names no day.
  const ruled = f.state === 'settled' || f.state === 'final';
  if (ruled && f.outcome !== 'upheld' && f.executed_on === null) {
    add('execution', f.decided_on, f.execute_by ?? f.decided_on);
  }
  const { recorded_on, first_opened_at, ladder_since } = f;
  return { case: 'dispute', clocks, recorded_on, first_opened_at, ladder_since };
}

/** What time itself does to a dispute: the requester's window closes. */
export function disputeSystemSteps(f: DisputeFacts, timezone: string): SystemDue<'miss_window'>[] {
  if (f.state !== 'window_open') return [];
  return [{ step: 'miss_window', at: overAt(f.file_by, timezone), day: f.file_by }];
}

/** The dates of a dispute that move with the calendar. A commission's term that could not be counted before is counted now. */
export function recountDispute(f: DisputeFacts, at: Pick<StepContext, 'cal' | 'today' | 'now'>): Partial<DisputeFacts> {
  const moved: Partial<DisputeFacts> = {};
  const term = (old: string | null, fresh: string | null) =>
    old === null || fresh === null ? (old ?? fresh) : movedForBody(at, old, fresh);
  if (f.state === 'window_open') {
    moved.file_by = movedForRequester(at, f.file_by, dueBy('dispute_window', at.cal, f.window_from, f.terms));
  }
  const running =
    f.state === 'filed' || f.state === 'registered' || f.state === 'mediation' || f.state === 'adjudication';
  if (running && f.filed_on) {
    const fresh = commissionTerms(at.cal, f.filed_on, f.terms);
    if (f.state === 'filed') moved.start_by = term(f.start_by, fresh.start_by);
    moved.decide_by = term(f.decide_by, fresh.decide_by);
  }
  if (f.state === 'mediation') moved.mediation_by = term(f.mediation_by, mediationBy(at.cal, f));
  if (f.state === 'decided') {
    const fresh = courtTerms(at.cal, f.decision_received_on, f.terms).court_by_working;
    moved.court_by_working = f.court_by_working && fresh ? movedForRequester(at, f.court_by_working, fresh) : fresh;
  }
  const changes = changesOf(f, moved);
  if (changes.file_by) changes.file_told_on = f.file_told_on ?? f.file_by;
  return Object.keys(changes).length > 0 ? { ...changes, ladder_since: at.now } : {};
}

/** Every clock of a dispute that has a date, each as it was counted. */
export function explainDispute(cal: Calendar, f: DisputeFacts): (DueExplanation & { binding: boolean })[] {
  const one = (code: TermCode, from: string | null, binding: boolean) => {
    if (from === null) return [];
    try {
      return [{ ...explainTerm(code, cal, from, f.terms), binding }];
    } catch (error) {
      if (error instanceof NoCalendarError) return [];
      throw error;
    }
  };
  return [
    ...one('dispute_window', f.window_from, true),
    ...one('dispute_start', f.filed_on, false),
    ...one('dispute_decision', f.filed_on, false),
    ...one('mediation', f.mediation_from, false),
    ...one('mediation_extension', f.mediation_extended_from, false),
    ...one('court_objection', f.decision_received_on, true),
    ...one('court_objection_working', f.decision_received_on, false),
    ...one('cassation', f.court_decision_on, true),
  ];
}
