import { type Calendar, NoCalendarError } from '../calendar/working-days';
import type { Deps } from '../deps';
import { nextInstant, type Rung } from '../workflow/escalations';
import type { CaseRow, ToldKind } from './kind';

/**
 * The next instant at which something happens by itself to a case; an hour later where a year on the way has no calendar.
 * `was`: when the case was to be looked at before this step.
 */
export function nextActionOf<R extends CaseRow, F extends { state: string; ladder_since: string }>(
  deps: Pick<Deps, 'config' | 'log'>,
  kind: Pick<ToldKind<R, F>, 'ladder' | 'systemSteps'>,
  facts: F,
  at: { ladder: readonly Rung[]; cal: Calendar; now: string; was?: string | null },
): string | null {
  if (stillDue(at.was, at.now)) return at.was;
  const { timezone } = deps.config;
  try {
    return nextInstant(kind.ladder(facts), kind.systemSteps(facts, timezone), at.ladder, at.cal, timezone, at.now);
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
    deps.log.warn({ year: error.year }, 'a clock reaches into a year without a calendar');
    return anHourLater(at.now);
  }
}

/** An hour later: when a case that waits for a calendar is looked at again. Instants. */
export function anHourLater(now: string): string {
  return new Date(Date.parse(now) + 3_600_000).toISOString();
}

/**
 * True for an instant that has come while nobody has looked at the case yet. A step in between must not put it off, or a
 * rung that is due waits until the next one's day.
 */
export const stillDue = (was: string | null | undefined, now: string): was is string => was != null && was <= now;
