import {
  type Cell,
  DISPUTE_STATES,
  OBJECTION_ENDS,
  OBJECTION_GROUNDS,
  REFUSAL_GROUNDS,
  REQUEST_ENDS,
  type RequestEnd,
  refusalGround,
} from './cell';
import { spreadOf, type Tally } from './tally';

type Counts<K extends string> = Record<K, number>;

/** The figures of UU 14/2008 Pasal 12 for one year, in the keys of the API. */
export type Stats = {
  year: number;
  as_of: string;
  received: number;
  imported: number;
} & Counts<RequestEnd> & {
    open: number;
    on_time: number;
    late: number;
    overdue_open: number;
    working_days: { mean: number; median: number; max: number };
    by_month: number[];
    refusal_grounds: Counts<(typeof REFUSAL_GROUNDS)[number]>;
    objections: { received: number } & Counts<(typeof OBJECTION_ENDS)[number]> & {
        open: number;
        grounds: Counts<(typeof OBJECTION_GROUNDS)[number]>;
      };
    disputes: Counts<(typeof DISPUTE_STATES)[number]>;
  };

/** The parts of a table do not make its whole: it is no answer. `table` says which one. */
export class UnsoundFigures extends Error {
  constructor(
    readonly table:
      | 'requests'
      | 'answers'
      | 'months'
      | 'refusal_grounds'
      | 'objections'
      | 'objection_grounds'
      | 'disputes',
    readonly whole: number,
    readonly parts: number,
  ) {
    super(`${table}: ${parts} of ${whole}`);
  }
}

export type YearCells = { requests: readonly Cell[]; objections: readonly Cell[]; disputes: readonly Cell[] };

/** The year's figures from its cells; throws where the parts of a table do not make its whole. */
export function statsOf(year: number, asOf: string, cells: YearCells, tally: Tally): Stats {
  const { requests, objections, disputes } = cells;
  const count = (some: readonly Cell[], of: (cell: Cell) => boolean) =>
    some.reduce((sum, cell) => sum + (of(cell) ? cell.n : 0), 0);
  const by = <K extends string>(keys: readonly K[], some: readonly Cell[], of: (cell: Cell) => string | null) =>
    Object.fromEntries(keys.map((key) => [key, count(some, (cell) => of(cell) === key)])) as Counts<K>;
  const stats: Stats = {
    year,
    as_of: asOf,
    received: tally.received,
    imported: count(requests, ({ imported }) => imported === 1),
    ...(Object.fromEntries(REQUEST_ENDS.map((end) => [end, tally.results.get(end) ?? 0])) as Counts<RequestEnd>),
    open: tally.open,
    on_time: tally.onTime,
    late: tally.late,
    overdue_open: tally.overdueOpen,
    working_days: spreadOf(tally.days),
    by_month: byMonth(requests),
    refusal_grounds: by(
      REFUSAL_GROUNDS,
      requests.filter(({ result }) => result === 'refused'),
      ({ ground }) => refusalGround(ground),
    ),
    objections: {
      received: count(objections, () => true),
      ...by(OBJECTION_ENDS, objections, ({ result }) => result),
      open: count(objections, ({ result }) => result === 'open'),
      grounds: by(OBJECTION_GROUNDS, objections, ({ ground }) => ground),
    },
    disputes: by(DISPUTE_STATES, disputes, ({ result }) => result),
  };
  requireSound(
    stats,
    tally,
    count(disputes, () => true),
  );
  return stats;
}

export const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

function byMonth(requests: readonly Cell[]): number[] {
  const counts = MONTHS.map(() => 0);
  for (const { received_on, n } of requests) {
    const at = Number(received_on.slice(5, 7)) - 1;
    counts[at] = (counts[at] ?? 0) + n;
  }
  return counts;
}

/** Every table against its whole (contract: a table that does not add up is an error, never an answer). */
function requireSound(stats: Stats, tally: Tally, disputes: number): void {
  const { received, objections } = stats;
  const sum = (parts: readonly number[]) => parts.reduce((total, n) => total + n, 0);
  const ends = sum(REQUEST_ENDS.map((end) => stats[end])) + stats.open;
  const objectionEnds = sum(OBJECTION_ENDS.map((end) => objections[end])) + objections.open;
  const tables: [UnsoundFigures['table'], number, number][] = [
    ['requests', received, ends],
    ['answers', tally.answered, stats.on_time + stats.late],
    ['answers', tally.answered, sum([...tally.days.values()])],
    ['months', received, sum(stats.by_month)],
    ['refusal_grounds', stats.refused, sum(Object.values(stats.refusal_grounds))],
    ['objections', objections.received, objectionEnds],
    ['objection_grounds', objections.received, sum(Object.values(objections.grounds))],
    ['disputes', disputes, sum(Object.values(stats.disputes))],
  ];
  for (const [table, whole, parts] of tables) if (whole !== parts) throw new UnsoundFigures(table, whole, parts);
}
