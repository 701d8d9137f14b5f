import type { Calendar } from '../../calendar/working-days';
import { catchUp, dayAround } from '../../workflow/escalations';
import type { PublishingRung } from '../settings';

/** The day on which a rung fires: so many working days before or after the last good day. */
export const rungDay = (cal: Calendar, dueOn: string, days: number): string =>
  dayAround(cal, dueOn, days > 0 ? { after: days } : { before: -days });

export type DueRungs = {
  send: PublishingRung | null;
  /** The agency's own rung that is made good beside a higher one that fires first. */
  besides: PublishingRung | null;
  skip: PublishingRung[];
};

/**
 * The rungs that are due by today and were never made: the highest is sent, those below it are skipped, so that an item
 * that is found long overdue brings one letter and not five. The agency's own is not: who must publish is told too.
 */
export function dueRungs(
  cal: Calendar,
  rungs: readonly PublishingRung[],
  dueOn: string,
  made: ReadonlySet<string>,
  today: string,
): DueRungs {
  const lowestFirst = [...rungs].sort((a, b) => a.days - b.days);
  const { send, skip } = catchUp(lowestFirst.filter(({ days }) => rungDay(cal, dueOn, days) <= today));
  const left = skip.filter(({ step }) => !made.has(step));
  const besides = send?.to === 'agency' ? null : (left.findLast(({ to }) => to === 'agency') ?? null);
  return { send: send && !made.has(send.step) ? send : null, besides, skip: left.filter((one) => one !== besides) };
}
