import { addMonths } from './months';

/**
 * How long a record is kept: UU 27/2022 Pasal 44 has it destroyed when its retention under the archive schedule is over.
 * The lengths are the office's own (UU 43/2009 on archives), data in `retention/kinds.ts`.
 */
export type Keeping = { length: number; unit: 'month' | 'year' };

const monthsOf = ({ length, unit }: Keeping): number => length * (unit === 'year' ? 12 : 1);

/** From which day on a record whose day 0 is `base` may be destroyed. */
export const destroyFrom = (base: string, keeping: Keeping): string => addMonths(base, monthsOf(keeping));

/** The last day 0 whose record may be destroyed today. Never too late a day: a short month keeps a record longer. */
export const keptSince = (today: string, keeping: Keeping): string => addMonths(today, -monthsOf(keeping));
