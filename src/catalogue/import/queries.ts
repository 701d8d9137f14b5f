import type { DbOrTrx } from '../../db/connect';
import type { DocumentImportFileRow, DocumentImportResultRow, DocumentImportRow } from '../../db/tables/catalogue';

/** A list that this person brought; nobody else's. */
export async function ownImport(
  db: DbOrTrx,
  own: { regionId: number; userId: number },
  publicId: string,
): Promise<DocumentImportRow | undefined> {
  return db('document_imports').where({ region_id: own.regionId, user_id: own.userId, public_id: publicId }).first();
}

/** The lists that this person brought, the latest first. */
export async function ownImports(
  db: DbOrTrx,
  own: { regionId: number; userId: number },
  limit: number,
): Promise<DocumentImportRow[]> {
  return db('document_imports')
    .where({ region_id: own.regionId, user_id: own.userId })
    .orderBy('id', 'desc')
    .limit(limit);
}

/** What a page of rows shows: all, those of one outcome, or those with a remark. */
export type RowsShown = DocumentImportResultRow['outcome'] | 'flagged' | null;

/** Rows of a list in their order, from behind `after`. */
export async function importRows(
  db: DbOrTrx,
  importId: number,
  { shown, after, limit }: { shown: RowsShown; after: number; limit: number },
): Promise<DocumentImportResultRow[]> {
  const rows = db('document_import_rows').where('import_id', importId).where('row', '>', after);
  if (shown === 'flagged') rows.where('flagged', 1);
  else if (shown) rows.where('outcome', shown);
  return rows.orderBy('row').limit(limit);
}

/** The files that came beside a list. */
export async function importFiles(db: DbOrTrx, importId: number): Promise<DocumentImportFileRow[]> {
  return db('document_import_files').where('import_id', importId).orderBy('id').limit(1_000);
}

/** Lists that wait for somebody to go on with them; `now` is an instant of real time, by which claims run out. */
export async function waitingImports(db: DbOrTrx, regionId: number, now: string): Promise<{ id: number }[]> {
  return db('document_imports')
    .where('region_id', regionId)
    .whereIn('state', ['checking', 'loading'])
    .where((open) => open.whereNull('claimed_until').orWhere('claimed_until', '<', now))
    .orderBy('id')
    .limit(10)
    .select('id');
}

/** Bodies for which somebody may load, by name: `ids` null gives all. */
export async function importBodies(
  db: DbOrTrx,
  regionId: number,
  ids: readonly number[] | null,
): Promise<{ id: number; slug: string; name: string }[]> {
  const bodies = db('bodies').where({ region_id: regionId, active: 1 }).orderBy('name').select('id', 'slug', 'name');
  return ids === null ? bodies : bodies.whereIn('id', [...ids]);
}
