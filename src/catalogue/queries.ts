import type { Knex } from 'knex';
import type { DbOrTrx } from '../db/connect';
import type { Category, DocumentFileRow, DocumentRow, DocumentVersionRow } from '../db/tables';
import { type Filter, type Hits, hits } from './search-queries';
import type { SearchWord } from './words';

/** A published document as anyone may see it, with its body. Of an exempt item neither content nor address is in it. */
export type PublishedRow = Omit<
  DocumentRow,
  'region_id' | 'state' | 'import_key' | 'created_by' | 'withdrawn_at' | 'withdrawn_reason' | 'published_at'
> & { published_at: string; body_slug: string; body_name: string; body_short_name: string };

export type PublishedFile = Pick<DocumentFileRow, 'public_id' | 'name' | 'media_type' | 'size' | 'sha256' | 'added_at'>;
export type PublishedVersion = Pick<DocumentVersionRow, 'version' | 'changed_at'>;

export type Sort = 'terbaru' | 'relevan';

/** `tier` 0 holds every word in its title; it is 0 for all where relevance is not asked for. */
export type Place = { tier: 0 | 1; publishedAt: string; id: number };

export type ListQuery = {
  regionId: number;
  /** null: no search. An empty list finds nothing. */
  words: readonly SearchWord[] | null;
  filter: Filter;
  sort: Sort;
  after: Place | null;
  limit: number;
};

const COLUMNS = [
  ...[
    'id',
    'public_id',
    'slug',
    'body_id',
    'category',
    'title',
    'summary',
    'holder',
    'publisher',
    'made_on',
    'made_at',
  ],
  ...[
    'year',
    'form',
    'retention',
    'format',
    'url',
    'published_at',
    'example',
    'source',
    'version',
    'created_at',
    'updated_at',
  ],
].map((name) => `d.${name}`);

/** One page of published documents; `next` is the place of its last row, null when the list ends with it. */
export async function publishedPage(
  db: DbOrTrx,
  { regionId, words, filter, sort, after, limit }: ListQuery,
): Promise<{ rows: PublishedRow[]; next: Place | null }> {
  if (words?.length === 0) return { rows: [], next: null };
  const list = published(db, regionId).orderBy([
    { column: 'd.published_at', order: 'desc' },
    { column: 'd.id', order: 'desc' },
  ]);
  const byTitle = words !== null && sort === 'relevan';
  if (words) joinHits(db, list, { regionId, words, filter }, byTitle);
  else narrow(list, filter);
  if (after) startAfter(list, after, byTitle);
  const found: (PublishedRow & { tier: 0 | 1 })[] = await list.limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = found.length > limit && last ? { tier: last.tier, publishedAt: last.published_at, id: last.id } : null;
  return { rows: rows.map(hideExempt), next };
}

/** Published documents by offset, newest first: for programs that can ask in no other way. */
export async function publishedFrom(
  db: DbOrTrx,
  { regionId, words, filter }: Pick<ListQuery, 'regionId' | 'words' | 'filter'>,
  start: number,
  most: number,
): Promise<PublishedRow[]> {
  if (words?.length === 0) return [];
  // The place is found in an index alone; only the rows that are shown are read.
  const ids = db('documents as d')
    .where({ 'd.region_id': regionId, 'd.state': 'published' })
    .select('d.id')
    .limit(most)
    .offset(start);
  ids.orderBy([
    { column: 'd.published_at', order: 'desc' },
    { column: 'd.id', order: 'desc' },
  ]);
  if (words) joinHits(db, ids, { regionId, words, filter }, false);
  else narrow(ids, filter);
  const page: number[] = await ids.pluck('d.id');
  const rows: PublishedRow[] = await published(db, regionId).whereIn('d.id', page);
  return rows.sort((a, b) => page.indexOf(a.id) - page.indexOf(b.id)).map(hideExempt);
}

/** How many documents a list holds, counted up to `most` and no further. */
export async function publishedCount(
  db: DbOrTrx,
  { regionId, words, filter }: Pick<ListQuery, 'regionId' | 'words' | 'filter'>,
  most: number,
): Promise<number> {
  if (words?.length === 0) return 0;
  const some = words
    ? rawHits(db, hits(db, { regionId, words, filter, within: 'all' }, most))
    : narrow(db('documents as d').where({ 'd.region_id': regionId, 'd.state': 'published' }), filter)
        .select('d.id')
        .limit(most);
  const row = await db
    .from(db.raw('(?) as counted', [some]))
    .count({ n: '*' })
    .first();
  return Number(row?.n);
}

