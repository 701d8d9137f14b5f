import type { DbOrTrx } from '../../db/connect';
import type { Outcome } from './outcomes';

/** What came of reading each file of a document, by the file's public id; files that wait are not in it. */
export async function outcomesOf(
  db: DbOrTrx,
  documentId: number,
): Promise<Map<string, { outcome: Outcome; pages: number | null }>> {
  const rows: { public_id: string; outcome: Outcome; pages_read: number | null }[] = await db(
    'document_extractions as e',
  )
    .join('document_files as f', 'f.id', 'e.file_id')
    .where({ 'e.document_id': documentId, 'e.state': 'done' })
    .select('f.public_id', 'e.outcome', 'e.pages_read');
  return new Map(rows.map(({ public_id, outcome, pages_read }) => [public_id, { outcome, pages: pages_read }]));
}

/** Where a file's reading stands, for the desk: `outcome` may be known before its turn comes. */
export type Standing = { state: 'idle' | 'waiting' | 'done'; outcome: Outcome | null; pages: number | null };

/** The same with files that wait, or that are not read because their document is not public. */
export async function standingsOf(db: DbOrTrx, documentId: number): Promise<Map<string, Standing>> {
  const rows: (Standing & { public_id: string })[] = await db('document_extractions as e')
    .join('document_files as f', 'f.id', 'e.file_id')
    .where('e.document_id', documentId)
    .select('f.public_id', 'e.state', 'e.outcome', 'e.pages_read as pages');
  return new Map(rows.map(({ public_id, ...standing }) => [public_id, standing]));
}
