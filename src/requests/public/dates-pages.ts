import { between, type Calendar, NoCalendarError } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import { advisedDay, type DueExplanation, explainRequest } from '../../workflow/deadlines';
import type { RequestFacts } from '../../workflow/facts';
import { termOf } from '../../workflow/terms';

/** Data of the partial `explain-date`. */
export type ExplainView = {
  trigger: { label: string; on: string };
  days: number;
  article: string;
  due: string;
  skipped: { date: string; reason: string; name: string | null; decree: string | null }[];
  summary: string;
};

/** A count of days in the partial's shape. Weekends carry no name: the reason says it all. */
export function explainView(due: DueExplanation, summary: string, t: Translate): ExplainView {
  return {
    trigger: { label: t(`workflow:trigger.${termOf(due.term).trigger}`), on: due.from },
    days: due.days,
    article: due.article,
    due: due.due_on,
    skipped: due.skipped.map((day) => ({ ...day, name: day.reason === 'weekend' ? null : day.name })),
    summary,
  };
}

/** The value, or null where a year on the way has no calendar: a page must open all the same. */
export function ifCounted<T>(count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

/** Working days from today until a day; negative when it is past, null where they cannot be counted. */
export const daysLeft = (cal: Calendar, today: string, day: string): number | null =>
  ifCounted(() => between(cal, today, day));

/** How each date that a case shows was counted: answer, extension, Perki's outer date, repair, window to object. */
export function caseExplanations(facts: RequestFacts, cal: Calendar, t: Translate): ExplainView[] {
  const of = (due: DueExplanation) =>
    explainView(due, t('tracking:count.of', { term: t(`workflow:term.${due.term}`) }), t);
  return (ifCounted(() => explainRequest(cal, facts)) ?? []).map(of);
}

/** The day by which it is wise to object: one working day before the last one, display only. */
export const advisedBy = (cal: Calendar, lastDay: string): string | null => ifCounted(() => advisedDay(cal, lastDay));
