import { addDays, atLocal, type Calendar, due, endOfDay, explainDue } from '../calendar/working-days';
import type { RequestFacts } from './facts';
import { type TermCode, termOf } from './terms';

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
 * Day 0 of the window to object by the legal clock: the day the notice reached the requester; the day of delivery when
 * the material came later than promised (ground g); the end of the term when no notice came (ground c). Null while a
 * notice is on its way on paper.
 */
export function windowFrom(facts: RequestFacts): string | null {
  const late = facts.delivered_on && facts.promised_on && facts.delivered_on > facts.promised_on;
  const reached = facts.notice_reached_on;
  if (late && facts.delivered_on && (!reached || facts.delivered_on > reached)) return facts.delivered_on;
  return reached ?? (facts.notified_on ? null : facts.due_on);
}

/** Last day to object by the legal clock; null when there is nothing to object to. */
export function objectBy(cal: Calendar, facts: RequestFacts): string | null {
  if (facts.state === 'lapsed' || facts.state === 'withdrawn') return null;
  const from = windowFrom(facts);
  return from ? dueBy('objection_window', cal, from) : facts.object_by;
}

/** The legal answer date as it was before an extension moved it. */
export function originalDueOn(cal: Calendar, facts: Pick<RequestFacts, 'received_on'>): string {
  return dueBy('answer', cal, facts.received_on);
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
export function explainAnswer(
  cal: Calendar,
  facts: Pick<RequestFacts, 'received_on' | 'extended_on'>,
): DueExplanation[] {
  const first = explainTerm('answer', cal, facts.received_on);
  return facts.extended_on ? [first, explainTerm('extension', cal, first.due_on)] : [first];
}

/** How the date that a letter turns on was counted; null for a letter that turns on none. */
export function explainLetter(kind: string, cal: Calendar, facts: RequestFacts): DueExplanation | null {
  if (kind === 'receipt') return explainTerm('answer', cal, facts.received_on);
  if (kind === 'extension') return explainTerm('extension', cal, originalDueOn(cal, facts));
  if (kind === 'incomplete' || kind === 'repair_reminder') {
    return facts.repair_due_on && facts.incomplete_on ? explainTerm('repair', cal, facts.incomplete_on) : null;
  }
  const from = windowFrom(facts);
  return facts.object_by && from ? explainTerm('objection_window', cal, from) : null;
}
