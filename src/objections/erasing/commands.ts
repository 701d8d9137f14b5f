import { type Erased, type ErasureEntry, eraseCaseFiles, type GoneFile, putErased } from '../../cases/erasing-commands';
import type { Trx } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import { eraseLetters } from '../../letters/erasing-commands';
import { PAPER_KINDS } from '../../requests/papers';

/** Destroys who objected and what was written, as `requests/erasing` does; with its key the words of its dispute go too. */
export async function eraseObjection(trx: Trx, row: ObjectionRow, entry: ErasureEntry, gone: string): Promise<Erased> {
  const { id } = row;
  const letters = await eraseLetters(trx, 'objection', id);
  const files = await eraseCaseFiles(trx, 'objection', id, null);
  await trx('objection_drafts').where('objection_id', id).delete();
  const text = (kept: string | null) => (kept ? gone : kept);
  await putErased(trx, 'objection', row, entry, {
    ...{ case_key_sealed: null, identity_sealed: null, identity_index: null, duplicate_key: null, user_id: null },
    ...{ details: text(row.details), purpose: text(row.purpose), position: text(row.position) },
    ...{ late_entry_reason: text(row.late_entry_reason), answer: null, settlement: null, response: null },
    erased_at: entry.recordedAt,
  });
  return { files, letters };
}

export async function eraseObjectionPapers(trx: Trx, id: number): Promise<GoneFile[]> {
  return eraseCaseFiles(trx, 'objection', id, PAPER_KINDS);
}

export async function noteObjectionPapersGone(trx: Trx, row: ObjectionRow, entry: ErasureEntry): Promise<void> {
  await putErased(trx, 'objection', row, entry, {});
}
