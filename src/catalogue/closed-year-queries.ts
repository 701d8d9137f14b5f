import type { DbOrTrx } from '../db/connect';
import type { Category } from '../db/tables/catalogue';
import { COUNTED_BY, type Counts, type Cube, listCounts } from './search/counts';
import { type Asked, cheapHitsOf } from './search/found-queries';
import { columnsAt } from './search/hit-queries';
import { MOST_HITS } from './search/most-hits';
import type { Filter } from './search-queries';

/** The hits of a search by year without the exempt among them: of which year such an item is belongs to its content. */
export async function withoutClosedYears(
  db: DbOrTrx,
  { year }: Filter,
  hits: readonly number[],
): Promise<readonly number[]> {
  if (!year || hits.length === 0) return hits;
  const rows = await columnsAt(db, hits, ['id', 'category']);
  const closed = new Set(rows.filter(([, category]) => category === 'dikecualikan').map(([id]) => Number(id)));
  return closed.size === 0 ? hits : hits.filter((id) => !closed.has(id));
}

/**
 * The counts of a search without what they would tell of the years of exempt items: those are taken off the counts by year,
 * and, where a year is chosen, off all others. Where it costs too much to know which they are, the counts stay away.
 */
export async function countsWithoutClosedYears(
  db: DbOrTrx,
  asked: Asked,
  hits: readonly number[],
  counts: Counts,
): Promise<Counts> {
  const { year } = asked.filter;
  const told = COUNTED_BY.filter((dimension) => counts[dimension] && (dimension === 'year' || year));
  if (told.length === 0) return counts;
  // Without a year the counts by year are those of the hits themselves.
  const closed = year ? await cheapHitsOf(db, { ...asked, filter: { category: 'dikecualikan' } }) : hits;
  if (closed === null || closed.length >= MOST_HITS)
    return { ...counts, ...Object.fromEntries(told.map((dimension) => [dimension, null])) };
  const theirs = listCounts(await cubeOf(db, closed), asked.filter);
  const left = told.map((dimension) => {
    const taken = (value: string) => theirs[dimension]?.get(value) ?? 0;
    return [dimension, new Map([...(counts[dimension] ?? [])].map(([value, n]) => [value, n - taken(value)]))];
  });
  return { ...counts, ...Object.fromEntries(left) };
}

async function cubeOf(db: DbOrTrx, ids: readonly number[]): Promise<Cube> {
  const rows = await columnsAt(db, ids, ['category', 'body_id', 'year']);
  const exempt = rows.filter(([category]) => category === 'dikecualikan');
  return exempt.map(([category, body_id, year]) => ({
    ...{ category: category as Category, body_id: Number(body_id), format: null, n: 1 },
    year: year ? Number(year) : null,
  }));
}
