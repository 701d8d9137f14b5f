import type { DbOrTrx } from '../../db/connect';
import type { Category } from '../../db/tables/catalogue';
import { COUNTED_BY, type Counts, type Cube, type CubeRow, countsOf, NO_COUNTS, without } from './counts';
import { type Asked, cheapHitsOf } from './found-queries';
import { columnsAt } from './hit-queries';
import { MOST_HITS } from './most-hits';

/**
 * How many published documents stand under each combination of category, body, year and format: a few thousand rows
 * however large the archive. It walks an index of all documents, so callers keep it for a while.
 */
export async function filterCube(db: DbOrTrx, regionId: number): Promise<Cube> {
  const columns = ['category', 'body_id', 'year', 'format'];
  const rows: Cube = await db('documents')
    .where({ region_id: regionId, state: 'published' })
    .groupBy(columns)
    .select(...columns, db.raw('count(*) as n'));
  return rows.map(withoutContent);
}

/** Of what year and form an exempt item is belongs to its content. */
const withoutContent = (row: CubeRow): CubeRow =>
  row.category === 'dikecualikan' ? { ...row, year: null, format: null } : row;

/**
 * How many hits a search has under each value of each filter, with the other filters as they are. Exact up to a thousand
 * hits; beyond that only the four categories are counted, each as far as a thousand, and only where that costs little.
 */
export async function searchCounts(db: DbOrTrx, asked: Asked, hits: readonly number[]): Promise<Counts> {
  const counts: Counts = { ...NO_COUNTS };
  const same = hits.length < MOST_HITS ? await rowsOf(db, hits) : null;
  await Promise.all(
    COUNTED_BY.map(async (dimension) => {
      const wider = without(asked.filter, dimension);
      if (asked.filter[dimension === 'body_id' ? 'bodyId' : dimension]) {
        const others = await cheapHitsOf(db, { ...asked, filter: wider });
        if (others && others.length < MOST_HITS) counts[dimension] = countsOf(await rowsOf(db, others), dimension);
      } else if (same) counts[dimension] = countsOf(same, dimension);
    }),
  );
  if (!counts.category) counts.category = await categoryCounts(db, asked);
  return counts;
}

async function categoryCounts(db: DbOrTrx, asked: Asked): Promise<Map<string, number> | null> {
  const categories = ['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan'] as const;
  const counts = new Map<string, number>();
  await Promise.all(
    categories.map(async (category) => {
      const hits = await cheapHitsOf(db, { ...asked, filter: { ...asked.filter, category } });
      if (hits) counts.set(category, hits.length);
    }),
  );
  return counts.size === categories.length ? counts : null;
}

async function rowsOf(db: DbOrTrx, ids: readonly number[]): Promise<Cube> {
  const rows = await columnsAt(db, ids, ['category', 'body_id', 'year', 'format']);
  return rows.map(([category, body_id, year, format]) =>
    withoutContent({
      category: category as Category,
      body_id: Number(body_id),
      year: year ? Number(year) : null,
      format: format || null,
      n: 1,
    }),
  );
}
