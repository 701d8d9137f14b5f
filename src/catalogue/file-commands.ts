import type { DocumentFileRow } from '../db/tables/catalogue';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { keepUpload, type UploadedFile } from '../storage/upload';
import { type Changed, changing, fileNames, sentAgain } from './changing-commands';
import type { Editor } from './editors';
import { formatOf } from './formats';
import { showsFiles } from './publication';

type FileDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

/** How many files one document may hold. */
export const MOST_FILES = 30;

/** A file in the store that is not yet anybody's. */
export type KeptFile = { name: string; mediaType: string; storedName: string; size: number; sha256: string };

/** `unlooked`: the document went public while nobody had looked through the files. */
export type Attached = Changed | { ok: false; code: 'too_many_files' | 'unlooked' };

/** What was looked through (by SHA-256) before it joins a document, and what was let pass, for the event. */
export type LookedAt = { sha256: ReadonlySet<string>; passed: Record<string, unknown> };

export const NOT_LOOKED_AT: LookedAt = { sha256: new Set(), passed: {} };

/**
 * Adds uploaded files to a document. A file that is already there, by name and content, is not added again: a second
 * click makes no second copy. Bytes are stored before the transaction and removed again when they are not needed. A document
 * that is public, or goes out by itself, takes only files that were looked through.
 */
export async function attachUploads(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  uploads: readonly UploadedFile[],
  looked: LookedAt = NOT_LOOKED_AT,
): Promise<Attached> {
  const kept: KeptFile[] = [];
  const used = new Set<string>();
  try {
    for (const file of uploads)
      kept.push({ name: file.name, mediaType: file.mediaType, ...(await keepUpload(deps.files, file)) });
    return await attachKept(deps, editor, publicId, kept, used, looked);
  } catch (error) {
    used.clear();
    throw error;
  } finally {
    await Promise.all(
      kept.filter((file) => !used.has(file.storedName)).map((file) => deps.files.remove(file.storedName)),
    );
  }
}

/**
 * The same for files that lie in the store already; `used` gathers the stored names that belong to the document now.
 * `looked` null: the portal made them itself, or its caller has looked through them.
 */
export async function attachKept(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  kept: readonly KeptFile[],
  used: Set<string>,
  looked: LookedAt | null = null,
): Promise<Attached> {
  let tooMany = false;
  let unlooked = false;
  const done = await changing(deps, editor, { publicId, version: null }, async (row, trx, now, lane) => {
    used.clear();
    const there: DocumentFileRow[] = await trx('document_files')
      .where('document_id', row.id)
      .where((live) => live.whereNull('removed_at').orWhereIn('public_id', lane.proposed.files_added));
    const known = new Set(there.map(fingerprint));
    const fresh = kept.filter((file) => !known.has(fingerprint(file)) && known.add(fingerprint(file)));
    tooMany = there.length + fresh.length > MOST_FILES;
    unlooked = looked !== null && showsFiles(row) && fresh.some(({ sha256 }) => !looked.sha256.has(sha256));
    if (fresh.length === 0 || tooMany || unlooked) return 'unchanged';
    const waits = row.state === 'published' && !lane.trusted;
    // A proposed one lies there as removed until the PPID says yes: nobody meets it anywhere before.
    const rows = fresh.map((file) => ({ ...fileRow(file, row.id, now), ...(waits ? { removed_at: now } : {}) }));
    await trx('document_files').insert(rows);
    for (const file of fresh) used.add(file.storedName);
    const added = fresh.map(({ name, sha256, size }) => ({ name, sha256, size }));
    if (waits) {
      const files_added = [...lane.proposed.files_added, ...rows.map(({ public_id }) => public_id)];
      return { propose: { ...lane.proposed, files_added }, event: { detail: { files: added, ...looked?.passed } } };
    }
    const format = formatOf(await fileNames(trx, row.id), row.url);
    const update = { format, ...sentAgain(row, lane.trusted) };
    return { update, event: { kind: 'document_files_added', detail: { files: added, ...looked?.passed } } };
  });
  if (unlooked && done.ok) return { ok: false, code: 'unlooked' };
  return tooMany ? { ok: false, code: 'too_many_files' } : done;
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
    kept: 0,
    replaces: null,
    erased_at: null,
    erased_why: null,
  };
}

/** What makes two files the same one: name and content. */
export const fingerprint = ({ name, sha256 }: { name: string; sha256: string }): string => `${sha256} ${name}`;
