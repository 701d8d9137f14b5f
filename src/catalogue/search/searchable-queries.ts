import { type DbOrTrx, isPostgres } from '../../db/connect';
import type { DocumentTextRow } from '../../db/tables/catalogue';
import type { Searchable } from './tokens';

export type Indexed = Searchable & { id: number; published_at: string };

/**
 * Public documents with the text of their files. Of an exempt item only the title may be found, and of one whose masking is
 * not confirmed neither summary nor text.
 */
export async function searchables(
  db: DbOrTrx,
  ids: readonly number[],
  { texts: withTexts } = { texts: true },
): Promise<Indexed[]> {
  const wanted = db('documents')
    .whereIn('id', ids)
    // Not by the index of states: without statistics SQLite takes it for a list of keys and reads every document.
    .whereRaw("coalesce(state, '') = 'published'")
    .orderBy('id')
    .select(
      'id',
      'region_id',
      'body_id',
      'category',
      'year',
      'format',
      'title',
      'summary',
      'published_at',
      'held_files',
    );
  // Whoever is changing one of them is waited for, so that what he closes is not written as open.
  const rows: (Omit<Indexed, 'texts'> & { held_files: number })[] = await (withTexts && isPostgres(db)
    ? wanted.forShare()
    : wanted);
  const texts: DocumentTextRow[] = !withTexts
    ? []
    : await db('document_texts').whereIn('document_id', ids).orderBy('file_id');
  const byDocument = new Map<number, string[]>();
  for (const { document_id, text } of texts)
    byDocument.set(document_id, [...(byDocument.get(document_id) ?? []), text]);
  return rows.map(({ held_files, ...row }) => {
    if (row.category === 'dikecualikan') return { ...row, summary: null, year: null, format: null, texts: [] };
    return held_files === 1 ? { ...row, summary: null, texts: [] } : { ...row, texts: byDocument.get(row.id) ?? [] };
  });
}
