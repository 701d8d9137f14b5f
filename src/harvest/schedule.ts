import type { HarvestSourceRow } from '../db/tables/harvest';

const HOUR_MS = 3_600_000;
const EVERY_MS = { daily: 24 * HOUR_MS, weekly: 7 * 24 * HOUR_MS } as const;
const FIRST_MS = HOUR_MS / 4;
const MOST_MS = 24 * HOUR_MS;

/** After so many failures in a row the agency is told. */
export const TELL_AFTER = 3;

/** When a source is read again after it was read. */
export function nextAfter(now: Date, every: HarvestSourceRow['every']): string {
  return new Date(now.getTime() + EVERY_MS[every]).toISOString();
}

/** When a source is read on that took too long for one run. */
export const soonAfter = (now: Date): string => new Date(now.getTime() + FIRST_MS).toISOString();

/** When a source is tried again after so many failures in a row: a quarter of an hour, twice that each time, a day at most. */
export function nextAfterFailure(now: Date, failures: number): string {
  return new Date(now.getTime() + Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(20, failures - 1))).toISOString();
}

/** Below so many known items a loss of half is no sign of anything. */
const FEW = 4;

/** Whether a source has lost so much at once that an officer is asked first: more than half of what was known. */
export function isSuddenLoss(known: number, missing: number): boolean {
  return known >= FEW && missing * 2 > known;
}

/** A feed shows its latest entries only: what is no longer in it is not gone. */
export const showsAll = ({ kind }: Pick<HarvestSourceRow, 'kind'>): boolean => kind !== 'feed';
