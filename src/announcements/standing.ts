import { endedBy } from '../catalogue/ended';
import type { AnnouncementRow } from '../db/tables/announcements';

/** `coming`: announced, but of a time that has not begun, such as a planned cut of water. */
export type Standing = 'coming' | 'current' | 'over';

/** Where an announcement stands at an instant. */
export function standingAt(
  { from_at, until_at }: Pick<AnnouncementRow, 'from_at' | 'until_at'>,
  now: string,
): Standing {
  if (endedBy({ valid_until: until_at }, now)) return 'over';
  return from_at <= now ? 'current' : 'coming';
}

/** How many hours an announcement without an end stands before its body is asked whether it still holds [D]. */
export const REVIEW_HOURS = 24;

/** When the body is asked next; never where the announcement ends by itself. */
export function reviewAfter(now: string, untilAt: string | null): string | null {
  return untilAt === null ? new Date(Date.parse(now) + REVIEW_HOURS * 3_600_000).toISOString() : null;
}
