import type { DbOrTrx } from '../../db/connect';
import type { FilePreviewRow } from '../../db/tables/catalogue';

/** What is known of the previews of some files, by the file's public id; a file that was never drawn is not in it. */
export async function previewsOf(db: DbOrTrx, documentId: number): Promise<Map<string, FilePreviewRow>> {
  const rows: (FilePreviewRow & { public_id: string })[] = await db('file_previews as p')
    .join('document_files as f', 'f.id', 'p.file_id')
    .where({ 'f.document_id': documentId, 'f.removed_at': null })
    .select('p.*', 'f.public_id');
  return new Map(rows.map(({ public_id, ...row }) => [public_id, row]));
}
