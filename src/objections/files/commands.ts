import type { Trx } from '../../db/connect';
import type { CaseFileRow } from '../../db/tables/cases';
import type { StoredFile } from '../../requests/filing/input';
import { newPublicId } from '../../secrets/keys';

/** Adds files that already lie in the store to an objection or a dispute. Gives their ids, in order. */
export async function addCaseFiles(
  trx: Trx,
  of: { kind: CaseFileRow['case_kind']; id: number },
  files: readonly (Omit<StoredFile, 'kind'> & { kind: string })[],
  now: string,
  userId: number | null,
  real: Date,
): Promise<number[]> {
  if (files.length === 0) return [];
  const rows = files.map((file) => ({
    public_id: newPublicId(real),
    case_kind: of.kind,
    case_id: of.id,
    kind: file.kind,
    stored_name: file.storedName,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    sealed: file.sealed ? 1 : 0,
    added_by: userId,
    added_at: now,
  }));
  const ids: { id: number }[] = await trx('case_files').insert(rows).returning('id');
  return ids.map((row) => row.id);
}
