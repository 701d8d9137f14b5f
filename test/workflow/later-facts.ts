import type { DisputeFacts, DisputeState } from '../../src/workflow/dispute-facts';
import { disputeAtOpening } from '../../src/workflow/dispute-machine';
import type { DisputeStep, DisputeStepName } from '../../src/workflow/dispute-steps';
import type { ObjectionFacts, ObjectionState } from '../../src/workflow/objection-facts';
import { objectionAtFiling } from '../../src/workflow/objection-machine';
import type { ObjectionStep, ObjectionStepName } from '../../src/workflow/objection-steps';
import { at, CAL } from './facts';

/** An objection received on Thursday 17 December 2026: to be answered by 3 February 2027. */
export function objection(over: Partial<ObjectionFacts> = {}): ObjectionFacts {
  const day = '2026-12-17';
  const base = objectionAtFiling({
    ...{ ground: 'd', request_id: 1, body_id: 7, received_on: day, recorded_on: day, late: 0 },
    ...{ window_from: '2026-12-16', object_by: '2027-02-02', refusal_proposed_by: 2, terms: null },
    ...{ now: at(day), cal: CAL },
  });
  return { ...base, ...over };
}

const EXEMPTION = {
  ...{ number: 'SK-1', decided_on: '2026-12-01', title: 'Data', ground: 'h.3', until: null, attached: true },
};

const DELEGATE = {
  ...{ kind: 'named_official' as const, name: 'Asisten', office: 'Asisten I', userId: 9, roles: ['atasan' as const] },
  ...{ decision_number: '188/1', decision_on: '2026-12-01' },
};

/** Each step with everything the law wants of it. */
export const OBJECTION_LAWFUL: Record<ObjectionStepName, ObjectionStep> = {
  open: { do: 'open' },
  settle: { do: 'settle', on: '2026-12-18' },
  delegate: { do: 'delegate', to: DELEGATE },
  answer_objection: { do: 'answer_objection', outcome: 'granted', execute_days: 5, exemption: EXEMPTION },
  record_letter: { do: 'record_letter', letter: 'objection_receipt', sent_on: '2026-12-17', reached_on: '2026-12-18' },
  mail_left: { do: 'mail_left', letter: 'objection_receipt', reached_on: '2026-12-18' },
  withdraw: { do: 'withdraw' },
  execute: { do: 'execute', on: '2026-12-21' },
  pass_term: { do: 'pass_term' },
  calendar_changed: { do: 'calendar_changed' },
};

const ANSWERED = { answered_on: '2026-12-18', answer_reached_on: '2026-12-18' };
const GRANTED = { ...ANSWERED, execute_by: '2026-12-29', execute_days: 5 };

/** An objection as it stands in each state. */
export const OBJECTION_IN: Record<ObjectionState, ObjectionFacts> = {
  registered: objection(),
  granted: objection({ state: 'granted', outcome: 'granted', ...GRANTED }),
  granted_partly: objection({ state: 'granted_partly', outcome: 'granted_partly', ...GRANTED }),
  upheld: objection({ state: 'upheld', outcome: 'upheld', ...ANSWERED }),
  unanswered: objection({ state: 'unanswered', unanswered_on: '2027-02-03' }),
  withdrawn: objection({ state: 'withdrawn', withdrawn_on: '2026-12-18' }),
  closed: objection({
    state: 'closed',
    outcome: 'granted',
    ...GRANTED,
    executed_on: '2026-12-21',
    closed_on: '2026-12-21',
  }),
};

/** A dispute whose window opened on Monday 21 December 2026: to be filed by 14 January 2027. */
export function dispute(over: Partial<DisputeFacts> = {}): DisputeFacts {
  const day = '2026-12-21';
  const base = disputeAtOpening({
    ...{ ground: 'd', objection_id: 1, request_id: 1, body_id: 7, recorded_on: day, window_from: day, terms: null },
    ...{ now: at(day), cal: CAL },
  });
  return { ...base, ...over };
}

export const DISPUTE_TODAY = '2027-02-01';

export const DISPUTE_LAWFUL: Record<DisputeStepName, DisputeStep> = {
  file_dispute: { do: 'file_dispute', on: '2027-01-13' },
  register_dispute: { do: 'register_dispute', on: '2027-01-15' },
  refuse_registration: { do: 'refuse_registration', on: '2027-01-15' },
  mediate: { do: 'mediate', on: '2027-01-18' },
  extend_mediation: { do: 'extend_mediation', on: '2027-01-25' },
  adjudicate: { do: 'adjudicate', on: '2027-01-25' },
  settle_dispute: { do: 'settle_dispute', on: '2027-01-26', execute_by: '2027-02-05' },
  decide_dispute: {
    ...{ do: 'decide_dispute', on: '2027-01-27', outcome: 'opened', received_on: '2027-01-28', execute_by: null },
  },
  receive_decision: { do: 'receive_decision', on: '2027-01-28' },
  go_to_court: { do: 'go_to_court', on: '2027-01-29' },
  court_decides: { do: 'court_decides', on: '2027-01-29', outcome: 'upheld', received_on: '2027-01-30' },
  cassation: { do: 'cassation', on: '2027-01-31' },
  finalize: { do: 'finalize', on: '2027-01-31', execute_by: null, early: true },
  carry_out: { do: 'carry_out', on: '2027-02-01' },
  withdraw_dispute: { do: 'withdraw_dispute', on: '2027-01-29' },
  drop: { do: 'drop', on: '2027-01-29' },
  correct_day: { do: 'correct_day', which: 'filed_on', on: '2027-01-12' },
  window_moved: { do: 'window_moved', from: '2026-12-22' },
  miss_window: { do: 'miss_window' },
  calendar_changed: { do: 'calendar_changed' },
};

const FILED = { filed_on: '2027-01-13', start_by: '2027-02-02', decide_by: '2027-06-23' };
const HEARD = { ...FILED, registered_on: '2027-01-15' };
const DECIDED = { ...HEARD, decided_on: '2027-01-27', outcome: 'opened' as const };

/** A dispute as it stands in each state. */
export const DISPUTE_IN: Record<DisputeState, DisputeFacts> = {
  window_open: dispute(),
  window_missed: dispute({ state: 'window_missed' }),
  filed: dispute({ state: 'filed', ...FILED }),
  not_registered: dispute({ state: 'not_registered', ...FILED, ended_on: '2027-01-15' }),
  registered: dispute({ state: 'registered', ...HEARD }),
  mediation: dispute({ state: 'mediation', ...HEARD, mediation_from: '2027-01-18', mediation_by: '2027-02-08' }),
  adjudication: dispute({ state: 'adjudication', ...HEARD }),
  settled: dispute({ state: 'settled', ...DECIDED, outcome: 'agreed' }),
  decided: dispute({ state: 'decided', ...DECIDED }),
  in_court: dispute({ state: 'in_court', ...DECIDED, in_court_on: '2027-01-29' }),
  final: dispute({ state: 'final', ...DECIDED, ended_on: '2027-01-31' }),
  withdrawn: dispute({ state: 'withdrawn', ...FILED, ended_on: '2027-01-29' }),
  lapsed: dispute({ state: 'lapsed', ...HEARD, ended_on: '2027-01-29' }),
};
