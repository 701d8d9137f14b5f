import { addDays, atLocal, type Calendar, due, endOfDay, explainDue } from '../calendar/working-days';
import type { RequestFacts } from './facts';
import { termOf, type TermCode } from './terms';

/** The last good day of a statutory term whose day 0 is `from`. */
export function dueBy(code: TermCode, cal: Calendar, from: string): string {
  return due(cal, from, termOf(code).days);
}

/** The dates a request has from the moment it is recorded: the legal answer from receipt, the completeness check from recording. */
export function datesAtFiling(cal: Calendar, receivedOn: string, recordedOn: string) {
  return {
    due_on: dueBy('answer', cal, receivedOn),
    check_due_on: dueBy('completeness_check', cal, recordedOn),
  };
}

/** The outer date of Perki 31(3), moved by the extension when there was one. */
export function perkiDueOn(cal: Calendar, completeOn: string, extended: boolean): string {
  const base = dueBy('answer_perki', cal, completeOn);
  return extended ? dueBy('extension', cal, base) : base;
}

/**
 * Last day to object by the legal clock. Day 0 is the day the notice reached the requester; the day of delivery when the
 * material came later than promised (ground g); the end of the term when no notice came (ground c).
 */
export function objectBy(cal: Calendar, facts: RequestFacts): string | null {
  if (facts.state === 'lapsed' || facts.state === 'withdrawn') return null;
  const lateDelivery =
    facts.delivered_on && facts.promised_on && facts.delivered_on > facts.promised_on ? facts.delivered_on : null;
  const from = latest(facts.notice_reached_on, lateDelivery);
  if (from) return dueBy('objection_window', cal, from);
  return facts.notified_on ? facts.object_by : dueBy('objection_window', cal, facts.due_on);
}

function latest(a: string | null, b: string | null): string | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

/** The instant a deadline is over: midnight after its last good day, office time. */
export function overAt(lastGoodDay: string, timezone: string): string {
  return atLocal(addDays(lastGoodDay, 1), '00:00', timezone);
}

/** The instant that dates a thing which happened by itself when a day ended. */
export function atEndOf(day: string, timezone: string): string {
  return endOfDay(day, timezone);
}

/** How a date was counted: the term, its article, from when, how many days, and each skipped day with its reason. */
export type DueExplanation = {
  term: TermCode;
  article: string;
  from: string;
  days: number;
  due_on: string;
  skipped: { date: string; reason: string; name: string; decree: string | null }[];
  calendar_version: string;
};

/** Explains one term counted from `from`. */
export function explainTerm(code: TermCode, cal: Calendar, from: string): DueExplanation {
  const term = termOf(code);
  return {
    term: code,
    article: term.article,
    ...explainDue(cal, from, term.days),
    calendar_version: cal.version,
  };
}

/** How the legal answer date of a request was counted: the term, and after an extension the seven days that follow it. */
export function explainAnswer(cal: Calendar, facts: Pick<RequestFacts, 'received_on' | 'extended_on'>): DueExplanation[] {
  const first = explainTerm('answer', cal, facts.received_on);
  return facts.extended_on ? [first, explainTerm('extension', cal, first.due_on)] : [first];
}
