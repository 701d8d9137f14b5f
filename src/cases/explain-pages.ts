import { between, type Calendar, NoCalendarError } from '../calendar/working-days';
import type { Translate } from '../i18n/catalogue';
import { type Counted, countedParagraphs, versionsFor } from '../letters/counting';
import { wordsFrom } from '../letters/words';
import type { Format } from '../web/format';
import { advisedDay, type DueExplanation } from '../workflow/deadlines';
import { sourceOf } from '../workflow/explained';

/** Data of the partial `explain-date`: a fold that tells how a date was counted. */
export type ExplainView = {
  summary: string;
  open: boolean;
  /** The same sentences as in the letters: the count, another length and its reason, what changed since. */
  sentences: string[];
  trigger: { label: string; on: string };
  days: number;
  unit: DueExplanation['unit'];
  /** The law's own length, where this office set another. */
  statutory: string | null;
  article: string;
  /** The date in force on the case. */
  due: string;
  /** The date that was told before it moved. */
  told: string | null;
  skipped: { date: string; reason: string; name: string | null; decree: string | null }[];
  version: string;
};

/** How one date was counted, in words. What its case says of it (`explained`) is told too. */
export function explainView(
  due: Counted,
  t: Translate,
  fmt: Format,
  { summary = t('web:explain.summary'), open = false }: { summary?: string; open?: boolean } = {},
): ExplainView {
  const { override, told_on = null } = due;
  return {
    summary,
    open,
    sentences: countedParagraphs(due, wordsFrom(t, fmt)),
    trigger: { label: t(`workflow:trigger.${due.trigger ?? sourceOf(due.term).trigger}`), on: due.from },
    days: due.days,
    unit: due.unit,
    statutory: override && t(`workflow:unit.${due.unit}`, { count: override.statutory }),
    article: due.article,
    due: due.in_force_on ?? due.due_on,
    told: told_on,
    // Weekends carry no name: the reason says it all.
    skipped: due.skipped.map((day) => ({ ...day, name: day.reason === 'weekend' ? null : day.name })),
    version: versionsFor(due),
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

/** The day by which it is wise to act: one working day before the last one, display only. */
export const advisedBy = (cal: Calendar, lastDay: string): string | null => ifCounted(() => advisedDay(cal, lastDay));
