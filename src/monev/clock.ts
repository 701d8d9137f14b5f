import { ANNUAL_REMINDERS, annualDaysLeft } from '../workflow/annual-report';
import type { Words } from './words';

export type ClockView = { tone: 'info' | 'warn' | 'bad'; title: string };

/** How long there still is until the commission wants the answers; null when no day was set, or nothing is owed any more. */
export function clockView(
  { submit_by, state }: { submit_by: string | null; state: string },
  today: string,
  { t, fmt }: Words,
): ClockView | null {
  if (submit_by === null || state === 'frozen') return null;
  const left = annualDaysLeft(submit_by, today);
  const soon = (ANNUAL_REMINDERS[0]?.on(submit_by) ?? '') <= today;
  const key = left < 0 ? 'overdue' : left === 0 ? 'today' : 'left';
  return {
    tone: left < 0 ? 'bad' : soon ? 'warn' : 'info',
    title: t(`monev:clock.${key}`, { count: Math.abs(left), day: fmt.day(submit_by) }),
  };
}
