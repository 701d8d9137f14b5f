import type { Category } from '../../db/tables/catalogue';
import type { Filter } from '../search-queries';

/** By what a list is filtered and counted; the names of the columns. */
export const COUNTED_BY = ['category', 'body_id', 'year', 'format'] as const;
export type Dimension = (typeof COUNTED_BY)[number];

export type CubeRow = { category: Category; body_id: number; year: number | null; format: string | null; n: number };
export type Cube = readonly CubeRow[];

/** How many documents have each value, as text; null where they were not counted. */
export type Counts = Record<Dimension, ReadonlyMap<string, number> | null>;

export const NO_COUNTS: Counts = { category: null, body_id: null, year: null, format: null };

/** Sums rows by one dimension. A value that is not in the map has none. */
export function countsOf(rows: Cube, dimension: Dimension): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[dimension];
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + Number(row.n));
  }
  return counts;
}

/** The counts of a list without a search: each filter's with the other filters as they are. Exact. */
export function listCounts(cube: Cube, filter: Filter): Counts {
  const by = (dimension: Dimension) =>
    countsOf(
      cube.filter((row) => fits(row, without(filter, dimension))),
      dimension,
    );
  return { category: by('category'), body_id: by('body_id'), year: by('year'), format: by('format') };
}

/** How many documents a filter leaves. */
export function listTotal(cube: Cube, filter: Filter): number {
  return cube.filter((row) => fits(row, filter)).reduce((sum, { n }) => sum + Number(n), 0);
}

/** The filter without one of its parts. */
export function without(filter: Filter, dimension: Dimension): Filter {
  return { ...filter, [dimension === 'body_id' ? 'bodyId' : dimension]: null };
}

function fits(row: CubeRow, { category, bodyId, year, format }: Filter): boolean {
  return (
    (!category || row.category === category) &&
    (!bodyId || row.body_id === bodyId) &&
    (!year || row.year === year) &&
    (!format || row.format === format)
  );
}
