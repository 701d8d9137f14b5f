import { addDays } from '../calendar/working-days';
import type { Role } from './facts';
import { addMonths, monthsBy } from './months';
import { termOf } from './terms';

/** Where the term and the content of the report stand in the law. */
export const ANNUAL_ARTICLE = termOf('annual_report').article;

/** Day 0: the budget year ends with the calendar year. */
export const budgetYearEnd = (year: number): string => `${year}-12-31`;

/** The last good day for the report of a year (Perki 1/2021 Pasal 56): 31 March of the next. */
export const annualDueBy = (year: number, kept: string | null = null): string =>
  monthsBy('annual_report', budgetYearEnd(year), kept);

/** `publishing`: its documents are being made, and nothing but finishing that can be done. */
export type AnnualState = 'draft' | 'frozen' | 'publishing' | 'published';

export type AnnualStep = 'write' | 'explain' | 'freeze' | 'thaw' | 'publish' | 'correct' | 'copy';

const STEPS: Readonly<Record<AnnualStep, readonly AnnualState[]>> = {
  write: ['draft'],
  explain: ['draft'],
  freeze: ['draft'],
  thaw: ['frozen'],
  publish: ['frozen', 'publishing'],
  correct: ['published'],
  copy: ['published'],
};

export const mayTakeAnnual = (state: AnnualState, step: AnnualStep): boolean => STEPS[step].includes(state);

/** A reminder of the report: on which day, and to whom. */
export type AnnualReminder = { step: string; on: (dueBy: string) => string; to: Extract<Role, 'ppid' | 'atasan'> };

/** In the order of their days. The superior hears of it the day after the last good day. */
export const ANNUAL_REMINDERS: readonly AnnualReminder[] = [
  { step: 'month_before', on: (dueBy) => addMonths(dueBy, -1), to: 'ppid' },
  { step: 'week_before', on: (dueBy) => addDays(dueBy, -7), to: 'ppid' },
  { step: 'last_day', on: (dueBy) => dueBy, to: 'ppid' },
  { step: 'overdue', on: (dueBy) => addDays(dueBy, 1), to: 'atasan' },
];

/**
 * The reminder that is to be sent on a day, null when none has come yet; after a stand-still only the newest. A month after
 * the last good day nothing more is sent: a portal that begins in summer does not remind of the year before it.
 */
export function annualReminderOn(dueBy: string, today: string): AnnualReminder | null {
  if (today > addMonths(dueBy, 1)) return null;
  return ANNUAL_REMINDERS.findLast(({ on }) => on(dueBy) <= today) ?? null;
}

/** Plain days until the last good day; negative when it is past. */
export const annualDaysLeft = (dueBy: string, today: string): number =>
  Math.round((Date.parse(dueBy) - Date.parse(today)) / 86_400_000);
