import { type Erased, type ErasureEntry, eraseCaseFiles, putErased } from '../../cases/erasing-commands';
import type { Trx } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import { eraseLetters } from '../../letters/erasing-commands';

/** Destroys letters, files and the ruling's words; a dispute has no key of its own. What was decided, and when, stays. */
export async function eraseDispute(trx: Trx, row: DisputeRow, entry: ErasureEntry, gone: string): Promise<Erased> {
  const { id } = row;
  const letters = await eraseLetters(trx, 'dispute', id);
  const files = await eraseCaseFiles(trx, 'dispute', id, null);
  await putErased(trx, 'dispute', row, entry, { ruling: row.ruling ? gone : null, erased_at: entry.recordedAt });
  return { files, letters };
}
