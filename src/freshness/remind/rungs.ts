import { before, type Calendar, due } from '../../calendar/working-days';
import type { PublishingRung } from '../settings';

/** The day on which a rung fires: so many working days before or after the last good day. */
export function rungDay(cal: Calendar, dueOn: string, days: number): string {
  return days > 0 ? due(cal, dueOn, days) : before(cal, dueOn, -days);
}

/**
 * The rungs that are due by today and were never made: the highest is sent, those below it are skipped, so that an item
 * that is found long overdue brings one letter and not five.
 */
export function dueRungs(
  cal: Calendar,
  rungs: readonly PublishingRung[],
  dueOn: string,
  made: ReadonlySet<string>,
  today: string,
): { send: PublishingRung | null; skip: PublishingRung[] } {
  const behind = [...rungs].sort((a, b) => a.days - b.days).filter(({ days }) => rungDay(cal, dueOn, days) <= today);
  const top = behind.at(-1);
  return {
    send: top && !made.has(top.step) ? top : null,
    skip: behind.slice(0, -1).filter(({ step }) => !made.has(step)),
  };
}
