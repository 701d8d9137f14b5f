import type { Knex } from 'knex';
import type { DbOrTrx } from '../../db/connect';
import { type Filter, MOST_HITS } from '../search-queries';
import type { SearchWord } from '../words';
import { COUNTED_BY, type Counts, type Cube, countsOf, type Dimension, NO_COUNTS, without } from './counts';
import { askSearch, hitsOf } from './found-queries';

/**
 * How many published documents stand under each combination of category, body, year and format: a few thousand rows
 * however large the archive. It walks an index of all documents, so callers keep it for a while.
 */
export async function filterCube(db: DbOrTrx, regionId: number): Promise<Cube> {
  const columns = ['category', 'body_id', 'year', 'format'];
  return db('documents')
    .where({ region_id: regionId, state: 'published' })
    .groupBy(columns)
    .select(...columns, db.raw('count(*) as n'));
}

/**
 * How many hits a search has under each value of each filter, with the other filters as they are. Exact up to a thousand
 * hits; beyond that only the four categories are counted, each as far as a thousand.
 */
export async function searchCounts(
  db: DbOrTrx,
  search: { regionId: number; words: readonly SearchWord[]; filter: Filter },
  total: { ids: readonly number[]; many: boolean },
): Promise<Counts> {
  const counts: Counts = { ...NO_COUNTS };
  const active = COUNTED_BY.filter((dimension) => search.filter[FILTERS[dimension]]);
  const same = total.many ? null : await groups(db, total.ids);
  for (const dimension of COUNTED_BY) {
    if (!active.includes(dimension)) {
      if (same) counts[dimension] = countsOf(same, dimension);
      continue;
    }
    const asked = await askSearch(db, { ...search, filter: without(search.filter, dimension) });
    const hits = await hitsOf(db, asked, 2);
    if (hits.length < MOST_HITS) {
      counts[dimension] = countsOf(
        await groups(
          db,
          hits.map(({ id }) => id),
        ),
        dimension,
      );
    }
  }
  if (!counts.category) counts.category = await categoryCounts(db, search);
  return counts;
}

const FILTERS = { category: 'category', body_id: 'bodyId', year: 'year', format: 'format' } as const satisfies Record<
  Dimension,
  keyof Filter
>;

async function categoryCounts(
  db: DbOrTrx,
  search: { regionId: number; words: readonly SearchWord[]; filter: Filter },
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  await Promise.all(
    (['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan'] as const).map(async (category) => {
      const asked = await askSearch(db, { ...search, filter: { ...search.filter, category } });
      found.set(category, (await hitsOf(db, asked, 2)).length);
    }),
  );
  return found;
}

async function groups(db: DbOrTrx, ids: readonly number[]): Promise<Cube> {
  if (ids.length === 0) return [];
  const columns = ['category', 'body_id', 'year', 'format'];
  const query: Knex.QueryBuilder = db('documents').whereIn('id', ids).groupBy(columns);
  return query.select(...columns, db.raw('count(*) as n'));
}
