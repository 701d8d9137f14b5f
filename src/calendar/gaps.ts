/** A year that is needed and cannot be relied on: no calendar at all, or one whose decree is not confirmed yet. */
export type Gap = { year: number; state: 'missing' | 'provisional' };

/** The month in which the lack of next year's calendar is first announced: decrees come out in September. */
const FROM_MONTH = '10';

/**
 * What is wanting on `today` (office date): this year's calendar all year round, next year's from 1 October on, when the
 * first terms reach into it.
 */
export function gapsOn(today: string, years: readonly { year: number; confidence: string }[]): Gap[] {
  const year = Number(today.slice(0, 4));
  const wanted = today.slice(5, 7) >= FROM_MONTH ? [year, year + 1] : [year];
  return wanted.flatMap((one): Gap[] => {
    const known = years.find((row) => row.year === one);
    if (!known) return [{ year: one, state: 'missing' }];
    return known.confidence === 'provisional' ? [{ year: one, state: 'provisional' }] : [];
  });
}
