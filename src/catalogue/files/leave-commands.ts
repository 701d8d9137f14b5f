import type { Trx } from '../../db/connect';
import type { DocumentFileRow, DocumentRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { type Changed, changing, fileNames, sentAgain } from '../changing-commands';
import type { Editor } from '../editors';
import { formatOf } from '../formats';
import { type Revision, withId, withoutId } from '../review/revision';
import { dropErased, nameErased } from './erase-commands';
import { erases, type LeavingReason } from './reasons';
import { standsEmpty } from './source-queries';

type FileDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'> & Partial<Pick<Deps, 'log'>>;

/** Why a file leaves: null for one that was never public. `note` is for the record only. */
export type Leaving = { why: LeavingReason | null; note: string | null };

/** `erase_needs_ppid`: what an agency publishes after a review is not erased by it alone. */
export type Removed = Changed | { ok: false; code: 'erase_needs_ppid' };

/**
 * Takes a file off a document. It leaves the page at once and stays readable from the versions that had it, unless the
 * reason asks that its bytes go: then they go from those too. Twice is once.
 */
export async function removeFile(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  filePublicId: string,
  { why, note }: Leaving = { why: null, note: null },
): Promise<Removed> {
  let erased = false;
  let needsPpid = false;
  const done = await changing(deps, editor, { publicId, version: null }, async (row, trx, now, lane) => {
    const { trusted, proposed } = lane;
    erased = false;
    needsPpid = false;
    const found: DocumentFileRow | undefined = await trx('document_files')
      .where({ document_id: row.id, public_id: filePublicId })
      .first();
    if (!found) return 'unchanged';
    const detail = { file: { id: found.public_id, name: found.name, sha256: found.sha256 }, why, note };
    if (proposed.files_added.includes(filePublicId)) {
      return { propose: await takenBack(trx, proposed, found), event: { detail } };
    }
    if (found.removed_at === null && (await standsEmpty(trx, row, proposed, { id: filePublicId })))
      return 'last_source';
    const reviewed = row.state === 'published' && !trusted;
    if (erases(why)) {
      needsPpid = reviewed;
      if (needsPpid) return 'unchanged';
      erased = true;
      if (found.erased_at !== null) return 'unchanged';
      const left = found.removed_at === null ? { removed_at: now } : {};
      await trx('document_files')
        .where('id', found.id)
        .update({ ...left, erased_at: now, erased_why: why });
      await nameErased(trx, found);
      return { update: await after(trx, row, trusted), event: { kind: 'document_file_erased', detail } };
    }
    if (found.removed_at !== null) return 'unchanged';
    if (reviewed) {
      const files_removed = withId(proposed.files_removed, filePublicId);
      return { propose: { ...proposed, files_removed }, event: { detail } };
    }
    await trx('document_files')
      .where('id', found.id)
      .update({ removed_at: now, kept: why === null ? 0 : 1 });
    return { update: await after(trx, row, trusted), event: { kind: 'document_file_removed', detail } };
  });
  if (needsPpid) return { ok: false, code: 'erase_needs_ppid' };
  // After the commit: a document never names bytes that are gone. What is not done here the sweep does.
  if (done.ok && erased) await dropErased(deps);
  return done;
}

async function after(trx: Trx, row: DocumentRow, trusted: boolean): Promise<Partial<DocumentRow>> {
  return { format: formatOf(await fileNames(trx, row.id), row.url), ...sentAgain(row, trusted) };
}

/** A proposed file is proposed no more; the one it would have replaced stays. */
async function takenBack(trx: Trx, proposed: Revision, { public_id, replaces }: DocumentFileRow): Promise<Revision> {
  const stays = replaces === null ? [] : await trx('document_files').where('id', replaces).pluck('public_id');
  const files_removed = proposed.files_removed.filter((id) => !stays.includes(id));
  return { ...proposed, files_added: withoutId(proposed.files_added, public_id), files_removed };
}
