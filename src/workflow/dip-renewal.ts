import { addDays } from '../calendar/working-days';
import type { Role } from './facts';
import { addMonths, monthsBy } from './months';
import { termOf } from './terms';

/** The last good day of the six months within which the register is renewed (Perki 1/2021 Pasal 45). */
export const dipRenewBy = (decreeOn: string, kept: string | null): string => monthsBy('dip_renewal', decreeOn, kept);

/** Where the term stands in the law. */
export const DIP_RENEWAL_ARTICLE = termOf('dip_renewal').article;

/** A reminder of the renewal: on which day, and to whom. */
export type DipReminder = { step: string; on: (renewBy: string) => string; to: Extract<Role, 'ppid' | 'atasan'> };

/** In the order of their days. The superior hears of it the day after the last good day. */
export const DIP_REMINDERS: readonly DipReminder[] = [
  { step: 'month_before', on: (renewBy) => addMonths(renewBy, -1), to: 'ppid' },
  { step: 'week_before', on: (renewBy) => addDays(renewBy, -7), to: 'ppid' },
  { step: 'last_day', on: (renewBy) => renewBy, to: 'ppid' },
  { step: 'overdue', on: (renewBy) => addDays(renewBy, 1), to: 'atasan' },
];

/**
 * The reminder that is to be sent on a day, null when none has come yet. After a stand-still of the portal only the newest
 * is sent: that a month is left is no longer true then.
 */
export function dipReminderOn(renewBy: string, today: string): DipReminder | null {
  return DIP_REMINDERS.findLast(({ on }) => on(renewBy) <= today) ?? null;
}

/** Plain days until the last good day; negative when it is past. */
export const dipDaysLeft = (renewBy: string, today: string): number =>
  Math.round((Date.parse(renewBy) - Date.parse(today)) / 86_400_000);
