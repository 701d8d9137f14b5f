import type { ObjectionGround } from './objection-facts';

export const DISPUTE_STATES = [
  'window_open',
  'window_missed',
  'filed',
  'not_registered',
  'registered',
  'mediation',
  'adjudication',
  'settled',
  'decided',
  'in_court',
  'final',
  'withdrawn',
  'lapsed',
] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** True while nobody has petitioned: there is a window to the commission, and no dispute yet. */
export const isWindowState = (state: string): boolean => state === 'window_open' || state === 'window_missed';

/**
 * What the commission or a court decided, in the words of UU 14/2008 Pasal 46: on ground a (ayat 1) open all, open a part,
 * or uphold; on grounds b to g (ayat 2) do the duty, meet the term, uphold, or set the fee. `agreed` is a mediation's end.
 */
export const DISPUTE_OUTCOMES = [
  ...(['opened', 'opened_partly', 'upheld', 'agreed'] as const),
  ...(['duty_ordered', 'term_ordered', 'fee_set'] as const),
];
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** What can be entered as a ruling on an objection of this ground. An agreement has a step of its own. */
export const rulingsOn = (ground: ObjectionGround): readonly DisputeOutcome[] =>
  ground === 'a' ? ['opened', 'opened_partly', 'upheld'] : ['duty_ordered', 'term_ordered', 'upheld', 'fee_set'];

/**
 * What the machine must know of a dispute: the columns of its row. The commission runs it; the portal counts the
 * requester's window and follows what an officer enters. Terms of the commission are null where the calendar does not
 * reach so far yet.
 */
export type DisputeFacts = {
  state: DisputeState;
  ground: ObjectionGround;
  objection_id: number;
  request_id: number | null;
  body_id: number | null;
  recorded_on: string;
  /** Day 0: the day the answer reached him, or the end of the superior's silence. */
  window_from: string;
  file_by: string;
  file_told_on: string | null;
  filed_on: string | null;
  filed_late: number;
  registered_on: string | null;
  start_by: string | null;
  decide_by: string | null;
  mediation_from: string | null;
  mediation_by: string | null;
  mediation_extended_from: string | null;
  decided_on: string | null;
  decision_received_on: string | null;
  outcome: DisputeOutcome | null;
  /** The 14 days to court in both readings: calendar days (Perki 1/2013) and working days (UU). */
  court_by: string | null;
  court_by_working: string | null;
  in_court_on: string | null;
  court_decision_on: string | null;
  cassation_by: string | null;
  ended_on: string | null;
  execute_by: string | null;
  executed_on: string | null;
  first_opened_at: string | null;
  ladder_since: string;
  terms: string | null;
};

/** States that nothing but a late filing (after `window_missed`) or the carrying-out (of `final`) leaves. */
export const DISPUTE_FINAL: readonly DisputeState[] = [
  'window_missed',
  'not_registered',
  'final',
  'withdrawn',
  'lapsed',
];
