import { type Trx, writing } from '../../db/connect';
import type { DocumentFileRow, ErasedBytesRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';

type EraseDeps = Pick<Deps, 'db' | 'files' | 'clock'> & Partial<Pick<Deps, 'log'>>;

const MOST = 500;
const MINUTE_MS = 60_000;
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/**
 * Names the bytes of an erased file, and of the picture that was drawn of it, in the erasure's own transaction: from its
 * commit on they go, whatever happens to this process.
 */
export async function nameErased(trx: Trx, { id, stored_name }: DocumentFileRow): Promise<void> {
  const pictures: (string | null)[] = await trx('file_previews').where('file_id', id).pluck('stored_name');
  await trx('file_previews').where('file_id', id).delete();
  const names = [stored_name, ...pictures].filter((name) => name !== null);
  const rows = names.map((name) => ({ stored_name: name, tries: 0, next_try_at: '' }));
  await trx('erased_bytes').insert(rows).onConflict('stored_name').ignore();
}

/**
 * Removes what is named. What the store refuses is tried again, later each time, a day apart at most; removing what is not
 * there is no error, so that two sweeps or a kill do no harm.
 */
export async function dropErased({ db, files, clock, log }: EraseDeps): Promise<void> {
  const now = clock.real();
  const due: ErasedBytesRow[] = await db('erased_bytes')
    .where('next_try_at', '<=', now.toISOString())
    .orderBy('next_try_at')
    .limit(MOST);
  if (due.length === 0) return;
  const gone: string[] = [];
  const refused: ErasedBytesRow[] = [];
  for (const one of due) {
    try {
      await files.remove(one.stored_name);
      gone.push(one.stored_name);
    } catch (error) {
      log?.error({ err: error }, 'an erased file could not be removed from the store');
      refused.push(one);
    }
  }
  await writing(db, async (trx) => {
    await trx('erased_bytes').whereIn('stored_name', gone).delete();
    for (const { stored_name, tries } of refused) {
      const wait = Math.min(MINUTE_MS * 2 ** tries, LONGEST_MS);
      const next_try_at = new Date(now.getTime() + wait).toISOString();
      await trx('erased_bytes')
        .where({ stored_name })
        .update({ tries: tries + 1, next_try_at });
    }
  });
}
