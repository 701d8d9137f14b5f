import type { DisputeFacts } from '../workflow/dispute-facts';
import { disputeLadder } from '../workflow/dispute-terms';
import type { ClockName } from '../workflow/escalations';

/** The date that each clock of the ladder counts to, as the case keeps it. */
const DATE_OF: Readonly<Partial<Record<ClockName, (f: DisputeFacts) => string | null>>> = {
  dispute_window: (f) => f.file_by,
  dispute_start: (f) => f.start_by,
  dispute_decision: (f) => f.decide_by,
  mediation: (f) => f.mediation_by,
  court: (f) => f.court_by,
  cassation: (f) => f.cassation_by,
  execution: (f) => f.execute_by,
};

/**
 * What the dispute waits for now, and until when; null when nothing runs. Without a day of its own (no copy of the ruling
 * yet, no term to carry it out) the ladder counts from the ruling to have somebody asked: that is no deadline to show.
 */
export function runningClock(f: DisputeFacts): { name: ClockName; due_on: string | null } | null {
  const [name] = Object.keys(disputeLadder(f).clocks) as ClockName[];
  return name ? { name, due_on: DATE_OF[name]?.(f) ?? null } : null;
}

/** The day to go to court by that is safe in both readings: the earlier one. */
export function advisedForCourt(f: Pick<DisputeFacts, 'court_by' | 'court_by_working'>): string | null {
  const readings = [f.court_by, f.court_by_working].filter((day) => day !== null).sort();
  return readings[0] ?? null;
}

/** The last day on which somebody may go on to a court, in the longer reading; null while its days have not begun. */
export function lastDayOfRemedy(
  f: Pick<DisputeFacts, 'state' | 'court_by' | 'court_by_working' | 'cassation_by'>,
): string | null {
  const days = f.state === 'in_court' ? [f.cassation_by] : [f.court_by, f.court_by_working];
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

/** The day that was told, where the calendar moved the last day since. */
export const toldBefore = (f: Pick<DisputeFacts, 'file_by' | 'file_told_on'>): string | null =>
  f.file_told_on === f.file_by ? null : f.file_told_on;
