import type { DocumentFileRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { keepUpload, type UploadedFile } from '../../storage/upload';
import { type Changed, changing, fileNames, sentAgain } from '../changing-commands';
import type { Editor } from '../editors';
import { fileRow, fingerprint, type LookedAt } from '../file-commands';
import { formatOf } from '../formats';
import { showsFiles } from '../publication';
import { withId } from '../review/revision';

type FileDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

/** `gone`: it is not there any more; `already_there`: the document has this very file; `unlooked` as in `Attached`. */
export type Replaced = Changed | { ok: false; code: 'gone' | 'already_there' | 'unlooked' };

type Replacing = { file: UploadedFile; correction: string | null; looked: LookedAt };

/**
 * Puts a file in the place of another, with what was wrong before, as one version and one event. The old one stays
 * readable from the versions that had it. Sent twice it is replaced once.
 */
export async function replaceFile(
  deps: FileDeps,
  editor: Editor,
  publicId: string,
  oldPublicId: string,
  { file, correction, looked }: Replacing,
): Promise<Replaced> {
  const fresh = { name: file.name, mediaType: file.mediaType, ...(await keepUpload(deps.files, file)) };
  let used = false;
  let code: 'gone' | 'already_there' | 'unlooked' | null = null;
  try {
    const done = await changing(deps, editor, { publicId, version: null }, async (row, trx, now, lane) => {
      const { trusted, proposed } = lane;
      used = false;
      code = null;
      const files: DocumentFileRow[] = await trx('document_files').where('document_id', row.id);
      const old = files.find(({ public_id }) => public_id === oldPublicId);
      const twin = files.find(
        (one) =>
          (one.removed_at === null || proposed.files_added.includes(one.public_id)) &&
          fingerprint(one) === fingerprint(fresh),
      );
      if (old && twin?.replaces === old.id) return 'unchanged';
      if (!old || old.removed_at !== null || proposed.files_removed.includes(oldPublicId)) code = 'gone';
      else if (twin) code = 'already_there';
      else if (showsFiles(row) && !looked.sha256.has(fresh.sha256)) code = 'unlooked';
      if (!old || code) return 'unchanged';
      const waits = row.state === 'published' && !trusted;
      const made = { ...fileRow(fresh, row.id, now), replaces: old.id, removed_at: waits ? now : null };
      await trx('document_files').insert(made);
      used = true;
      const says = row.state === 'published' ? correction : null;
      const named = ({ public_id, name, sha256 }: Omit<DocumentFileRow, 'id'>) => ({ id: public_id, name, sha256 });
      const detail = { file: named(old), by: named(made), correction: says, ...looked.passed };
      if (waits) {
        const files_added = [...proposed.files_added, made.public_id];
        const files_removed = withId(proposed.files_removed, oldPublicId);
        const propose = { ...proposed, files_added, files_removed, correction: says ?? proposed.correction };
        return { propose, event: { detail } };
      }
      await trx('document_files').where('id', old.id).update({ removed_at: now, kept: 1 });
      const format = formatOf(await fileNames(trx, row.id), row.url);
      const said = says === null ? {} : { correction: says, corrected_at: now };
      const changes: Record<string, [unknown, unknown]> = says === null ? {} : { correction: [row.correction, says] };
      const update = { format, ...said, ...sentAgain(row, trusted) };
      return { update, event: { kind: 'document_file_replaced', changes, detail } };
    });
    return done.ok && code ? { ok: false, code } : done;
  } catch (error) {
    used = false;
    throw error;
  } finally {
    if (!used) await deps.files.remove(fresh.storedName);
  }
}
