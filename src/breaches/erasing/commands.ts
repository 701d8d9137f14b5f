import { type Erased, type ErasureEntry, eraseCaseFiles, putErased } from '../../cases/erasing-commands';
import type { Trx } from '../../db/connect';
import type { BreachRow } from '../../db/tables/breaches';
import { eraseLetters } from '../../letters/erasing-commands';

/** Destroys who was concerned and what happened to their data; the days on which they were told stay. */
export async function eraseBreach(trx: Trx, row: BreachRow, entry: ErasureEntry): Promise<Erased> {
  const { id } = row;
  const letters = await eraseLetters(trx, 'breach', id);
  const files = await eraseCaseFiles(trx, 'breach', id, null);
  await trx('breach_addressees').where('breach_id', id).delete();
  await putErased(trx, 'breach', row, entry, {
    case_key_sealed: null,
    content_sealed: null,
    erased_at: entry.recordedAt,
  });
  return { files, letters };
}