/** A published document by its address or its public id; undefined when there is none, or not any more. */
export async function publishedDocument(
  db: DbOrTrx,
  regionId: number,
  by: { slug: string } | { public_id: string },
): Promise<PublishedRow | undefined> {
  const [column, value] = 'slug' in by ? ['d.slug', by.slug] : ['d.public_id', by.public_id];
  const row: PublishedRow | undefined = await published(db, regionId).where(column, value).first();
  return row && hideExempt(row);
}

/** The day a document was taken back and by whom it had been published; undefined for one that was never public. */
export async function withdrawnDocument(
  db: DbOrTrx,
  regionId: number,
  slug: string,
): Promise<{ withdrawn_at: string; body_name: string; body_slug: string } | undefined> {
  return db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'd.region_id': regionId, 'd.slug': slug, 'd.state': 'withdrawn' })
    .whereNotNull('d.published_at')
    .first('d.withdrawn_at', 'b.name as body_name', 'b.slug as body_slug');
}

/** The files of a document, oldest first; none of an exempt one. */
export async function publishedFiles(
  db: DbOrTrx,
  document: { id: number; category: Category },
): Promise<PublishedFile[]> {
  if (document.category === 'dikecualikan') return [];
  return db('document_files')
    .where({ document_id: document.id, removed_at: null })
    .orderBy('id')
    .select('public_id', 'name', 'media_type', 'size', 'sha256', 'added_at');
}

/** Number and instant of the versions since the document was first published, newest first, at most 100. */
export async function publishedVersions(
  db: DbOrTrx,
  document: { id: number; published_at: string },
): Promise<PublishedVersion[]> {
  return db('document_versions')
    .where('document_id', document.id)
    .where('changed_at', '>=', document.published_at)
    .orderBy('version', 'desc')
    .limit(100)
    .select('version', 'changed_at');
}

function published(db: DbOrTrx, regionId: number) {
  return db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'd.region_id': regionId, 'd.state': 'published' })
    .select(
      ...COLUMNS,
      'b.slug as body_slug',
      'b.name as body_name',
      'b.short_name as body_short_name',
      db.raw('0 as tier'),
    );
}

function narrow<Q extends Knex.QueryBuilder>(list: Q, { category, bodyId, year, format }: Filter): Q {
  if (category) list.where('d.category', category);
  if (bodyId) list.where('d.body_id', bodyId);
  if (year) list.where('d.year', year);
  if (format) list.where('d.format', format);
  return list;
}

type Search = { regionId: number; words: readonly SearchWord[]; filter: Filter };

function joinHits(db: DbOrTrx, list: Knex.QueryBuilder, search: Search, byTitle: boolean): void {
  const all = rawHits(db, hits(db, { ...search, within: 'all' }));
  if (!byTitle) {
    list.with('hit', all).join('hit', 'hit.id', 'd.id');
    return;
  }
  // Title hits are sought by themselves, so that a broad word in summaries cannot crowd them out.
  list
    .with('all_hits', all)
    .with('title_hits', rawHits(db, hits(db, { ...search, within: 'title' })))
    .with(
      'hit',
      db.raw(
        'SELECT id, min(tier) AS tier FROM (SELECT id, 0 AS tier FROM title_hits UNION ALL SELECT id, 1 FROM all_hits) AS both_hits GROUP BY id',
      ),
    )
    .join('hit', 'hit.id', 'd.id')
    .clearSelect()
    .select(...COLUMNS, 'b.slug as body_slug', 'b.name as body_name', 'b.short_name as body_short_name', 'hit.tier')
    .clearOrder()
    .orderBy([{ column: 'hit.tier' }, { column: 'd.published_at', order: 'desc' }, { column: 'd.id', order: 'desc' }]);
}

function startAfter(list: Knex.QueryBuilder, { tier, publishedAt, id }: Place, byTitle: boolean): void {
  const older = '(d.published_at, d.id) < (?, ?)';
  if (!byTitle) list.whereRaw(older, [publishedAt, id]);
  else list.whereRaw(`(hit.tier > ? OR (hit.tier = ? AND ${older}))`, [tier, tier, publishedAt, id]);
}

const rawHits = (db: DbOrTrx, { sql, bindings }: Hits): Knex.Raw => db.raw(sql, bindings);

/** That an exempt item exists is public (UU 14/2008 Pasal 17 and 19); what it says, and where, is not. */
function hideExempt<R extends PublishedRow>(row: R): R {
  return row.category === 'dikecualikan' ? { ...row, summary: null, url: null } : row;
}
