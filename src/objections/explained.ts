import type { Calendar } from '../calendar/working-days';
import { dateMoves, type MovingEvent } from '../cases/date-moves';
import { ifCounted } from '../cases/explain-pages';
import { type ExplainedDue, explained, explainPromise } from '../workflow/explained';
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
  const { answered_on, execute_days } = facts;
  const dues = ifCounted(() => [
    ...explainObjection(cal, facts),
    ...(facts.execute_by && answered_on && execute_days !== null
      ? [explainPromise('execution', cal, answered_on, execute_days)]
      : []),
  ]);
  return (dues ?? []).map((due) => explained('objection', due, facts, moves));
}
