import type { CaseHistoryRow } from '../../db/tables/reports';
import {
  type Cell,
  DISPUTE_STATES,
  isAnswered,
  isLateCell,
  isOverdueCell,
  LATER_FACTS,
  OBJECTION_ENDS,
  REQUEST_ENDS,
  refusalGround,
} from './cell';
import { AFTER_OBJECTIONS, AFTER_PETITIONS } from './followed';

/** What tells whether a case is in a figure, and what its list shows of it. */
export const SEEN_FACTS = [
  ...(['received_on', 'result', 'answered_on', 'due_on', 'imported', 'ground'] as const),
  ...LATER_FACTS,
] as const;
export type Seen = Pick<Cell, (typeof SEEN_FACTS)[number]>;

/** What a number on a page counts: which cases, and when one of them is in it. The same rules as the number itself. */
export type Figure = {
  kind: CaseHistoryRow['case_kind'];
  holds(cell: Seen, on: string): boolean;
  /** What the database can tell of it over a row `h`, so that a rare case is not looked for in every page of a year. */
  narrowed: string | null;
};

const all = () => true;
const ended =
  (end: string): Figure['holds'] =>
  ({ result }) =>
    result === end;

const made =
  (kind: Figure['kind']) =>
  (name: string, holds: Figure['holds'], narrowed: string | null = null): [string, Figure] => [
    `${kind}.${name}`,
    { kind, holds, narrowed },
  ];
const [request, objection, dispute] = [made('request'), made('objection'), made('dispute')];
const end = (make: typeof request, result: string) => make(result, ended(result), `h.result = '${result}'`);

const FIGURES: Readonly<Record<string, Figure>> = Object.fromEntries<Figure>([
  request('received', all),
  request('answered', isAnswered, 'h.answered_on IS NOT NULL'),
  request('on_time', (cell) => isAnswered(cell) && !isLateCell(cell), `h.answered_on <= coalesce(h.due_on, '')`),
  request('late', isLateCell, `h.answered_on > coalesce(h.due_on, '')`),
  request('overdue_open', isOverdueCell, `h.result = 'open'`),
  request('imported', ({ imported }) => imported === 1, 'h.imported = 1'),
  ...[...REQUEST_ENDS, 'open'].map((result) => end(request, result)),
  objection('received', all),
  ...[...OBJECTION_ENDS, 'open'].map((result) => end(objection, result)),
  ...DISPUTE_STATES.map((state) => end(dispute, state)),
  ...Object.entries(AFTER_OBJECTIONS).map(([name, holds]) => objection(name, holds)),
  ...Object.entries(AFTER_PETITIONS).map(([name, holds]) => dispute(name, holds)),
]);

/** The figure of a code such as `request.late`; undefined for what is no figure. */
export const figureOf = (code: unknown): Figure | undefined =>
  typeof code === 'string' && Object.hasOwn(FIGURES, code) ? FIGURES[code] : undefined;

/** Which part of a figure: one line of a table. `body` null: cases of no body. */
export type Narrow = {
  month?: string;
  body?: number | null;
  kind?: string;
  channel?: string;
  ground?: string;
  days?: number;
};

/** True for a case that belongs to that line, as far as its columns alone do not say. */
export function inLine(
  cell: Pick<Cell, 'received_on' | 'answered_on' | 'ground'>,
  figure: Figure,
  { ground, days }: Narrow,
  daysBetween: (from: string, to: string) => number,
): boolean {
  const said = figure.kind === 'request' ? refusalGround(cell.ground) : cell.ground;
  if (ground !== undefined && said !== ground) return false;
  return days === undefined || (cell.answered_on !== null && daysBetween(cell.received_on, cell.answered_on) === days);
}
