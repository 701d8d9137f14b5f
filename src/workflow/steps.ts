import type { RequestFacts } from './facts';
import type { RefusalCode } from './refusals';
import type { Row, StepContext } from './table';

export type { RefusalCode, StepContext };

/** The two closed grounds of an extension: Perki 1/2021 Pasal 36 ayat (1). */
export const EXTENSION_GROUNDS = ['not_held', 'status_undecided'] as const;

/** Why only a part is granted. `exempt` needs the superior's approval. */
export const PARTLY_BECAUSE = ['not_held', 'not_documented', 'exempt'] as const;

/** A decision that declares information exempt (Perki 1/2021 Pasal 49): a refusal can only lean on one that is in force. */
export type ExemptionDecision = {
  /** The item's own code, by which it is looked up; without one the number is. */
  code?: string;
  number: string;
  decided_on: string;
  title: string;
  /** Letter of UU Pasal 17 with its sub-item, for example `h.3`. */
  ground: string;
  /** Last day it is in force; null while no end is stated. */
  until: string | null;
  attached: boolean;
  /** Only a part of the document is closed: then the whole is not refused by it (Perki 1/2021 Pasal 50(3)). */
  partial?: boolean;
};

/** One step of a request with what the law wants to know of it. Texts are checked by the forms, rules by the machine. */
export type RequestStep =
  | { do: 'open' }
  | { do: 'add_papers' }
  | { do: 'complete_papers' }
  | { do: 'declare_complete' }
  | { do: 'declare_incomplete'; missing: string[] }
  | { do: 'assign'; body_id: number }
  | { do: 'return' }
  | { do: 'propose_answer' }
  | { do: 'extend'; ground: string }
  | { do: 'grant'; provide_days: number }
  | {
      do: 'grant_partly';
      because: string;
      provide_days: number;
      exemption: ExemptionDecision | null;
      redactions: { part: string; ground: string }[];
    }
  | { do: 'propose_refusal'; exemption: ExemptionDecision | null }
  | { do: 'approve_refusal'; provide_days: number }
  | { do: 'reject_refusal' }
  | { do: 'not_held' }
  | { do: 'not_documented'; available_on: string }
  | { do: 'redirect' }
  | { do: 'deliver'; way?: string }
  | { do: 'confirm_receipt' }
  | { do: 'withdraw' }
  | { do: 'record_letter'; letter: string; sent_on: string; reached_on: string | null }
  | { do: 'correct_receipt'; received_on: string; terms?: string | null }
  | { do: 'mail_left'; letter: string; reached_on: string }
  | { do: 'complete_by_silence' }
  | { do: 'lapse' }
  | { do: 'pass_term' }
  | { do: 'close' }
  /** An objection was filed against this request, or ended on `on`: with one open the case is not closed. */
  | { do: 'objection_filed' }
  | { do: 'objection_ended'; on: string }
  /** The calendar changed: every date that still runs is counted anew. */
  | { do: 'calendar_changed' };

export type StepName = RequestStep['do'];

export type Change = Partial<RequestFacts>;

/** One row of the request's machine. */
export type Transition = Row<RequestFacts, RequestStep>;
