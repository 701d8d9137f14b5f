import type { DisputeStepName } from '../../workflow/dispute-steps';

/**
 * What staff do with a dispute by a form. `record_letter` is no step of the machine: how a letter about a dispute went on
 * paper moves none of its clocks.
 */
export const DISPUTE_FORM_STEPS = [
  'file_dispute',
  'register_dispute',
  'refuse_registration',
  'mediate',
  'extend_mediation',
  'settle_dispute',
  'adjudicate',
  'decide_dispute',
  'receive_decision',
  'go_to_court',
  'court_decides',
  'cassation',
  'finalize',
  'carry_out',
  'withdraw_dispute',
  'drop',
  'correct_day',
  'record_letter',
] as const satisfies readonly (DisputeStepName | 'record_letter')[];

export type DisputeFormStep = (typeof DISPUTE_FORM_STEPS)[number];
