import { createHash } from 'node:crypto';
import type { UnsoundFigures } from '../statistics/stats';
import { emptyParts, type Texts } from './narrative';

export type CheckedKind = 'request' | 'objection' | 'dispute';

/** What is wrong with a case: the name of the check, and when it fires, over the row `c` and its history `h`. */
export type Check = { name: string; kind: CheckedKind; sql: string };

const ANSWERED = `h.result IN ('granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected')`;
const SETTLED = `h.result IN ('granted', 'granted_partly', 'upheld')`;
const ENDS = `('granted', 'granted_partly', 'upheld', 'unanswered', 'withdrawn', 'open')`;

const check = (kind: CheckedKind, name: string, sql: string): Check => ({ kind, name, sql });

/** `?` is the day of the report. Each is a date that cannot be, or an ending that is none. */
export const CHECKS: readonly Check[] = [
  check('request', 'answered_before_receipt', 'h.answered_on < h.received_on OR c.delivered_on < h.received_on'),
  check('request', 'in_future', 'h.received_on > ? OR h.answered_on > ? OR c.delivered_on > ? OR c.closed_on > ?'),
  check('request', 'entered_before_receipt', 'c.recorded_on < h.received_on'),
  check('request', 'delivered_before_answer', 'c.imported = 0 AND c.delivered_on < c.notified_on'),
  check('request', 'due_before_receipt', 'h.due_on < h.received_on'),
  check('request', 'outcome_without_day', `${ANSWERED} AND h.answered_on IS NULL`),
  check('request', 'closed_without_outcome', `c.state = 'closed' AND h.result = 'open'`),
  check('objection', 'answered_before_receipt', 'c.answered_on < h.received_on'),
  check('objection', 'in_future', 'h.received_on > ? OR c.answered_on > ? OR c.executed_on > ?'),
  check('objection', 'entered_before_receipt', 'c.recorded_on < h.received_on'),
  check('objection', 'executed_before_answer', 'c.executed_on < c.answered_on'),
  check('objection', 'outcome_without_day', `${SETTLED} AND c.answered_on IS NULL`),
  check('objection', 'unknown_ending', `h.result NOT IN ${ENDS}`),
  check('dispute', 'filed_before_window', 'c.filed_on < c.window_from'),
  check('dispute', 'decided_before_filed', 'c.decided_on < c.filed_on OR c.court_decision_on < c.in_court_on'),
  check('dispute', 'in_future', 'c.filed_on > ? OR c.decided_on > ? OR c.court_decision_on > ? OR c.executed_on > ?'),
  check('dispute', 'executed_before_decision', 'c.executed_on < c.decided_on'),
];

/** How many offending cases one point names; the count beside them goes on. */
export const NAMED = 50;

/** Something that keeps a report from leaving. `explainable`: a recorded reason lets it go all the same. */
export type Point = {
  key: string;
  kind: CheckedKind | null;
  count: number;
  cases: string[];
  explainable: boolean;
  /** What the words need beside the count. */
  vars: Record<string, string | number>;
  /** Of what exactly it is about: a reason given for other cases does not count. */
  mark: string;
};

export const point = (key: string, given: Partial<Omit<Point, 'key' | 'mark'>> = {}): Point => {
  const { kind = null, count = 1, cases = [], explainable = true, vars = {} } = given;
  const mark = createHash('sha256')
    .update(JSON.stringify([key, count, cases, vars]))
    .digest('hex')
    .slice(0, 16);
  return { key, kind, count, cases, explainable, vars, mark };
};

export type Reason = Pick<Point, 'mark' | 'count' | 'vars'> & { reason: string; by: string | null; at: string };
export type Reasons = Record<string, Reason>;

export const readReasons = (stored: string): Reasons => JSON.parse(stored) as Reasons;

/** The reason that stands for a point as it is now; null where there is none, or it was given for something else. */
export const reasonFor = (reasons: Reasons, { key, mark, explainable }: Point): Reason | null =>
  explainable && reasons[key]?.mark === mark ? reasons[key] : null;

/** What still keeps the report from leaving. */
export const openPoints = (points: readonly Point[], reasons: Reasons): Point[] =>
  points.filter((one) => reasonFor(reasons, one) === null);

export type Counted = { kind: CheckedKind; register: number; figures: number };

/** Everything that does not reconcile, apart from the cases: parts and wholes, the year, the texts. */
export function plainPoints(given: {
  unsound: { table: UnsoundFigures['table']; whole: number; parts: number } | null;
  counted: readonly Counted[];
  yearRunning: boolean;
  texts: Texts;
}): Point[] {
  const { unsound, counted, yearRunning, texts } = given;
  const empty = emptyParts(texts);
  return [
    ...(unsound
      ? [
          point('unsound', {
            explainable: false,
            vars: { table: unsound.table, whole: unsound.whole, parts: unsound.parts },
          }),
        ]
      : []),
    ...counted
      .filter(({ register, figures }) => register !== figures)
      .map(({ kind, register, figures }) => point(`${kind}.counted`, { kind, vars: { register, figures } })),
    ...(yearRunning ? [point('year_running')] : []),
    ...(empty.length > 0
      ? [point('text', { explainable: false, count: empty.length, vars: { parts: empty.join(' ') } })]
      : []),
  ];
}
