import type { AuditFindingNoteRow, AuditFindingRow } from '../db/tables/auditor';

export type FindingState = AuditFindingRow['state'];
export type FindingStep = 'answer' | 'ask_again' | 'close';
export type FindingSide = 'auditor' | 'body';

/**
 * How a finding moves. The body answers; the auditor asks again or closes it with a reason, also when no answer came. What
 * is closed stays closed: a new doubt is a new finding.
 */
const STEPS: readonly {
  step: FindingStep;
  by: FindingSide;
  from: readonly FindingState[];
  to: FindingState;
  note: AuditFindingNoteRow['kind'];
}[] = [
  { step: 'answer', by: 'body', from: ['open'], to: 'answered', note: 'answered' },
  { step: 'ask_again', by: 'auditor', from: ['answered'], to: 'open', note: 'asked_again' },
  { step: 'close', by: 'auditor', from: ['open', 'answered'], to: 'closed', note: 'closed' },
];

export const allowedFindingSteps = (state: FindingState, by: FindingSide): FindingStep[] =>
  STEPS.filter((one) => one.by === by && one.from.includes(state)).map(({ step }) => step);

/** Where a step leads; null when it may not be taken here. */
export function decideFinding(state: FindingState, step: FindingStep, by: FindingSide) {
  return STEPS.find((one) => one.step === step && one.by === by && one.from.includes(state)) ?? null;
}

/** Reminders go out the day after the answer was due, and every week from then on: the office's own rhythm, no law's. */
export const REMIND_EVERY_DAYS = 7;
