import type { DisputeFacts } from '../workflow/dispute-facts';
import { disputeLadder } from '../workflow/dispute-terms';

/** The date that the dispute waits for now, and whose; null when nothing runs. */
export function runningClock(f: DisputeFacts): { name: string; due_on: string } | null {
  const [running] = Object.entries(disputeLadder(f).clocks);
  return running ? { name: running[0], due_on: running[1].due_on } : null;
}

/** The day to go to court by that is safe in both readings: the earlier one. */
export function advisedForCourt(f: Pick<DisputeFacts, 'court_by' | 'court_by_working'>): string | null {
  const readings = [f.court_by, f.court_by_working].filter((day) => day !== null).sort();
  return readings[0] ?? null;
}

/** The day that was told, where the calendar moved the last day since. */
export const toldBefore = (f: Pick<DisputeFacts, 'file_by' | 'file_told_on'>): string | null =>
  f.file_told_on === f.file_by ? null : f.file_told_on;
