import type { CaseHistoryRow } from '../../db/tables/reports';
import { DISPUTE_STATES } from '../../workflow/dispute-facts';
import { LETTERS } from '../../workflow/exemption-grounds';
import { isLate, isOverdue, OUTCOMES } from '../../workflow/facts';
import { OBJECTION_GROUNDS } from '../../workflow/objection-facts';

/** Cases that look the same to every figure, and how many they are. */
export type Cell = Pick<CaseHistoryRow, CellFact | LaterFact> & { n: number };

export const CELL_FACTS = [
  ...(['received_on', 'result', 'answered_on', 'due_on'] as const),
  ...(['imported', 'body_id', 'channel', 'kind', 'ground'] as const),
] as const;
type CellFact = (typeof CELL_FACTS)[number];

/** What followed an answer or a petition. Of a request nothing does: these are null. */
export const LATER_FACTS = [
  ...(['outcome', 'registered_on', 'in_court_on', 'court_decision_on'] as const),
  ...(['execute_by', 'executed_on'] as const),
] as const;
type LaterFact = (typeof LATER_FACTS)[number];

/** Where a request ends; with `open` they are all the requests there are. */
export const REQUEST_ENDS = [...OUTCOMES, 'lapsed', 'withdrawn'] as const;
export type RequestEnd = (typeof REQUEST_ENDS)[number];

export const OBJECTION_ENDS = ['granted', 'granted_partly', 'upheld', 'unanswered', 'withdrawn'] as const;

/** The letters of UU 14/2008 Pasal 17, and what names none of them. */
export const REFUSAL_GROUNDS = [...LETTERS, 'other'] as const;

export { DISPUTE_STATES, OBJECTION_GROUNDS };

export type Source = 'live' | 'imported';

/** The cells of one source; both count alike where none is asked for. */
export const ofSource = (cells: readonly Cell[], source: Source | null): readonly Cell[] =>
  source === null ? cells : cells.filter(({ imported }) => (imported === 1) === (source === 'imported'));

const ANSWERS: ReadonlySet<string> = new Set(OUTCOMES);

/** A written notice was given: an outcome with its day. */
export const isAnswered = ({ result, answered_on }: Pick<Cell, 'result' | 'answered_on'>): boolean =>
  answered_on !== null && ANSWERS.has(result);

/** The answer came after the day that bound. */
export const isLateCell = (cell: Pick<Cell, 'result' | 'answered_on' | 'due_on'>): boolean =>
  isAnswered(cell) && isLate({ notified_on: cell.answered_on, due_on: cell.due_on ?? '' });

/** Open on that day, and its last day had gone by. */
export const isOverdueCell = (cell: Pick<Cell, 'result' | 'due_on'>, on: string): boolean =>
  cell.result === 'open' && isOverdue({ state: 'in_process', notified_on: null, due_on: cell.due_on ?? '' }, on);

/** The letter of Pasal 17 that a refusal names: `h`, `h.2`, `Pasal 17 huruf h`. */
export function refusalGround(ground: string | null): (typeof REFUSAL_GROUNDS)[number] {
  const text = (ground ?? '').toLowerCase();
  const found = /huruf\s*([a-j])\b/.exec(text) ?? /\b17\s*([a-j])\b/.exec(text) ?? /^([a-j])(?![a-z])/.exec(text);
  return (found?.[1] as (typeof LETTERS)[number]) ?? 'other';
}
