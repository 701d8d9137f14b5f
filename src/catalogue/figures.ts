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
      .map((sum) => ({ n: sum.n, days: between(calendar, sum.received_on, sum.notified_on as string) }))
      .sort((a, b) => a.days - b.days);
    const count = days.reduce((n, one) => n + one.n, 0);
    if (count === 0) return null;
    const at = (place: number) => days.find((one) => (place -= one.n) < 0)?.days as number;
    return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}
