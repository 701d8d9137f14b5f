import type { BreachFacts } from '../../workflow/breach-facts';
import type { DisputeFacts } from '../../workflow/dispute-facts';
import type { RequestFacts } from '../../workflow/facts';
import type { ObjectionFacts } from '../../workflow/objection-facts';

export type Values = Record<string, unknown>;

/** A kind of case whose row, and whose history that figures are counted from, follow from its events. */
export type ReplayedKind = {
  table: 'requests' | 'objections' | 'disputes' | 'breaches';
  name: 'request' | 'objection' | 'dispute' | 'breach';
  /** Columns of the row that events tell, every one: a fact that is new to the machine does not compile without it. */
  facts: readonly string[];
  /** What an imported case has in these columns, nobody told. */
  untold: readonly string[];
  /** What is 0 before an event says otherwise. */
  zero: readonly string[];
  /** Facts that an event tells beside its changes. Null: none, and no entry is taken apart for them. */
  beside: ((event: ToldEvent) => Values) | null;
  /** Null: nothing of it is counted. */
  counted: Counted | null;
};

/** How the lines of a kind in `case_history` follow from the facts. */
export type Counted = {
  /** The columns that follow from the facts, and those of the facts that they follow from. */
  line: readonly string[];
  watched: ReadonlySet<string>;
  /** The columns that are empty in every line of this kind: what stands there was put there. */
  never: readonly string[];
  /** The values of `line` as the facts make them; what never changes of a case is added by the row. */
  history(facts: Values): unknown[];
};

/** An entry taken apart. */
export type ToldEvent = { kind: string; recordedAt: string; actor: Values; detail: Values };

const REQUEST: Record<keyof RequestFacts | 'imported', 1> = {
  ...{ state: 1, outcome: 1, body_id: 1, assigned_body_id: 1, returned_on: 1, received_on: 1, recorded_on: 1 },
  ...{ check_from: 1, check_due_on: 1, complete_on: 1, complete_by: 1, incomplete_on: 1, incomplete_reached_on: 1 },
  ...{ repair_due_on: 1, due_on: 1, due_told_on: 1, perki_due_on: 1, extended_on: 1, extended_from: 1 },
  ...{ extension_ground: 1, notified_on: 1, notice_reached_on: 1, promised_on: 1, provide_days: 1, delivered_on: 1 },
  ...{ object_by: 1, object_told_on: 1, open_objections: 1, objection_ended_on: 1, lapsed_on: 1, withdrawn_on: 1 },
  ...{ closed_on: 1, first_opened_at: 1, ladder_since: 1, terms: 1, proposal_kind: 1, proposed_by: 1, imported: 1 },
};

const OBJECTION: Record<keyof ObjectionFacts, 1> = {
  ...{ state: 1, ground: 1, request_id: 1, body_id: 1, received_on: 1, recorded_on: 1, window_from: 1, object_by: 1 },
  ...{ late: 1, due_on: 1, due_told_on: 1, settled_on: 1, delegated_on: 1, delegate_id: 1, outcome: 1, answered_on: 1 },
  ...{ answer_reached_on: 1, execute_by: 1, execute_days: 1, executed_on: 1, unanswered_on: 1, withdrawn_on: 1 },
  ...{ closed_on: 1, refusal_proposed_by: 1, first_opened_at: 1, ladder_since: 1, terms: 1 },
};

const DISPUTE: Record<keyof DisputeFacts, 1> = {
  ...{ state: 1, ground: 1, objection_id: 1, request_id: 1, body_id: 1, recorded_on: 1, window_from: 1, file_by: 1 },
  ...{ file_told_on: 1, filed_on: 1, filed_late: 1, registered_on: 1, start_by: 1, decide_by: 1, mediation_from: 1 },
  ...{ mediation_by: 1, mediation_extended_from: 1, decided_on: 1, decision_received_on: 1, outcome: 1, court_by: 1 },
  ...{ court_by_working: 1, in_court_on: 1, court_decision_on: 1, cassation_by: 1, ended_on: 1, execute_by: 1 },
  ...{ executed_on: 1, first_opened_at: 1, ladder_since: 1, terms: 1 },
};

