import { addDays, type Calendar, endOfDay, explainDue } from '../calendar/working-days';
import { dayBefore, dueOn, instantAt, lastDayBefore } from './counted';
import type { RequestFacts } from './facts';
import { lengthOf, readKept, type Term, type TermCode, termOf } from './terms';

/** The last good day of a term whose day 0 is `from`. `kept` are the overrides the case was received under. */
export function dueBy(code: TermCode, cal: Calendar, from: string, kept: string | null = null): string {
  const term = termOf(code);
  const length = lengthOf(code, kept);
  if (term.unit === 'working_day') return term.before ? lastDayBefore(cal, from, length) : dueOn(cal, from, length);
  if (term.unit === 'calendar_day') return addDays(from, term.before ? -length : length);
  throw new Error(`${code} is counted in ${term.unit}s, which have no last good day of their own`);
}

/** The instant a term of clock hours ends: nights, weekends and holidays count. */
export function hoursAfter(code: TermCode, from: string, kept: string | null = null): string {
  if (termOf(code).unit !== 'hour') throw new Error(`${code} is not counted in hours`);
  return new Date(Date.parse(from) + lengthOf(code, kept) * 3_600_000).toISOString();
}

/** So many working days from a day: what a notice promises beyond the terms of the law. */
export const promisedBy = (cal: Calendar, from: string, days: number): string => dueOn(cal, from, days);

/** The day by which it is wise to act: one working day before the last one, display only. */
export const advisedDay = (cal: Calendar, lastDay: string): string => dayBefore(cal, lastDay, 1);

/** The dates a request has from the moment it is recorded: the legal answer from receipt, the completeness check from recording. */
export function datesAtFiling(cal: Calendar, receivedOn: string, recordedOn: string, kept: string | null = null) {
  return {
    due_on: dueBy('answer', cal, receivedOn, kept),
    check_from: recordedOn,
    check_due_on: dueBy('completeness_check', cal, recordedOn, kept),
  };
}

/** The outer date of Perki 31(3), moved by the extension when there was one. */
export function perkiDueOn(
  cal: Calendar,
  completeOn: string,
  { extended_on, terms }: Pick<RequestFacts, 'extended_on' | 'terms'>,
): string {
  const base = dueBy('answer_perki', cal, completeOn, terms);
  return extended_on === null ? base : dueBy('extension', cal, base, terms);
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
  return from ? dueBy('objection_window', cal, from, facts.terms) : facts.object_by;
}

/** The instant a deadline is over: midnight after its last good day, office time. */
export function overAt(lastGoodDay: string, timezone: string): string {
  return instantAt(addDays(lastGoodDay, 1), '00:00', timezone);
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
  unit: Term['unit'];
  /** Why the length is not the law's own, where an installation set another; null where it is. */
  override: { length: number; statutory: number; reason: string; in_force_on: string } | null;
  due_on: string;
  skipped: { date: string; reason: string; name: string; decree: string | null }[];
  calendar_version: string;
};

/** Explains one term counted from `from`. */
export function explainTerm(code: TermCode, cal: Calendar, from: string, kept: string | null = null): DueExplanation {
  const term = termOf(code);
  const set = readKept(kept)[code];
  const length = lengthOf(code, kept);
  const counted =
    term.unit === 'working_day' && !term.before
      ? explainDue(cal, from, length)
      : { from, days: length, due_on: dueBy(code, cal, from, kept), skipped: [] };
  return {
    term: code,
    article: term.article,
    ...counted,
    unit: term.unit,
    override: set ? { ...set, statutory: term.length } : null,
    calendar_version: cal.version,
  };
}

/** How the legal answer date of a request was counted: the term, and after an extension the seven days that follow it. */
export function explainAnswer(
  cal: Calendar,
  facts: Pick<RequestFacts, 'received_on' | 'extended_on' | 'extended_from' | 'terms'>,
): DueExplanation[] {
  const first = explainTerm('answer', cal, facts.received_on, facts.terms);
  if (facts.extended_on === null) return [first];
  return [first, explainTerm('extension', cal, facts.extended_from ?? first.due_on, facts.terms)];
}

/** Every clock of a request that has a date, each as it was counted. What binds and what is only shown beside it. */
export function explainRequest(cal: Calendar, facts: RequestFacts): (DueExplanation & { binding: boolean })[] {
  const repair = facts.state === 'incomplete' && facts.repair_due_on !== null ? facts.incomplete_reached_on : null;
  const checking = facts.state === 'registered' && facts.complete_on === null;
  const window = facts.object_by === null ? null : windowFrom(facts);
  const { terms } = facts;
  return [
    ...explainAnswer(cal, facts).map((due) => ({ ...due, binding: true })),
    ...(facts.complete_on ? [{ ...explainTerm('answer_perki', cal, facts.complete_on, terms), binding: false }] : []),
    ...(checking ? [{ ...explainTerm('completeness_check', cal, facts.check_from, terms), binding: true }] : []),
    ...(repair ? [{ ...explainTerm('repair', cal, repair, terms), binding: true }] : []),
    ...(window ? [{ ...explainTerm('objection_window', cal, window, terms), binding: true }] : []),
  ];
}

/** How the date that a letter turns on was counted; null for a letter that turns on none. */
export function explainLetter(kind: string, cal: Calendar, facts: RequestFacts): DueExplanation | null {
  if (kind === 'receipt') return explainTerm('answer', cal, facts.received_on, facts.terms);
  if (kind === 'extension') return explainAnswer(cal, facts)[1] ?? null;
  if (kind === 'date_moved') return explainAnswer(cal, facts).at(-1) ?? null;
  if (kind === 'incomplete' || kind === 'repair_reminder') {
    return facts.repair_due_on && facts.incomplete_reached_on
      ? explainTerm('repair', cal, facts.incomplete_reached_on, facts.terms)
      : null;
  }
  const from = windowFrom(facts);
  return facts.object_by && from ? explainTerm('objection_window', cal, from, facts.terms) : null;
}
