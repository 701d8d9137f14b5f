import type { RequestRow } from '../db/tables';
import type { RequestFacts } from '../workflow/facts';

/** What the machine sees of a stored request. */
export function factsOf(row: RequestRow): RequestFacts {
  return {
    state: row.state as RequestFacts['state'],
    outcome: row.outcome as RequestFacts['outcome'],
    body_id: row.body_id,
    assigned_body_id: row.assigned_body_id,
    returned_on: row.returned_on,
    received_on: row.received_on,
    recorded_on: row.recorded_on,
    check_due_on: row.check_due_on,
    complete_on: row.complete_on,
    complete_by: row.complete_by,
    incomplete_on: row.incomplete_on,
    repair_due_on: row.repair_due_on,
    due_on: row.due_on,
    perki_due_on: row.perki_due_on,
    extended_on: row.extended_on,
    extension_ground: row.extension_ground,
    notified_on: row.notified_on,
    notice_reached_on: row.notice_reached_on,
    promised_on: row.promised_on,
    delivered_on: row.delivered_on,
    object_by: row.object_by,
    lapsed_on: row.lapsed_on,
    withdrawn_on: row.withdrawn_on,
    closed_on: row.closed_on,
    first_opened_at: row.first_opened_at,
    ladder_since: row.ladder_since,
    proposal_kind: row.proposal_kind,
    proposed_by: row.proposed_by,
  };
}

/** Old and new value of each fact that a change really changes, as the event log keeps them. */
export function changedFacts(before: RequestFacts, after: RequestFacts): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const key of Object.keys(after) as (keyof RequestFacts)[]) {
    if (before[key] !== after[key]) changes[key] = [before[key], after[key]];
  }
  return changes;
}