/** Beside the machine's facts: who wrote it down, how many people it concerns, and when it was erased. */
const BREACH: Record<keyof BreachFacts | 'people_count' | 'recorded_by' | 'erased_at', 1> = {
  ...{ state: 1, discovered_at: 1, recorded_at: 1, due_at: 1, terms: 1, subjects_notified_at: 1 },
  ...{ agency_notified_at: 1, agency_way: 1, public_notified_at: 1, public_instead: 1, closed_at: 1, closed_as: 1 },
  ...{ ladder_since: 1, people_count: 1, recorded_by: 1, erased_at: 1 },
};

function besideBreach({ kind, recordedAt, actor, detail }: ToldEvent): Values {
  return {
    ...(kind === 'breach_recorded' ? { recorded_by: actor.user ?? null } : {}),
    ...('people_count' in detail ? { people_count: detail.people_count } : {}),
    ...(kind === 'erased' ? { erased_at: recordedAt } : {}),
  };
}

const CARRIED_OUT = ['execute_by', 'executed_on'];
const LATER = ['outcome', 'registered_on', 'in_court_on', 'court_decision_on', ...CARRIED_OUT];
const COUNTED = ['received_on', 'result', 'answered_on', 'due_on', 'imported', 'body_id'];

function requestLine(f: Values): unknown[] {
  const { state, outcome = null, imported } = f;
  const result = state === 'lapsed' || state === 'withdrawn' ? state : (outcome ?? 'open');
  const answered = (imported === 1 ? f.delivered_on : null) ?? f.notified_on ?? null;
  return [f.received_on ?? null, result, answered, f.due_on ?? null, imported, f.assigned_body_id ?? f.body_id ?? null];
}

function objectionLine(f: Values): unknown[] {
  const { state = null, outcome = null } = f;
  const result = state === 'registered' ? 'open' : state === 'closed' ? (outcome ?? 'closed') : state;
  const counted = [f.received_on ?? null, result, f.answered_on ?? null, f.due_on ?? null, 0, f.body_id ?? null];
  return [...counted, f.ground ?? null, f.execute_by ?? null, f.executed_on ?? null];
}

function disputeLine(f: Values): unknown[] {
  const counted = [f.recorded_on ?? null, f.state ?? null, f.filed_on ?? null, f.file_by ?? null, 0, f.body_id ?? null];
  return [...counted, f.ground ?? null, ...LATER.map((name) => f[name] ?? null)];
}

/** What follows from the events; the history as the triggers of `reports-047-history-guards` write it. */
export const REPLAYED: readonly ReplayedKind[] = [
  {
    ...{ table: 'requests', name: 'request', facts: Object.keys(REQUEST), zero: [], beside: null },
    untold: ['open_objections', 'first_opened_at', 'ladder_since'],
    counted: {
      ...{ line: COUNTED, never: LATER, history: requestLine },
      watched: new Set([
        ...['received_on', 'state', 'outcome', 'notified_on', 'delivered_on', 'due_on', 'imported'],
        ...['body_id', 'assigned_body_id'],
      ]),
    },
  },
  {
    ...{ table: 'objections', name: 'objection', facts: Object.keys(OBJECTION), untold: [], zero: [], beside: null },
    counted: {
      ...{ line: [...COUNTED, 'ground', ...CARRIED_OUT], history: objectionLine },
      never: LATER.filter((name) => !CARRIED_OUT.includes(name)),
      watched: new Set([
        ...[
          'received_on',
          'state',
          'outcome',
          'answered_on',
          'due_on',
          'body_id',
          'ground',
          'execute_by',
          'executed_on',
        ],
      ]),
    },
  },
  {
    ...{ table: 'disputes', name: 'dispute', facts: Object.keys(DISPUTE), untold: [], zero: [], beside: null },
    counted: {
      ...{ line: [...COUNTED, 'ground', ...LATER], never: [], history: disputeLine },
      watched: new Set(['recorded_on', 'state', 'filed_on', 'file_by', 'body_id', 'ground', ...LATER]),
    },
  },
  {
    ...{ table: 'breaches', name: 'breach', facts: Object.keys(BREACH), untold: [], zero: ['public_instead'] },
    ...{ beside: besideBreach, counted: null },
  },
];
