/**
 * `draft`: the consequence test is being written. `tested`: it is complete and waits for approval and decision. `decided`:
 * enacted and in force. `applied`: a decision that opens, carried out. `changed`, `revoked`, `expired`: no longer in force.
 */
export const EXEMPTION_STATES = [
  'draft',
  'tested',
  'decided',
  'applied',
  'changed',
  'revoked',
  'expired',
  'dropped',
] as const;
export type ExemptionState = (typeof EXEMPTION_STATES)[number];

/** What a test prepares: a new exemption, another ground or term for one in force, or its end (Perki 1/2021 Pasal 49, 53). */
export const PURPOSES = ['exempt', 'change', 'open'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What an item becomes when it opens. */
export const TARGETS = ['berkala', 'serta-merta', 'setiap-saat'] as const;
export type Target = (typeof TARGETS)[number];

export type Tester = { name: string; office: string; unit: string };

/** The consequence test of Lampiran II, as typed; what is not there yet is null. Texts are never judged, only whether there are any. */
export type TestSheet = {
  title: string;
  letter: string | null;
  item: number | null;
  partial: number;
  part: string | null;
  legal_basis: string | null;
  /** The Undang-Undang of letter j. */
  statute: string | null;
  if_opened: string | null;
  if_closed: string | null;
  public_interest: string | null;
  /** On what the term rests, in words. */
  term_basis: string | null;
  /** The last day that the decision is to state; null for none. */
  until_on: string | null;
  /** For the opening of an exemption: from which day it is public. */
  opens_on: string | null;
  target: Target;
  testers: Tester[];
};

export type ApprovalKind = 'head' | 'delegate';

export type ExemptionFacts = TestSheet & {
  state: ExemptionState;
  purpose: Purpose;
  body_id: number;
  /** The day an agency handed its draft in. */
  handed_on: string | null;
  /** The day the PPID first opened what was handed in: until then the agency may take it back. */
  seen_on: string | null;
  tested_on: string | null;
  tested_by: number | null;
  approval_kind: ApprovalKind | null;
  approved_on: string | null;
  approved_by: number | null;
  decided_on: string | null;
  /** The last day it is in force, from the decision, or earlier by a decision that opens; null while no end is stated. */
  ends_on: string | null;
  ended_on: string | null;
  ended_by: 'term' | 'decision' | 'hearing' | 'ruling' | 'changed' | null;
  masking_due_on: string | null;
  masked_on: string | null;
  /** Lengths of terms that the office had set when it was decided; null where the law's own hold. */
  terms: string | null;
};

export type Approval = { kind: ApprovalKind; on: string; name: string; office: string; number: string };

/** A delegation of the head's approval that is on file, and the account it names. */
export type DelegationFacts = { userId: number; from_on: string; until_on: string | null };

export type ExemptionStep =
  | { do: 'save_test'; sheet: TestSheet }
  | { do: 'hand_in' }
  | { do: 'take_back' }
  | { do: 'return_test' }
  | { do: 'complete_test' }
  | { do: 'reopen_test' }
  | { do: 'drop_test' }
  | { do: 'approve'; delegation: DelegationFacts | null }
  | { do: 'decline'; delegation: DelegationFacts | null }
  | { do: 'decide'; number: string; decided_on: string; approval: Approval | null; terms: string | null }
  | { do: 'open_by_ruling'; by: string; number: string; on: string }
  | { do: 'supersede' }
  | { do: 'end_early'; opens_on: string }
  | { do: 'expire' }
  | { do: 'confirm_masking' };
export type ExemptionStepName = ExemptionStep['do'];

/** A machine-readable reason why a step is not lawful; its sentence is `exemptions:refused.<code>`. */
export type ExemptionRefusal =
  | 'not_in_this_state'
  | 'role_may_not'
  | 'not_your_body'
  | 'handed_in_already'
  | 'not_handed_in'
  | 'seen_already'
  | 'ground_missing'
  | 'item_unknown'
  | 'part_missing'
  | 'basis_missing'
  | 'statute_missing'
  | 'opened_missing'
  | 'closed_missing'
  | 'interest_missing'
  | 'term_basis_missing'
  | 'testers_missing'
  | 'end_missing'
  | 'end_not_ahead'
  | 'end_past'
  | 'end_too_late'
  | 'opens_missing'
  | 'opens_past'
  | 'delegation_missing'
  | 'head_fixes_term'
  | 'tester_may_not_approve'
  | 'approval_missing'
  | 'approver_may_not_decide'
  | 'number_missing'
  | 'day_wrong'
  | 'day_in_future'
  | 'before_test'
  | 'before_approval'
  | 'ruling_unknown'
  | 'hearing_only_for_a'
  | 'not_due_yet'
  | 'masked_already';
