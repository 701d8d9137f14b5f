import { addDays, atLocal, localDay, weekday } from '../calendar/working-days';

export type DigestFrequency = 'daily' | 'weekly';

/** Digests leave in the morning, office time, the weekly one on Monday [D]. */
const AT = '07:00';
const MONDAY = 1;

/** The next morning after `now` on which a digest of this kind leaves. */
export function nextDigestAt(frequency: DigestFrequency, now: string, timezone: string): string {
  let day = localDay(now, timezone);
  const fits = (date: string) => frequency === 'daily' || weekday(date) === MONDAY;
  while (!fits(day) || atLocal(day, AT, timezone) <= now) day = addDays(day, 1);
  return atLocal(day, AT, timezone);
}

// A document whose transaction ends late on PostgreSQL bears an older instant than one that is seen already.
const SETTLE_MS = 5 * 60_000;

/** Up to when a digest made now reports: what is younger comes in the next, so that nothing is told twice or not at all. */
export const settledAt = (now: string): string => new Date(Date.parse(now) - SETTLE_MS).toISOString();
