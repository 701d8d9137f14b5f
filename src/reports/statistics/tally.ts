import { between, type Calendar } from '../../calendar/working-days';
import { type Cell, isAnswered, isLateCell, isOverdueCell } from './cell';

/** What the cells of one group come to. `days` says how many answers took so many working days from receipt. */
export type Tally = {
  received: number;
  results: ReadonlyMap<string, number>;
  answered: number;
  onTime: number;
  late: number;
  open: number;
  overdueOpen: number;
  days: ReadonlyMap<number, number>;
};

/** Counts working days once for each pair of days. */
export function daysCounter(cal: Calendar): (from: string, to: string) => number {
  const known = new Map<string, Map<string, number>>();
  return (from, to) => {
    const ends = known.get(from) ?? new Map<string, number>();
    known.set(from, ends);
    const days = ends.get(to) ?? between(cal, from, to);
    ends.set(to, days);
    return days;
  };
}

/** Sums up cells as they stood on `on` (the last day that counts). */
export function tallyOf(cells: readonly Cell[], on: string, daysBetween: (from: string, to: string) => number): Tally {
  const results = new Map<string, number>();
  const days = new Map<number, number>();
  const sum = { received: 0, answered: 0, onTime: 0, late: 0, open: 0, overdueOpen: 0 };
  for (const cell of cells) {
    const { n, result, received_on, answered_on } = cell;
    sum.received += n;
    add(results, result, n);
    if (result === 'open') sum.open += n;
    if (isOverdueCell(cell, on)) sum.overdueOpen += n;
    if (!isAnswered(cell)) continue;
    sum.answered += n;
    if (isLateCell(cell)) sum.late += n;
    else sum.onTime += n;
    add(days, daysBetween(received_on, answered_on as string), n);
  }
  return { ...sum, results, days };
}

/** The cells by a key, each group with its tally, in the order of the keys as they come. */
export function groupsOf<K>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => K,
  on: string,
  daysBetween: (from: string, to: string) => number,
): Map<K, Tally> {
  const groups = new Map<K, Cell[]>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return new Map([...groups].map(([key, some]) => [key, tallyOf(some, on, daysBetween)]));
}

/** Mean, median and greatest; zeros where nothing was answered. Two decimals: a mean is no exact count. */
export function spreadOf(days: ReadonlyMap<number, number>): { mean: number; median: number; max: number } {
  const sorted = [...days].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return { mean: 0, median: 0, max: 0 };
  const at = (place: number): number => {
    let passed = 0;
    for (const [day, n] of sorted) {
      passed += n;
      if (place < passed) return day;
    }
    return 0;
  };
  const whole = sorted.reduce((sum, [day, n]) => sum + day * n, 0);
  return {
    mean: Math.round((whole / total) * 100) / 100,
    median: (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2,
    max: sorted.at(-1)?.[0] ?? 0,
  };
}

function add<K>(counts: Map<K, number>, key: K, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}
