import { addDays, weekday } from '../calendar/working-days';

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, -((weekday(day) + 6) % 7));

/** The Mondays of the last `n` weeks up to a day's own, the oldest first. */
export function lastWeeks(today: string, n: number): string[] {
  const monday = mondayOf(today);
  return Array.from({ length: n }, (_, i) => addDays(monday, -7 * (n - 1 - i)));
}
