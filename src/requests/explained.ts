import type { Calendar } from '../calendar/working-days';
import { dateMoves, type MovingEvent } from '../cases/date-moves';
import { ifCounted } from '../cases/explain-pages';
import { explainRequest } from '../workflow/deadlines';
import { type ExplainedDue, explained, explainPromise } from '../workflow/explained';
import type { RequestFacts } from '../workflow/facts';

/** Every clock of a request that has a date: how it was counted, what is in force, what its events (oldest first) moved. */
export function explainedRequest(
  facts: RequestFacts,
  events: readonly MovingEvent[],
  cal: Calendar,
  timezone: string,
): (ExplainedDue & { binding: boolean })[] {
  const moves = dateMoves(events, timezone);
  const { notified_on, provide_days } = facts;
  const dues = ifCounted(() => [
    ...explainRequest(cal, facts),
    ...(facts.promised_on && notified_on && provide_days !== null
      ? [explainPromise('delivery', cal, notified_on, provide_days)]
      : []),
  ]);
  return (dues ?? []).map((due) => explained('request', due, facts, moves));
}
