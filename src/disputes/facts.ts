import type { DisputeRow } from '../db/tables/disputes';
import type { DisputeFacts } from '../workflow/dispute-facts';

/** What the machine sees of a stored dispute. */
export function disputeFacts(row: DisputeRow): DisputeFacts {
  return {
    state: row.state as DisputeFacts['state'],
    ground: row.ground as DisputeFacts['ground'],
    objection_id: row.objection_id,
    request_id: row.request_id,
    body_id: row.body_id,
    recorded_on: row.recorded_on,
    window_from: row.window_from,
    file_by: row.file_by,
    file_told_on: row.file_told_on,
    filed_on: row.filed_on,
    filed_late: row.filed_late,
    registered_on: row.registered_on,
    start_by: row.start_by,
    decide_by: row.decide_by,
    mediation_from: row.mediation_from,
    mediation_by: row.mediation_by,
    mediation_extended_from: row.mediation_extended_from,
    decided_on: row.decided_on,
    decision_received_on: row.decision_received_on,
    outcome: row.outcome as DisputeFacts['outcome'],
    court_by: row.court_by,
    court_by_working: row.court_by_working,
    in_court_on: row.in_court_on,
    court_decision_on: row.court_decision_on,
    cassation_by: row.cassation_by,
    ended_on: row.ended_on,
    execute_by: row.execute_by,
    executed_on: row.executed_on,
    first_opened_at: row.first_opened_at,
    ladder_since: row.ladder_since,
    terms: row.terms,
  };
}
