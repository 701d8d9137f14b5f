import type { Calendar } from '../calendar/working-days';
import { dateMoves, type MovingEvent } from '../cases/date-moves';
import { ifCounted } from '../cases/explain-pages';
import type { DisputeFacts } from '../workflow/dispute-facts';
import { explainDispute } from '../workflow/dispute-terms';
import { type ExplainedDue, explained } from '../workflow/explained';

/** Every clock of a dispute that has a date: how it was counted, what is in force, what its events (oldest first) moved. */
export function explainedDispute(
  facts: DisputeFacts,
  events: readonly MovingEvent[],
  cal: Calendar,
  timezone: string,
): (ExplainedDue & { binding: boolean })[] {
  const moves = dateMoves(events, timezone);
  return (ifCounted(() => explainDispute(cal, facts)) ?? []).map((due) => explained('dispute', due, facts, moves));
}
