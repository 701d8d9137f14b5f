import { type Calendar, isDate } from '../calendar/working-days';
import { dueBy } from './deadlines';
import type { DisputeFacts } from './dispute-facts';
import { commissionTerms, courtTerms, dueIfKnown } from './dispute-terms';
import type { RefusalCode } from './refusals';

/**
 * Days of a dispute that somebody entered and the case keeps, in the order in which they happen; the days of one line
 * have no order among themselves.
 */
const LINES = [
  ['filed_on'],
  ['registered_on'],
  ['mediation_from'],
  ['decided_on'],
  ['decision_received_on'],
  ['in_court_on'],
  ['court_decision_on'],
  ['ended_on', 'executed_on'],
] as const;

export type EnteredDay = (typeof LINES)[number][number];
export const ENTERED_DAYS: readonly EnteredDay[] = LINES.flat();

type Correction = { which: string; on: string };

const isKept = (f: DisputeFacts, day: string): day is EnteredDay =>
  (ENTERED_DAYS as readonly string[]).includes(day) && f[day as EnteredDay] !== null;

/** The days of a dispute that can be corrected: those that were entered. */
export const enteredDays = (f: DisputeFacts): EnteredDay[] => ENTERED_DAYS.filter((day) => f[day] !== null);

/** Why a day cannot become another one: it keeps its place between the step before it and the one after it. */
export function correctionFits(f: DisputeFacts, { which, on }: Correction, today: string): RefusalCode | null {
  if (!isKept(f, which)) return 'no_such_day';
  const at = LINES.findIndex((line) => (line as readonly string[]).includes(which));
  const kept = (lines: readonly (readonly EnteredDay[])[]) => lines.flat().flatMap((day) => f[day] ?? []);
  const before = [f.window_from, ...kept(LINES.slice(0, at))];
  if (!isDate(on) || before.some((day) => on < day)) return 'dates_out_of_order';
  if (on > today) return 'date_in_future';
  const until = which === 'decided_on' && f.execute_by !== null ? [f.execute_by] : [];
  if ([...kept(LINES.slice(at + 1)), ...until].some((day) => on > day)) return 'after_next_step';
  return on === f[which] ? 'day_unchanged' : null;
}

/**
 * What follows from a day that was entered wrongly: the terms that run from it are counted from the true day, as they
 * would have been. Unlike a change of the calendar this moves a window both ways: the court counts from what happened,
 * and a date that is too late would cost somebody his right.
 */
export function corrected(f: DisputeFacts, { which, on }: Correction, cal: Calendar): Partial<DisputeFacts> {
  const day = { [which]: on };
  if (which === 'filed_on') return { ...day, filed_late: on > f.file_by ? 1 : 0, ...commissionTerms(cal, on, f.terms) };
  if (which === 'mediation_from') return { ...day, ...mediationTerms(f, on, cal) };
  if (which === 'decision_received_on') return { ...day, ...courtTerms(cal, on, f.terms) };
  if (which === 'court_decision_on') return { ...day, cassation_by: dueBy('cassation', cal, on, f.terms) };
  return day;
}

/** The end of mediation; the one extension there was follows the end it has now. */
function mediationTerms(f: DisputeFacts, on: string, cal: Calendar): Partial<DisputeFacts> {
  const first = dueIfKnown('mediation', cal, on, f.terms);
  if (f.mediation_extended_from === null) return { mediation_by: first };
  const from = first ?? f.mediation_extended_from;
  return { mediation_extended_from: from, mediation_by: dueIfKnown('mediation_extension', cal, from, f.terms) };
}
