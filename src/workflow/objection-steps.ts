import type { Role } from './facts';
import type { ObjectionFacts } from './objection-facts';
import type { ExemptionDecision } from './steps';
import type { Row } from './table';

/** Whom the superior lets answer in his stead: only upward, or an official named in a decision on file. */
export type Delegate = {
  kind: 'head_of_body' | 'named_official';
  name: string;
  office: string;
  /** The decision that names the official; not needed for the head of the public body. */
  decision_number: string;
  decision_on: string | null;
  userId: number | null;
  /** Roles that the account holds today, deputies' too. */
  roles: readonly Role[];
};

export type ObjectionStep =
  | { do: 'open' }
  | { do: 'settle'; on: string }
  | { do: 'delegate'; to: Delegate }
  | {
      do: 'answer_objection';
      outcome: string;
      /** Granted: working days until it is carried out. */
      execute_days: number;
      /** Upheld on ground a: the decision that exempts, attached. */
      exemption: ExemptionDecision | null;
    }
  | { do: 'record_letter'; letter: string; sent_on: string; reached_on: string | null }
  | { do: 'mail_left'; letter: string; reached_on: string }
  | { do: 'withdraw' }
  | { do: 'execute'; on: string }
  | { do: 'pass_term' }
  | { do: 'calendar_changed' };

export type ObjectionStepName = ObjectionStep['do'];
export type ObjectionTransition = Row<ObjectionFacts, ObjectionStep>;

/** Kinds of letter that answer an objection, by outcome. */
export const OBJECTION_ANSWERS = ['objection_granted', 'objection_granted_partly', 'objection_upheld'] as const;
