import type { Knex } from 'knex';
import type { DbOrTrx } from '../db/connect';
import type { DocumentFileRow } from '../db/tables/catalogue';
import type { CkanFilter, CkanSort } from './ckan-forms';
import { lookUp } from './place-queries';
import { type PublishedFile, type PublishedRow, rowsAt } from './queries';
import type { SearchWord } from './words';

/** How far into the catalogue `start` and `rows` reach. */
export const CKAN_MOST = 100_000;

type CkanQuery = {
  regionId: number;
  words: readonly SearchWord[] | null;
  filter: CkanFilter;
  sort: CkanSort;
  start: number;
  rows: number;
};

/** That an item is exempt is told to people, with why; for another portal it is no dataset. These very words are those of the indexes. */
const OPEN = "state = 'published' AND category <> 'dikecualikan'";

const ORDERS = {
  'metadata_modified desc': [
    { column: 'updated_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ],
  'metadata_modified asc': [
    { column: 'updated_at', order: 'asc' },
    { column: 'id', order: 'asc' },
  ],
  'id asc': [{ column: 'id', order: 'asc' }],
} as const satisfies Record<CkanSort, readonly object[]>;

/** A page by offset with how many there are in all, counted up to `CKAN_MOST`, and the files of each. */
export async function ckanPage(
  db: DbOrTrx,
  { regionId, words, filter, sort, start, rows }: CkanQuery,
): Promise<{ rows: PublishedRow[]; count: number; files: Map<number, PublishedFile[]> }> {
  const list =
    words === null ? openList(db, regionId, filter) : hitList(db, await hitsOf(db, regionId, filter, words), filter);
  const counted = await db.from(list.clone().select('id').limit(CKAN_MOST).as('counted')).count({ n: '*' }).first();
  const found = rows === 0 ? [] : await rowsAt(db, await placesIn(list, sort, start, rows));
  return { rows: found, count: Number(counted?.n), files: await filesOf(db, found) };
}

/** The names (slugs) of published documents, newest first. */
export async function ckanNames(db: DbOrTrx, regionId: number, limit: number, offset: number): Promise<string[]> {
  return openList(db, regionId, {}).orderBy('id', 'desc').limit(limit).offset(offset).pluck('slug');
}

function openList(db: DbOrTrx, regionId: number, filter: CkanFilter): Knex.QueryBuilder {
  const { category, bodyId } = filter;
  const list = db('documents').where('region_id', regionId).whereRaw(OPEN);
  if (category) list.where('category', category);
  if (bodyId) list.where('body_id', bodyId);
  return changedWithin(list, filter);
}

async function hitsOf(
  db: DbOrTrx,
  regionId: number,
  filter: CkanFilter,
  words: readonly SearchWord[],
): Promise<number[]> {
  const { category, bodyId } = filter;
  const { tiers } = await lookUp(db, { regionId, words, filter: { category, bodyId } }, 'terbaru');
  return tiers.flat();
}

/** The hits of a search by their keys alone: the index of states would read every document. */
function hitList(db: DbOrTrx, hits: readonly number[], filter: CkanFilter): Knex.QueryBuilder {
  const list = db('documents')
    .whereIn('id', hits)
    .whereRaw("coalesce(state, '') = 'published' AND coalesce(category, '') <> 'dikecualikan'");
  return changedWithin(list, filter);
}

function changedWithin(list: Knex.QueryBuilder, { since, until }: CkanFilter): Knex.QueryBuilder {
  if (since) list.where('updated_at', '>=', since);
  if (until) list.where('updated_at', '<=', until);
  return list;
}

async function placesIn(
  list: Knex.QueryBuilder,
  sort: CkanSort,
  start: number,
  rows: number,
): Promise<{ id: number }[]> {
  return list
    .clone()
    .orderBy([...ORDERS[sort]])
    .limit(rows)
    .offset(start)
    .select('id');
}

/** The files of several documents at once; none of exempt ones, nor of those whose files are held. */
export async function filesOf(db: DbOrTrx, documents: readonly PublishedRow[]): Promise<Map<number, PublishedFile[]>> {
  const ids = documents
    .filter(({ category, held_files }) => category !== 'dikecualikan' && held_files === 0)
    .map(({ id }) => id);
  const byDocument = new Map<number, PublishedFile[]>();
  if (ids.length === 0) return byDocument;
  const rows: DocumentFileRow[] = await db('document_files')
    .whereIn('document_id', ids)
    .whereNull('removed_at')
    .orderBy('id');
  for (const row of rows) byDocument.set(row.document_id, [...(byDocument.get(row.document_id) ?? []), row]);
  return byDocument;
}
