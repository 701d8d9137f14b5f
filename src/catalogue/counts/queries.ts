import type { DbOrTrx } from '../../db/connect';
import type { DocumentCountRow } from '../../db/tables/catalogue';

/** How often a document was opened and its files downloaded, as far as it is stored. */
export async function countsOf(db: DbOrTrx, documentId: number): Promise<Omit<DocumentCountRow, 'document_id'>> {
  const row = await db<DocumentCountRow>('document_counts')
    .where('document_id', documentId)
    .first('opened', 'downloaded');
  return { opened: Number(row?.opened ?? 0), downloaded: Number(row?.downloaded ?? 0) };
}
