import type { Knex } from 'knex';
import type { DbOrTrx } from '../db/connect';
import { askSearch, bestFirst, type Found, hitsOf, newestFirst } from './search/found-queries';
import { type Filter, MOST_HITS } from './search-queries';
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

/** All that a search found, in order; `total` counts up to `MOST_HITS`. */
export type LookedUp = { sort: Sort; places: readonly Place[]; total: number };

/** Asks the index once for a list, its size and what stands beside it. */
export async function lookUp(
  db: DbOrTrx,
  { regionId, words, filter }: Omit<Selection, 'words'> & { words: readonly SearchWord[] },
  sort: Sort,
): Promise<LookedUp> {
  if (words.length === 0) return { sort, places: [], total: 0 };
  const asked = await askSearch(db, { regionId, words, filter });
  const found: Found[] =
    sort === 'relevan'
      ? await bestFirst(db, asked)
      : newestFirst(await hitsOf(db, asked, 2)).map((hit) => ({ ...hit, tier: 0 }));
  const places = found.map(({ tier, published_at, id }) => ({ tier, publishedAt: published_at, id }));
  return { sort, places, total: Math.min(found.length, MOST_HITS) };
}

/** The next places of a list, in its order. Looks at indexes alone; the rows are read by id afterwards. */
export async function placesOf(db: DbOrTrx, selection: Selection, sort: Sort, window: Window): Promise<Place[]> {
  const { words, filter, regionId } = selection;
  if (words === null) return listedPlaces(listed(db, selection), window);
  const known = selection.found?.sort === sort ? selection.found : undefined;
  const { places } = known ?? (await lookUp(db, { regionId, words, filter }, sort));
  const { after, limit, offset = 0 } = window;
  const start = (after ? places.filter((place) => !isLater(place, after)).length : 0) + offset;
  return places.slice(start, start + limit);
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
