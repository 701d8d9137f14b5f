import { addDays } from '../calendar/working-days';
import { lengthOf, type TermCode, termOf } from './terms';

/**
 * The last good day of a term of calendar months or years whose day 0 is `from`: the same day of a later month, or the
 * last of that month where it is shorter (31 August and six months: 28 February). Holidays count: no text says otherwise.
 */
export function monthsBy(code: TermCode, from: string, kept: string | null = null): string {
  const { unit } = termOf(code);
  if (unit !== 'month' && unit !== 'year') throw new Error(`${code} is not counted in months`);
  return addMonths(from, lengthOf(code, kept) * (unit === 'year' ? 12 : 1));
}

/** The same day `n` months later (earlier when negative), or the last day of a shorter month. */
export function addMonths(day: string, n: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10);
  const nextFirst = new Date(Date.UTC(year, month + n, 1)).toISOString().slice(0, 10);
  const same = addDays(first, date - 1);
  return same < nextFirst ? same : addDays(nextFirst, -1);
}
