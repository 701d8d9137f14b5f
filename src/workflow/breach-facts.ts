import type { Role } from './facts';

/** `notified`: both the data subjects and the agency have been told. Late is derived from the instants, never a state. */
export type BreachState = 'open' | 'notified' | 'closed';

export const BREACH_STATES: readonly BreachState[] = ['open', 'notified', 'closed'];

/** Nothing leaves these. */
export const BREACH_FINAL: readonly BreachState[] = ['closed'];

/** What the machine must know of a breach: columns of its row. Instants, because the clock runs in hours. */
export type BreachFacts = {
  /** `none` before it is recorded. */
  state: BreachState | 'none';
  discovered_at: string;
  recorded_at: string;
  due_at: string;
  /** Overrides of terms that the case keeps (JSON), null for the law's own. */
  terms: string | null;
  subjects_notified_at: string | null;
  agency_notified_at: string | null;
  agency_way: string | null;
  public_notified_at: string | null;
  /** 1 when the announcement stands in for single notices. */
  public_instead: number;
  closed_at: string | null;
  closed_as: 'handled' | 'no_breach' | null;
  /** Rungs of the ladder at or before this instant do not fire any more. */
  ladder_since: string;
};

/** How far the notices to the people concerned have come. */
export type Tally = {
  addressees: number;
  /** Not told yet, and to be told by e-mail, or on paper. */
  waiting_email: number;
  waiting_post: number;
  /** The latest instant at which somebody was told. */
  last_told_at: string | null;
  /** Mails to people that were written and have not left; and whether the agency's is one of those. */
  unsent: number;
  agency_unsent: boolean;
};

/** Written ways to tell somebody. */
export const PAPER_WAYS = ['post', 'courier', 'hand'] as const;
export const AGENCY_WAYS = ['email', 'portal', 'post', 'hand'] as const;

export const MOST_ADDRESSEES = 5000;

/** Those whom a step does not touch: how many of them still wait, and when the last of the told was told. */
export type Rest = { waiting: number; last_told_at: string | null };

/** One step of a breach with what the rules want to know of it. Texts are checked by the forms. */
export type BreachStep =
  | { do: 'record'; discovered_at: string }
  | { do: 'describe' }
  | { do: 'add_addressees'; count: number }
  | { do: 'drop_addressees'; count: number; told: number; rest: Rest }
  | { do: 'notify_subjects' }
  /** `gone`: those among the chosen whose notice has left already. */
  | { do: 'record_sending'; count: number; gone: number; sent_at: string; rest: Rest }
  | { do: 'notify_agency'; way: string; sent_at: string }
  | { do: 'notify_public'; sent_at: string; instead: boolean }
  | { do: 'correct_discovery'; discovered_at: string }
  | { do: 'mail_left'; of: 'subjects' | 'agency'; left_at: string }
  | { do: 'dismiss' }
  | { do: 'close' };

export type BreachStepName = BreachStep['do'];

/** What a step is judged by besides the case. `terms`: what is in force on the day of discovery, as JSON. */
export type BreachContext = {
  now: string;
  role: Role;
  tally: Tally;
  /** Kinds of data, how and when, handling and recovery are all written down (Pasal 46 ayat (2)). */
  described: boolean;
  agency_email: boolean;
  terms: string | null;
};

/** Why a step is not lawful; its sentence is `breaches:refused.<code>`. */
export type BreachRefusal =
  | 'not_in_this_state'
  | 'role_may_not'
  | 'discovered_in_future'
  | 'before_the_law'
  | 'not_earlier'
  | 'notice_incomplete'
  | 'no_addressees'
  | 'too_many_addressees'
  | 'nobody_chosen'
  | 'already_told'
  | 'everyone_told'
  | 'no_mail_waiting'
  | 'sent_in_future'
  | 'sent_before_discovery'
  | 'agency_told'
  | 'agency_way_unknown'
  | 'agency_has_no_email'
  | 'public_told'
  | 'addressees_known'
  | 'subjects_told'
  | 'mail_not_left'
  | 'not_late';
