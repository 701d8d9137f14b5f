import type { DbOrTrx } from '../db/connect';
import type { DocumentFileRow } from '../db/tables';
import { publishedCount } from './place-queries';
import { type PublishedFile, type PublishedRow, publishedFrom } from './queries';
import { MOST_HITS } from './search-queries';
import type { SearchWord } from './words';

/** How far into the catalogue `start` and `rows` reach. */
export const CKAN_MOST = 100_000;

type CkanQuery = { regionId: number; words: readonly SearchWord[] | null; start: number; rows: number };

/** A page by offset, newest first, with how many there are in all, and the files of each. */
export async function ckanPage(
  db: DbOrTrx,
  { regionId, words, start, rows }: CkanQuery,
): Promise<{ rows: PublishedRow[]; count: number; files: Map<number, PublishedFile[]> }> {
  const query = { regionId, words, filter: {} };
  const count = await publishedCount(db, query, words ? MOST_HITS : CKAN_MOST);
  const found = rows === 0 ? [] : await publishedFrom(db, query, start, rows);
  return { rows: found, count, files: await filesOf(db, found) };
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

/** The names (slugs) of published documents, newest first. */
export async function ckanNames(db: DbOrTrx, regionId: number, limit: number, offset: number): Promise<string[]> {
  return db('documents')
    .where({ region_id: regionId, state: 'published' })
    .orderBy([
      { column: 'published_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .offset(offset)
    .pluck('slug');
}
