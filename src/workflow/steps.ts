import type { Calendar } from '../calendar/working-days';
import type { Actor, RequestFacts, RequestState, Role } from './facts';

/** The two closed grounds of an extension: Perki 1/2021 Pasal 36 ayat (1). */
export const EXTENSION_GROUNDS = ['not_held', 'status_undecided'] as const;

/** Why only a part is granted. `exempt` needs the superior's approval. */
export const PARTLY_BECAUSE = ['not_held', 'not_documented', 'exempt'] as const;

/** A decision that declares information exempt (Perki 1/2021 Pasal 49): a refusal can only lean on one that is in force. */
export type ExemptionDecision = {
  number: string;
  decided_on: string;
  title: string;
  /** Letter of UU Pasal 17 with its sub-item, for example `h.3`. */
  ground: string;
  /** Last day it is in force; null while no end is stated. */
  until: string | null;
  attached: boolean;
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
  | { do: 'correct_receipt'; received_on: string }
  | { do: 'mail_left'; letter: string; reached_on: string }
  | { do: 'complete_by_silence' }
  | { do: 'lapse' }
  | { do: 'pass_term' }
  | { do: 'close' };

export type StepName = RequestStep['do'];

/** What a step is judged by besides the case: the day, the instant, the calendar, who acts, and how letters reach the requester. */
export type StepContext = {
  today: string;
  now: string;
  cal: Calendar;
  actor: Actor;
  /** True when the requester's letters go by e-mail and so reach him the day they are sent. */
  by_email: boolean;
};

/** A machine-readable reason why a step is not lawful; its sentence is `workflow:refused.<code>` in the catalogue. */
export type RefusalCode =
  | 'not_in_this_state'
  | 'role_may_not'
  | 'check_is_over'
  | 'missing_papers_not_named'
  | 'repair_is_over'
  | 'not_assigned'
  | 'not_your_body'
  | 'extension_ground_unknown'
  | 'already_extended'
  | 'term_is_over'
  | 'exemption_missing'
  | 'exemption_not_in_force'
  | 'exemption_not_attached'
  | 'redactions_missing'
  | 'partly_because_unknown'
  | 'same_person_approves'
  | 'available_day_not_ahead'
  | 'provide_days_out_of_range'
  | 'dates_out_of_order'
  | 'date_in_future'
  | 'notice_already_given'
  | 'received_after_recorded'
  | 'not_due_yet'
  | 'no_calendar';

export type Change = Partial<RequestFacts>;
export type Need = (facts: RequestFacts, step: never, ctx: StepContext) => RefusalCode | null;

/** One row of the machine. `when` chooses between rows of the same step; `needs` are the rules, tried in order. */
export type Transition = {
  step: StepName;
  from: readonly RequestState[];
  to: RequestState | 'same';
  roles: readonly Role[];
  when?: (facts: RequestFacts, step: never) => boolean;
  needs: readonly Need[];
  event: string;
  letter: string | null;
  /** Staff who get a short message of their own, besides the letter to the requester. */
  tells: 'holder' | 'desk' | 'superior' | 'ppid' | null;
  set: (facts: RequestFacts, step: never, ctx: StepContext) => Change;
};
