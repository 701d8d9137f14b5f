import type { DocumentFileRow } from '../db/tables';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { keepUpload, type UploadedFile } from '../storage/upload';
import { type Changed, changing, fileNames } from './commands';
import type { Editor } from './editors';
import { formatOf } from './formats';

type FileDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

/** How many files one document may hold. */
export const MOST_FILES = 30;

/** A file in the store that is not yet anybody's. */
export type KeptFile = { name: string; mediaType: string; storedName: string; size: number; sha256: string };

export type Attached = Changed | { ok: false; code: 'too_many_files' };

/**
 * Adds uploaded files to a document. A file that is already there, by name and content, is not added again: a second
 * click makes no second copy. Bytes are stored before the transaction and removed again when they are not needed.
 */
export async function attachUploads(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  uploads: readonly UploadedFile[],
): Promise<Attached> {
  const kept: KeptFile[] = [];
  const used = new Set<string>();
  try {
    for (const file of uploads)
      kept.push({ name: file.name, mediaType: file.mediaType, ...(await keepUpload(deps.files, file)) });
    return await attachKept(deps, editor, publicId, kept, used);
  } catch (error) {
    used.clear();
    throw error;
  } finally {
    await Promise.all(
      kept.filter((file) => !used.has(file.storedName)).map((file) => deps.files.remove(file.storedName)),
    );
  }
}

/** The same for files that lie in the store already; `used` gathers the stored names that belong to the document now. */
export async function attachKept(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  kept: readonly KeptFile[],
  used: Set<string>,
): Promise<Attached> {
  let tooMany = false;
  const done = await changing(deps, editor, { publicId, version: null }, async (row, trx, now) => {
    used.clear();
    const there: DocumentFileRow[] = await trx('document_files').where({ document_id: row.id, removed_at: null });
    const known = new Set(there.map(fingerprint));
    const fresh = kept.filter((file) => !known.has(fingerprint(file)) && known.add(fingerprint(file)));
    tooMany = there.length + fresh.length > MOST_FILES;
    if (fresh.length === 0 || tooMany) return 'unchanged';
    await trx('document_files').insert(fresh.map((file) => fileRow(file, row.id, now)));
    for (const file of fresh) used.add(file.storedName);
    const format = formatOf(await fileNames(trx, row.id), row.url);
    const added = fresh.map(({ name, sha256, size }) => ({ name, sha256, size }));
    return { update: { format }, event: { kind: 'document_files_added', detail: { files: added } } };
  });
  return tooMany ? { ok: false, code: 'too_many_files' } : done;
}

/** Takes a file off a document. It leaves the page at once; the bytes stay for the record. Twice is once. */
export async function removeFile(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  filePublicId: string,
): Promise<Changed> {
  return changing(deps, editor, { publicId, version: null }, async (row, trx, now) => {
    const found: DocumentFileRow | undefined = await trx('document_files')
      .where({ document_id: row.id, public_id: filePublicId, removed_at: null })
      .first();
    if (!found) return 'unchanged';
    await trx('document_files').where('id', found.id).update({ removed_at: now });
    const format = formatOf(await fileNames(trx, row.id), row.url);
    const detail = { file: { id: found.public_id, name: found.name, sha256: found.sha256 } };
    return { update: { format }, event: { kind: 'document_file_removed', detail } };
  });
}

/** A row of `document_files` for a stored file. */
export function fileRow(file: KeptFile, documentId: number, at: string): Omit<DocumentFileRow, 'id'> {
  return {
    public_id: newPublicId(new Date(at)),
    document_id: documentId,
    stored_name: file.storedName,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    added_at: at,
    removed_at: null,
  };
}

const fingerprint = ({ name, sha256 }: { name: string; sha256: string }): string => `${sha256} ${name}`;
