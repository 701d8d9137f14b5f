import { type Calendar, withOffset } from '../../calendar/working-days';
import type { LetterRow } from '../../db/tables/letters';
import type { RequestRow } from '../../db/tables/requests';
import { explainRequest } from '../../workflow/deadlines';
import { isLate, isOverdue } from '../../workflow/facts';
import { factsOf } from '../facts';
import { isForRequester } from '../timeline';

type Event = { kind: string; occurred_at: string };

/** A request as its requester may see it: state, every date with how it was counted, and what happened. */
export function requestJson(input: {
  row: RequestRow;
  events: readonly Event[];
  letters: readonly LetterRow[];
  cal: Calendar;
  today: string;
  timezone: string;
}) {
  const { row, cal, today, timezone } = input;
  const facts = factsOf(row);
  return {
    number: row.number,
    state: row.state,
    outcome: row.outcome,
    received_at: withOffset(row.received_at, timezone),
    received_on: row.received_on,
    due_on: row.due_on,
    perki_due_on: row.perki_due_on,
    object_by: row.object_by,
    notified_on: row.notified_on,
    promised_on: row.promised_on,
    delivered_on: row.delivered_on,
    extended: row.extended_on !== null,
    overdue: isOverdue(facts, today),
    late: isLate(facts),
    deadlines: explainRequest(cal, facts),
    events: input.events
      .filter((event) => isForRequester(event.kind))
      .map((event) => ({ at: withOffset(event.occurred_at, timezone), kind: event.kind })),
    letters: input.letters.map(({ kind, number, dated_on }) => ({ kind, number, dated_on })),
  };
}
