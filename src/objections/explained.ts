import type { Calendar } from '../calendar/working-days';
import { dateMoves, type MovingEvent } from '../cases/date-moves';
import { ifCounted } from '../cases/explain-pages';
import { type ExplainedDue, explained } from '../workflow/explained';
import { explainObjection } from '../workflow/objection-clocks';
import type { ObjectionFacts } from '../workflow/objection-facts';

/** Every clock of an objection that has a date: how it was counted, what is in force, what its events (oldest first) moved. */
export function explainedObjection(
  facts: ObjectionFacts,
  events: readonly MovingEvent[],
  cal: Calendar,
  timezone: string,
): (ExplainedDue & { binding: boolean })[] {
  const moves = dateMoves(events, timezone);
  return (ifCounted(() => explainObjection(cal, facts)) ?? []).map((due) => explained('objection', due, facts, moves));
}
