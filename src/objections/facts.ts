import type { ObjectionRow } from '../db/tables/objections';
import type { ObjectionFacts } from '../workflow/objection-facts';

/** What the machine sees of a stored objection. */
export function objectionFacts(row: ObjectionRow): ObjectionFacts {
  return {
    state: row.state as ObjectionFacts['state'],
    ground: row.ground as ObjectionFacts['ground'],
    request_id: row.request_id,
    body_id: row.body_id,
    received_on: row.received_on,
    recorded_on: row.recorded_on,
    window_from: row.window_from,
    object_by: row.object_by,
    late: row.late,
    due_on: row.due_on,
    due_told_on: row.due_told_on,
    settled_on: row.settled_on,
    delegated_on: row.delegated_on,
    delegate_id: row.delegate_id,
    outcome: row.outcome as ObjectionFacts['outcome'],
    answered_on: row.answered_on,
    answer_reached_on: row.answer_reached_on,
    execute_by: row.execute_by,
    execute_days: row.execute_days,
    executed_on: row.executed_on,
    unanswered_on: row.unanswered_on,
    withdrawn_on: row.withdrawn_on,
    closed_on: row.closed_on,
    refusal_proposed_by: row.refusal_proposed_by,
    first_opened_at: row.first_opened_at,
    ladder_since: row.ladder_since,
    terms: row.terms,
  };
}
