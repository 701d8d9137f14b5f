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
