import type { Knex } from 'knex';
import type { DbOrTrx } from '../db/connect';
import { type Filter, type Hits, hits } from './search-queries';
import type { SearchWord } from './words';

/** Which published documents a list holds. */
export type Selection = {
  regionId: number;
  /** null: no search. An empty list finds nothing. */
  words: readonly SearchWord[] | null;
  filter: Filter;
};

/** `relevan`: titles that hold every word come first. Within either, newest first. */
export type Sort = 'terbaru' | 'relevan';

/** Where a document stands in a list. `tier` 0 holds every word in its title; it is 0 for all where that does not matter. */
export type Place = { tier: 0 | 1; publishedAt: string; id: number };

type Window = { after: Place | null; limit: number; offset?: number };

/** The next places of a list, in its order. Looks at indexes alone; the rows are read by id afterwards. */
export async function placesOf(db: DbOrTrx, selection: Selection, sort: Sort, window: Window): Promise<Place[]> {
  const { words, filter, regionId } = selection;
  if (words === null) return newestFirst(listed(db, selection), 0, window);
  if (words.length === 0) return [];
  const inAll = hits(db, { regionId, words, filter, within: 'all' });
  if (sort === 'terbaru') return newestFirst(found(db, inAll), 0, window);
  const inTitle = hits(db, { regionId, words, filter, within: 'title' });
  const { after, limit } = window;
  const titles = after?.tier === 1 ? [] : await newestFirst(found(db, inTitle), 0, window);
  if (titles.length === limit) return titles;
  const others = found(db, inAll).whereRaw(`id NOT IN (SELECT id FROM (${inTitle.sql}) AS titles)`, inTitle.bindings);
  const rest = { after: after?.tier === 1 ? after : null, limit: limit - titles.length };
  return [...titles, ...(await newestFirst(others, 1, rest))];
}

/** How many documents a list holds, counted up to `most` and no further. */
export async function publishedCount(db: DbOrTrx, selection: Selection, most: number): Promise<number> {
  const { words, filter, regionId } = selection;
  if (words?.length === 0) return 0;
  const some = words ? found(db, hits(db, { regionId, words, filter, within: 'all' }, most)) : listed(db, selection);
  const row = await db.from(some.select('id').limit(most).as('counted')).count({ n: '*' }).first();
  return Number(row?.n);
}

function listed(db: DbOrTrx, { regionId, filter }: Selection): Knex.QueryBuilder {
  const list = db('documents').where({ region_id: regionId, state: 'published' });
  const { category, bodyId, year, format } = filter;
  if (category) list.where('category', category);
  if (bodyId) list.where('body_id', bodyId);
  if (year) list.where('year', year);
  if (format) list.where('format', format);
  return list;
}

function found(db: DbOrTrx, { sql, bindings }: Hits): Knex.QueryBuilder {
  return db.from(db.raw(`(${sql}) AS hit`, bindings));
}

async function newestFirst(
  list: Knex.QueryBuilder,
  tier: 0 | 1,
  { after, limit, offset = 0 }: Window,
): Promise<Place[]> {
  if (after) list.whereRaw('(published_at, id) < (?, ?)', [after.publishedAt, after.id]);
  list.orderBy([
    { column: 'published_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  const rows: { id: number; published_at: string }[] = await list
    .select('id', 'published_at')
    .limit(limit)
    .offset(offset);
  return rows.map(({ id, published_at }) => ({ tier, publishedAt: published_at, id }));
}
