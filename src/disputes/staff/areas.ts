import { AREAS, type Area, anyCasePath } from '../../requests/staff/areas';
import type { DisputeFormStep } from './form-steps';

/**
 * Where staff meet a dispute: the desk, the superior who represents the body, the auditor, and the body whose information
 * it is about, which the ladder reminds to carry out a ruling and which reads only.
 */
export const DISPUTE_AREAS = ['desk', 'body', 'superior', 'auditor'] as const;
export type DisputeArea = (typeof DISPUTE_AREAS)[number];

/** Steps that may be offered in an area, in the order of the buttons. Recording letters belongs to the list of letters. */
export const DISPUTE_STEPS: Readonly<Record<DisputeArea, readonly DisputeFormStep[]>> = {
  desk: [
    ...(['file_dispute', 'register_dispute', 'refuse_registration', 'mediate', 'extend_mediation'] as const),
    ...([
      'settle_dispute',
      'adjudicate',
      'decide_dispute',
      'receive_decision',
      'go_to_court',
      'court_decides',
    ] as const),
    ...(['cassation', 'finalize', 'carry_out', 'withdraw_dispute', 'drop', 'correct_day'] as const),
  ],
  superior: [
    ...(['register_dispute', 'refuse_registration', 'mediate', 'extend_mediation', 'settle_dispute'] as const),
    ...(['adjudicate', 'decide_dispute', 'receive_decision', 'go_to_court', 'court_decides', 'cassation'] as const),
    ...(['finalize', 'withdraw_dispute', 'drop', 'correct_day'] as const),
  ],
  body: [],
  auditor: [],
};

/** Address of a dispute in an area. */
export const disputePath = (area: DisputeArea, number: string): string => anyCasePath(area, 'dispute', number);

/** Address of an area's list of disputes. */
export const listPath = (area: DisputeArea): string => `${AREAS[area as Area].path}/sengketa`;

/** Letters name the requester; a body need not know him. */
export const mayReadLetters = (area: DisputeArea): boolean => area !== 'body';

/** Whether an area may read a signed letter and the ready file: they would only repeat the name that it does not see. */
export const mayReadNames = (area: DisputeArea): boolean => AREAS[area].identity === 'named';
