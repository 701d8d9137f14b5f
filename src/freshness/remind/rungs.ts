import type { Calendar } from '../../calendar/working-days';
import { catchUp, dayAround } from '../../workflow/escalations';
import type { PublishingRung } from '../settings';

/** The day on which a rung fires: so many working days before or after the last good day. */
export const rungDay = (cal: Calendar, dueOn: string, days: number): string =>
  dayAround(cal, dueOn, days > 0 ? { after: days } : { before: -days });

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
  const lowestFirst = [...rungs].sort((a, b) => a.days - b.days);
  const { send, skip } = catchUp(lowestFirst.filter(({ days }) => rungDay(cal, dueOn, days) <= today));
  return { send: send && !made.has(send.step) ? send : null, skip: skip.filter(({ step }) => !made.has(step)) };
}
