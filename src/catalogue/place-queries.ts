import type { Knex } from 'knex';
import type { DbOrTrx } from '../db/connect';
import { type Asked, askSearch, hitsByTier, hitsOf } from './search/found-queries';
import { columnsAt } from './search/hit-queries';
import { MOST_HITS } from './search/most-hits';
import type { Filter } from './search-queries';
import type { SearchWord } from './words';

/** Which published documents a list holds. */
export type Selection = {
  regionId: number;
  /** null: no search. An empty list finds nothing. */
  words: readonly SearchWord[] | null;
  filter: Filter;
  /** What `lookUp` found for this very search, where it was asked already. */
  found?: LookedUp;
};

/** `relevan`: hits in the title come first, then in the summary, then in the files. Within each, newest first. */
export type Sort = 'terbaru' | 'relevan';

/** Where a document stands in a list. `tier` as in `search/clauses.ts`; it is 0 for all where that does not matter. */
export type Place = { tier: 0 | 1 | 2; publishedAt: string; id: number };

type Window = { after: Place | null; limit: number; offset?: number };

/** What a search found: the keys in each tier, of which only those that are shown are put in order. `hits`: as the index says. */
export type LookedUp = {
  asked: Asked;
  sort: Sort;
  hits: readonly number[];
  tiers: readonly (readonly number[])[];
  total: number;
};

/** Asks the index once for a list, its size and what stands beside it. */
export async function lookUp(
  db: DbOrTrx,
  { regionId, words, filter }: Omit<Selection, 'words'> & { words: readonly SearchWord[] },
  sort: Sort,
): Promise<LookedUp> {
  const asked = await askSearch(db, { regionId, words, filter });
  if (words.length === 0) return { asked, sort, hits: [], tiers: [], total: 0 };
  const tiers = sort === 'relevan' ? await hitsByTier(db, asked) : [await hitsOf(db, asked, 2)];
  const total = tiers.reduce((sum, { length }) => sum + length, 0);
  return { asked, sort, hits: tiers.flat(), tiers, total: Math.min(total, MOST_HITS) };
}

/** The next places of a list, in its order. Looks at indexes alone; the rows are read by id afterwards. */
export async function placesOf(db: DbOrTrx, selection: Selection, sort: Sort, window: Window): Promise<Place[]> {
  const { words, filter, regionId } = selection;
  if (words === null) return listedPlaces(listed(db, selection), window);
  const known = selection.found?.sort === sort ? selection.found : undefined;
  const { tiers } = known ?? (await lookUp(db, { regionId, words, filter }, sort));
  const { after, limit, offset = 0 } = window;
  const places: Place[] = [];
  for (const [tier, ids] of tiers.entries()) {
    if (places.length >= offset + limit || (after && tier < after.tier)) continue;
    const inOrder = await newestFirst(db, ids, tier as Place['tier']);
    places.push(...(after ? inOrder.filter((place) => isLater(place, after)) : inOrder));
  }
  return places.slice(offset, offset + limit);
}

async function newestFirst(db: DbOrTrx, ids: readonly number[], tier: Place['tier']): Promise<Place[]> {
  const rows = await columnsAt(db, ids, ['id', 'published_at']);
  return rows
    .map(([id, publishedAt = '']) => ({ tier, publishedAt, id: Number(id) }))
    .sort((a, b) => (isLater(a, b) ? 1 : -1));
}

/** How many documents a list holds, counted up to `most` and no further; a search never further than `MOST_HITS`. */
export async function publishedCount(db: DbOrTrx, selection: Selection, most: number): Promise<number> {
  const { words, filter, regionId } = selection;
  if (selection.found) return Math.min(selection.found.total, most);
  if (words?.length === 0) return 0;
  if (words) {
    const asked = await askSearch(db, { regionId, words, filter });
    return (await hitsOf(db, asked, 2, Math.min(most, MOST_HITS))).length;
  }
  const row = await db.from(listed(db, selection).select('id').limit(most).as('counted')).count({ n: '*' }).first();
  return Number(row?.n);
}

/** True when a place comes after another in the order of a list. */
function isLater(place: Place, other: Place): boolean {
  if (place.tier !== other.tier) return place.tier > other.tier;
  return place.publishedAt === other.publishedAt ? place.id < other.id : place.publishedAt < other.publishedAt;
}

function listed(db: DbOrTrx, { regionId, filter }: Selection): Knex.QueryBuilder {
  const list = db('documents').where({ region_id: regionId, state: 'published' });
  const { category, bodyId, year, format } = filter;
  if (category) list.where('category', category);
  if (bodyId) list.where('body_id', bodyId);
  if (year) list.where('year', year);
  if (format) list.where('format', format);
  // Of which year an exempt item is, and of what kind its files, is not told by a filter either.
  if (year || format) list.whereNot('category', 'dikecualikan');
  return list;
}

async function listedPlaces(list: Knex.QueryBuilder, { after, limit, offset = 0 }: Window): Promise<Place[]> {
  if (after) list.whereRaw('(published_at, id) < (?, ?)', [after.publishedAt, after.id]);
  list.orderBy([
    { column: 'published_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  const rows: { id: number; published_at: string }[] = await list
    .select('id', 'published_at')
    .limit(limit)
    .offset(offset);
  return rows.map(({ id, published_at }) => ({ tier: 0, publishedAt: published_at, id }));
}
