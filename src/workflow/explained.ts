import { type Calendar, explainDue } from '../calendar/working-days';
import type { DueExplanation } from './deadlines';
import type { CaseName } from './escalations';
import { type TermCode, termOf } from './terms';

/** A day that a change of the calendar added or took out. */
export type ChangedDay = { date: string; change: 'added' | 'removed'; kind: string; name: string };

/** One date of a case that an event of its log moved. */
export type DateMove = {
  /** Kind of the event. */
  event: string;
  /** The instant it happened, and its day in the office's zone. */
  at: string;
  on: string;
  field: string;
  from: string | null;
  to: string | null;
  /** The decree and the days of a change of the calendar. */
  decree: string | null;
  days: ChangedDay[];
};

/** What changed since a date was first counted. */
export type DateChange = Omit<DateMove, 'field'> & { from: string; to: string };

/** A date whose length the law leaves to the office: when it hands over, when it carries out what it granted. */
export type PromiseCode = 'delivery' | 'execution';

/** How a date was counted, of a term of the law or of a promise. */
export type CountedDue = Omit<DueExplanation, 'term'> & { term: TermCode | PromiseCode };

/** How a date was counted, beside the date that is in force on the case and what became of it. */
export type ExplainedDue = CountedDue & {
  case: CaseName;
  /** What day 0 was on this case, under `workflow:trigger`: a window has several beginnings. */
  trigger: string;
  /** The date the case keeps: another than `due_on` where the calendar changed and the rules of a move kept it. */
  in_force_on: string;
  /** The date that was told before it moved. */
  told_on: string | null;
  changes: DateChange[];
};

const PROMISES: Readonly<Record<PromiseCode, { article: string; trigger: string }>> = {
  delivery: { article: 'Perki 1/2021 Pasal 31 ayat (4) huruf f', trigger: 'notice_given' },
  execution: { article: 'Perki 1/2021 Pasal 8 ayat (2) huruf c', trigger: 'objection_answer_given' },
};

const isPromise = (term: TermCode | PromiseCode): term is PromiseCode => Object.hasOwn(PROMISES, term);

/** Explains a date that was promised so many working days from a day. */
export function explainPromise(term: PromiseCode, cal: Calendar, from: string, days: number) {
  const { article } = PROMISES[term];
  const counted = explainDue(cal, from, days);
  return {
    ...{ term, article, ...counted, unit: 'working_day' as const, override: null },
    ...{ calendar_version: cal.version, binding: true },
  };
}

/** The event that a date was counted from, under `workflow:trigger`, and whether it binds the requester. */
export function sourceOf(term: TermCode | PromiseCode): { trigger: string; bindsRequester: boolean } {
  if (isPromise(term)) return { trigger: PROMISES[term].trigger, bindsRequester: false };
  const { trigger, bound } = termOf(term);
  return { trigger, bindsRequester: bound === 'requester' };
}

type Facts = object & {
  extended_from?: string | null;
  mediation_extended_from?: string | null;
  notice_reached_on?: string | null;
  delivered_on?: string | null;
  ground?: string;
};

/** Which fact of a case keeps the date that a term gave it. An extension leaves the first term's end beside its own. */
const FIELDS: Readonly<Record<CaseName, Partial<Record<TermCode | PromiseCode, (f: Facts) => string>>>> = {
  request: {
    answer: (f) => (f.extended_from ? 'extended_from' : 'due_on'),
    extension: () => 'due_on',
    answer_perki: () => 'perki_due_on',
    completeness_check: () => 'check_due_on',
    repair: () => 'repair_due_on',
    objection_window: () => 'object_by',
    delivery: () => 'promised_on',
  },
  objection: {
    objection_window: () => 'object_by',
    objection_answer: () => 'due_on',
    execution: () => 'execute_by',
  },
  dispute: {
    dispute_window: () => 'file_by',
    dispute_start: () => 'start_by',
    dispute_decision: () => 'decide_by',
    mediation: (f) => (f.mediation_extended_from ? 'mediation_extended_from' : 'mediation_by'),
    mediation_extension: () => 'mediation_by',
    court_objection: () => 'court_by',
    court_objection_working: () => 'court_by_working',
    cassation: () => 'cassation_by',
  },
};

/** The fact that keeps what was told of a date, beside the one that counts. */
const TOLD: Readonly<Record<CaseName, Readonly<Record<string, string>>>> = {
  request: { due_on: 'due_told_on', object_by: 'object_told_on' },
  objection: { due_on: 'due_told_on' },
  dispute: { file_by: 'file_told_on' },
};

/** A count of days with the date in force, the one that was told, and what the log says of its moves (oldest first). */
export function explained<D extends CountedDue>(
  name: CaseName,
  due: D,
  facts: Facts,
  moves: readonly DateMove[],
): D & ExplainedDue {
  const field = FIELDS[name][due.term]?.(facts) ?? null;
  const told = field === null ? null : dayOf(facts, TOLD[name][field] ?? '');
  const in_force_on = (field === null ? null : dayOf(facts, field)) ?? due.due_on;
  const own = field === null ? [] : changesOf(ownMoves(due.term, field, moves), field);
  const trigger = triggerOf(name, due, facts);
  return { ...due, case: name, trigger, in_force_on, told_on: told === in_force_on ? null : told, changes: own };
}

/** The window to object begins with the notice, with a late delivery, or with the end of a term that passed in silence. */
function triggerOf(name: CaseName, { term, from }: CountedDue, facts: Facts): string {
  if (term !== 'objection_window') return sourceOf(term).trigger;
  if (name === 'objection') return OF_GROUND[facts.ground ?? ''] ?? 'notice_reached';
  if (from === facts.notice_reached_on) return 'notice_reached';
  return from === facts.delivered_on ? 'delivery' : 'answer_due';
}

const OF_GROUND: Readonly<Record<string, string>> = { b: 'found', c: 'answer_due', g: 'delivery' };

function dayOf(facts: object, field: string): string | null {
  const value = (facts as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : null;
}

/** An extension's date stands where the first term's stood: each tells the moves of its own time. */
function ownMoves(term: TermCode | PromiseCode, field: string, moves: readonly DateMove[]): readonly DateMove[] {
  const at = moves.findIndex((move) => move.event === 'extended' && move.field === 'due_on');
  if (term === 'extension') return at < 0 ? moves : moves.slice(at);
  if (term !== 'answer' || field !== 'extended_from' || at < 0) return moves;
  const before = moves.slice(0, at).filter((move) => move.field === 'due_on');
  return [...before.map((move) => ({ ...move, field })), ...moves.slice(at)];
}

/** Each time a known date became another one. A date that was away in between is compared with what it was before. */
function changesOf(moves: readonly DateMove[], field: string): DateChange[] {
  const changes: DateChange[] = [];
  let known: string | null = null;
  for (const { field: own, ...move } of moves) {
    if (own !== field) continue;
    const from: string | null = move.from ?? known;
    if (from !== null && move.to !== null && from !== move.to) changes.push({ ...move, from, to: move.to });
    known = move.to ?? from;
  }
  return changes;
}
