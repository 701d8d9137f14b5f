import type { DbOrTrx } from '../../db/connect';
import type { DocumentFileRow, DocumentRow, DocumentVersionRow } from '../../db/tables/catalogue';
import type { OwnedFile } from '../desk-queries';
import { isOpenVersion, readKept } from '../versions/kept';

/** Versions that are read at once, and how often at most, to find one that shows a file. */
const PAGE = 50;
const MOST_PAGES = 40;

/**
 * A file that a document has no more and that stays readable from its versions; `open`: one of those versions may be read
 * by anyone, so that the file may too. Undefined for what left otherwise, and for what was erased.
 */
export async function earlierFile(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<(OwnedFile & { open: boolean }) | undefined> {
  const file: (OwnedFile & Pick<DocumentRow, 'public_from'>) | undefined = await db('document_files as f')
    .join('documents as d', 'd.id', 'f.document_id')
    .where({ 'd.region_id': regionId, 'f.public_id': publicId, 'f.kept': 1, 'f.erased_at': null })
    .whereNotNull('f.removed_at')
    .first(
      ...['f.*', 'd.body_id', 'd.state', 'd.category', 'd.held_files', 'd.public_from'],
      ...['d.slug as document_slug', 'd.public_id as document_public_id'],
    );
  return file && { ...file, open: await isOpen(db, file) };
}

async function isOpen(db: DbOrTrx, file: OwnedFile & Pick<DocumentRow, 'public_from'>): Promise<boolean> {
  if (file.state !== 'published' || file.category === 'dikecualikan' || file.held_files === 1) return false;
  for (let page = 0, below: number | null = null; page < MOST_PAGES; page++) {
    const versions: Pick<DocumentVersionRow, 'version' | 'content'>[] = await db('document_versions')
      .where('document_id', file.document_id)
      .where('version', '>=', file.public_from)
      .modify((query) => {
        if (below !== null) query.where('version', '<', below);
      })
      .orderBy('version', 'desc')
      .limit(PAGE)
      .select('version', 'content');
    // JSON without blanks, in which a quotation mark inside a text is escaped: nothing typed looks like this.
    const had = versions.filter(({ content }) => content.includes(`"id":"${file.public_id}"`));
    if (had.map(({ content }) => readKept(content)).some((kept) => isOpenVersion(kept) && kept.held_files === 0))
      return true;
    if (versions.length < PAGE) return false;
    below = versions[PAGE - 1]?.version ?? 0;
  }
  return false;
}

/** What became of a file that a version had: how it left, and what came in its place. */
export type FileFate = Pick<
  DocumentFileRow,
  'public_id' | 'name' | 'removed_at' | 'kept' | 'erased_at' | 'erased_why'
> & {
  successor: string | null;
};

/** The fate of each of these files of a document, by its public id. */
export async function fatesOf(
  db: DbOrTrx,
  documentId: number,
  publicIds: readonly string[],
): Promise<Map<string, FileFate>> {
  if (publicIds.length === 0) return new Map();
  const rows: FileFate[] = await db('document_files as f')
    // The successor is of the same document, which is what the index knows.
    .leftJoin('document_files as r', (on) =>
      on.on('r.replaces', 'f.id').andOn('r.document_id', 'f.document_id').andOnNull('r.removed_at'),
    )
    .where('f.document_id', documentId)
    .whereIn('f.public_id', [...new Set(publicIds)])
    .select('f.public_id', 'f.name', 'f.removed_at', 'f.kept', 'f.erased_at', 'f.erased_why', 'r.name as successor');
  return new Map(rows.map((row) => [row.public_id, row]));
}

/** A file of a document, whether it is there still or may be read from its versions; undefined for all others. */
export async function fileToLeave(
  db: DbOrTrx,
  documentId: number,
  publicId: string,
): Promise<DocumentFileRow | undefined> {
  return db('document_files')
    .where({ document_id: documentId, public_id: publicId, erased_at: null })
    .where((there) => there.whereNull('removed_at').orWhere('kept', 1))
    .first();
}
