/** What the machine must know of a request: the columns of its row, as stored. Dates are office-local `YYYY-MM-DD`. */
export type RequestState =
  | 'registered'
  | 'incomplete'
  | 'lapsed'
  | 'in_process'
  | 'awaiting_approval'
  | 'granted'
  | 'granted_partly'
  | 'refused'
  | 'not_held'
  | 'not_documented'
  | 'redirected'
  | 'delivered'
  | 'withdrawn'
  | 'closed';

export const REQUEST_STATES: readonly RequestState[] = [
  'registered',
  'incomplete',
  'lapsed',
  'in_process',
  'awaiting_approval',
  'granted',
  'granted_partly',
  'refused',
  'not_held',
  'not_documented',
  'redirected',
  'delivered',
  'withdrawn',
  'closed',
];

/** What a written notice can say (Perki 1/2021 Pasal 31 ayat (4)); each is a state, and the kind of its letter, too. */
export const OUTCOMES = ['granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected'] as const;

export type Outcome = (typeof OUTCOMES)[number];

export type RequestFacts = {
  state: RequestState;
  outcome: Outcome | null;
  body_id: number | null;
  assigned_body_id: number | null;
  returned_on: string | null;
  received_on: string;
  recorded_on: string;
  /** Day 0 of the completeness check: the day of recording, or the day papers came back. */
  check_from: string;
  check_due_on: string | null;
  complete_on: string | null;
  complete_by: 'declared' | 'silence' | null;
  incomplete_on: string | null;
  /** The day the letter on missing papers reached the requester: his three days begin then. */
  incomplete_reached_on: string | null;
  repair_due_on: string | null;
  due_on: string;
  /** The answer date as it was told, where the calendar or a corrected receipt has moved it since. */
  due_told_on: string | null;
  perki_due_on: string | null;
  extended_on: string | null;
  /** The end of the term that the extension follows. */
  extended_from: string | null;
  extension_ground: string | null;
  notified_on: string | null;
  notice_reached_on: string | null;
  promised_on: string | null;
  /** How many working days the notice promised to need. */
  provide_days: number | null;
  delivered_on: string | null;
  object_by: string | null;
  object_told_on: string | null;
  /** Objections against this request that are not ended: while there is one, it is not closed. */
  open_objections: number;
  objection_ended_on: string | null;
  lapsed_on: string | null;
  withdrawn_on: string | null;
  closed_on: string | null;
  first_opened_at: string | null;
  ladder_since: string;
  /** Lengths of terms that an installation had set when the request was received; null where the law's own hold. */
  terms: string | null;
  /** What awaits the superior's approval, and who proposed it. */
  proposal_kind: 'refused' | 'granted_partly' | null;
  proposed_by: number | null;
};

/** The roles of the contract; `system` is the sweep. */
export type Role = 'requester' | 'petugas' | 'ppid' | 'opd' | 'atasan' | 'auditor' | 'admin' | 'system';

export const ROLES: readonly Role[] = ['requester', 'petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin', 'system'];

/** Who acts, in one role at a time. `bodyId` is set for `opd`. */
export type Actor = { role: Role; userId: number | null; bodyId: number | null };

/** The body that holds the case now: the assigned one, else the one the requester named, unless it was returned. */
export function holderOf(facts: Pick<RequestFacts, 'assigned_body_id' | 'body_id' | 'returned_on'>): number | null {
  return facts.assigned_body_id ?? (facts.returned_on ? null : facts.body_id);
}

/** No written notice yet, and the day after the legal term has begun. A lapsed or withdrawn request is never overdue. */
export function isOverdue(facts: Pick<RequestFacts, 'state' | 'notified_on' | 'due_on'>, today: string): boolean {
  return facts.notified_on === null && facts.state !== 'lapsed' && facts.state !== 'withdrawn' && today > facts.due_on;
}

/** A notice that came after the legal term. */
export function isLate(facts: Pick<RequestFacts, 'notified_on' | 'due_on'>): boolean {
  return facts.notified_on !== null && facts.notified_on > facts.due_on;
}

/** States that nothing leaves by a person's act or by time. `record_letter` and `open` change no state. */
export const FINAL_STATES: readonly RequestState[] = ['lapsed', 'withdrawn', 'closed'];

/** The day that closes a request: the end of its window, or of the objection that outlasted it. */
export function closingDay(facts: Pick<RequestFacts, 'object_by' | 'objection_ended_on'>): string | null {
  const { object_by, objection_ended_on } = facts;
  if (object_by === null) return null;
  return objection_ended_on !== null && objection_ended_on > object_by ? objection_ended_on : object_by;
}

/** An objection was filed against this request, whatever became of it. */
export const hasObjected = (facts: Pick<RequestFacts, 'open_objections' | 'objection_ended_on'>): boolean =>
  facts.open_objections > 0 || facts.objection_ended_on !== null;
