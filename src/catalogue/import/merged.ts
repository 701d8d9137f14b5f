import { TICK, UNDER } from './heading-words';
import type { Merge } from './sheet';
import type { Cell } from './table';

/** Cells that a merge may fill: a sheet of one kilobyte may merge a million. */
const MOST_FILLED = 500_000;

/**
 * The names of the columns of a list whose headings may stand over several columns and in two rows ("Bentuk informasi"
 * over "Softcopy" and "Hardcopy"): the upper name, a line break, the lower one. Fills what merged cells say into the rows
 * they cover, and turns a tick below such a heading into its name. `depth` is how many rows of headings follow the first.
 */
export function underHeadings(
  all: Cell[][],
  at: number,
  merges: readonly Merge[],
  next: readonly Cell[],
): { headings: string[]; depth: number } {
  const upper = [...(all[at] ?? [])].map(said);
  const over = merges.filter((merge) => merge.row === at);
  for (const merge of over)
    for (let column = merge.column + 1; column <= Math.min(merge.lastColumn, upper.length - 1); column++)
      upper[column] = upper[merge.column] ?? '';
  const lower = next.map(said);
  const depth = isLower(lower, upper, over, at) ? 1 : 0;
  fillDown(all, at + depth, merges);
  if (depth === 0) return { headings: upper, depth };
  let name = '';
  const headings = Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    // Without marks of merging, as in CSV, a name stands over the empty cells to its right.
    name = upper[column] || (lower[column] ? name : '');
    return lower[column] && lower[column] !== name ? `${name}\n${lower[column]}` : name;
  });
  const ticked = lower.flatMap((text, column) => (UNDER.test(text.toLowerCase()) ? [column] : []));
  for (const row of all.slice(at + 1 + depth))
    for (const column of ticked) {
      const cell = row[column];
      if (typeof cell === 'string' && TICK.test(cell.trim())) row[column] = lower[column] ?? null;
    }
  return { headings, depth };
}

const said = (cell: Cell): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether the row below the headings is one of headings too. */
function isLower(lower: readonly string[], upper: readonly string[], over: readonly Merge[], at: number): boolean {
  const filled = lower.flatMap((text, column) => (text === '' ? [] : [column]));
  if (filled.length === 0) return false;
  if (filled.every((column) => UNDER.test((lower[column] ?? '').toLowerCase()))) return true;
  // A heading that is merged down says so itself.
  if (over.some((merge) => merge.lastRow > at && upper[merge.column] !== '')) {
    return filled.every((column) => !over.some((merge) => merge.lastRow > at && merge.column === column));
  }
  const wide = over.filter((merge) => merge.lastColumn > merge.column);
  return filled.every((column) => wide.some((merge) => column >= merge.column && column <= merge.lastColumn));
}

/** A cell that is merged downwards says the same of every row it stands beside. */
function fillDown(all: Cell[][], after: number, merges: readonly Merge[]): void {
  let left = MOST_FILLED;
  for (const { row, column, lastRow } of merges) {
    const value = all[row]?.[column] ?? null;
    if (row <= after || value === null) continue;
    for (let below = row + 1; below <= Math.min(lastRow, all.length - 1) && left > 0; below++, left--) {
      const cells = all[below] as Cell[];
      // An empty row stays empty: it is none of the list.
      if ((cells[column] ?? null) === null && cells.some((cell) => cell !== null)) cells[column] = value;
    }
  }
}
