import type { BreachFacts } from './breach-facts';
import { lengthOf } from './terms';

const HOUR_MS = 3_600_000;

/**
 * The last good instant of the notice: 3 × 24 hours after the breach was discovered (UU 27/2022 Pasal 46 ayat (1)).
 * Clock hours: they run at night, on weekends and on holidays, so no calendar is asked.
 */
export function breachDueAt(discoveredAt: string, terms: string | null): string {
  return plusHours(discoveredAt, lengthOf('breach_notice', terms));
}

/** The instant `hours` later, earlier when negative. */
export function plusHours(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * HOUR_MS).toISOString();
}

/** How long until the end, or since: whole hours, and whole minutes when it is less than an hour. */
export function breachClock(dueAt: string, now: string): { past: boolean; hours: number; minutes: number } {
  const ms = Date.parse(dueAt) - Date.parse(now);
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  return { past: ms < 0, hours: Math.floor(minutes / 60), minutes };
}

type Told = Pick<BreachFacts, 'subjects_notified_at' | 'agency_notified_at'>;

/** When the last of those who must be told was told; null while somebody waits. */
export function breachToldAt({ subjects_notified_at: subjects, agency_notified_at: agency }: Told): string | null {
  if (subjects === null || agency === null) return null;
  return subjects > agency ? subjects : agency;
}

/** The notice came after the term, or the term is over and it has not come. What turned out to be no breach is never late. */
export function isBreachLate(f: Told & Pick<BreachFacts, 'due_at' | 'closed_as'>, now: string): boolean {
  return f.closed_as !== 'no_breach' && (breachToldAt(f) ?? now) > f.due_at;
}
