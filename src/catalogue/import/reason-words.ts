import type { Translate } from '../../i18n/catalogue';
import { type Format, formatIn } from '../../web/format';
import { dayIn } from './days';

/** What a reason about a row speaks of; days (`2026-11-03`) as people read them. */
export function readably<V extends Record<string, string>>(vars: V, fmt: Pick<Format, 'day'>): V {
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && dayIn(text) !== null;
  const read = Object.entries(vars).map(([name, text]) => [name, isDay(text) ? fmt.day(text) : text]);
  return Object.fromEntries(read) as V;
}

/** Days in Indonesian, for the command line. */
export const reasonFormat = (t: Translate, timezone: string): Pick<Format, 'day'> => formatIn('id', t, timezone);
