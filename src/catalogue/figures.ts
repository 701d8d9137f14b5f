import { between, type Calendar, NoCalendarError } from '../calendar/working-days';
import type { RequestSum } from './overview-queries';

/** How requests were served in a year (UU 14/2008 Pasal 12 in short). Days are working days from receipt to notice. */
export type ServiceFigures = {
  year: number;
  received: number;
  answered: number;
  onTime: number;
  open: number;
  /** null: nothing answered yet, or a year without a calendar. */
  medianDays: number | null;
};

/** Sums up the year's requests. */
export function serviceFigures(year: number, sums: readonly RequestSum[], calendar: Calendar): ServiceFigures {
  const total = (some: readonly RequestSum[]) => some.reduce((n, sum) => n + sum.n, 0);
  const answered = sums.filter((sum) => sum.notified_on !== null);
  return {
    year,
    received: total(sums),
    answered: total(answered),
    onTime: total(answered.filter((sum) => (sum.notified_on as string) <= sum.due_on)),
    open: total(sums.filter((sum) => sum.open === 1)),
    medianDays: medianOf(answered, calendar),
  };
}

function medianOf(answered: readonly RequestSum[], calendar: Calendar): number | null {
  try {
    const days = answered
      .flatMap((sum) => Array<number>(sum.n).fill(between(calendar, sum.received_on, sum.notified_on as string)))
      .sort((a, b) => a - b);
    const [low, high] = [days[Math.floor((days.length - 1) / 2)], days[Math.floor(days.length / 2)]];
    return low === undefined || high === undefined ? null : (low + high) / 2;
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}
