/** The grounds of UU 14/2008 Pasal 35(1), in the words of the catalogue under `letters:ground.<letter>`. */
export const OBJECTION_GROUNDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number];

export const OBJECTION_OUTCOMES = ['granted', 'granted_partly', 'upheld'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

export const OBJECTION_STATES = [
  'registered',
  'granted',
  'granted_partly',
  'upheld',
  'unanswered',
  'withdrawn',
  'closed',
] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

/** What the machine must know of an objection: the columns of its row, as stored. Dates are office-local. */
export type ObjectionFacts = {
  state: ObjectionState;
  ground: ObjectionGround;
  /** Null for ground b, which needs no request behind it. */
  request_id: number | null;
  body_id: number | null;
  received_on: string;
  recorded_on: string;
  /** Day 0 and last day of the window to object, for this ground by the legal clock; null where day 0 is not known. */
  window_from: string | null;
  object_by: string | null;
  /** 1 when it came after the window: the superior decides, the machine refuses nobody. */
  late: number;
  due_on: string;
  due_told_on: string | null;
  settled_on: string | null;
  delegated_on: string | null;
  /** The account that answers in the superior's stead; null where the delegate has none and the superior enters it. */
  delegate_id: number | null;
  outcome: ObjectionOutcome | null;
  answered_on: string | null;
  answer_reached_on: string | null;
  /** A granted objection is carried out by this day. */
  execute_by: string | null;
  execute_days: number | null;
  executed_on: string | null;
  unanswered_on: string | null;
  withdrawn_on: string | null;
  closed_on: string | null;
  /** Who proposed the refusal that is objected to: never the one who answers. */
  refusal_proposed_by: number | null;
  first_opened_at: string | null;
  ladder_since: string;
  terms: string | null;
};

/** States that the machine does not leave. Of the granted ones only the carrying-out leads on. */
export const OBJECTION_FINAL: readonly ObjectionState[] = ['upheld', 'unanswered', 'withdrawn', 'closed'];

/** While it is open, the request behind it is not closed and the same ground is not objected to again. */
export const isOpenObjection = (facts: Pick<ObjectionFacts, 'state'>): boolean => facts.state === 'registered';

/** No answer yet, and the day after the superior's thirty days has begun. */
export const objectionOverdue = (facts: Pick<ObjectionFacts, 'state' | 'due_on'>, today: string): boolean =>
  facts.state === 'registered' && today > facts.due_on;
