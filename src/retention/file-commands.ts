import { writing } from '../db/connect';
import type { RetentionFileRow } from '../db/tables/retention';
import type { Deps } from '../deps';

const MOST = 500;
const MINUTE_MS = 60_000;
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/**
 * Removes the bytes of files whose rows are gone. What the store refuses is tried again, later each time, a day apart at
 * most; removing what is not there is no error, so that two sweeps or a kill do no harm.
 */
export async function removeFiles(deps: Pick<Deps, 'db' | 'files' | 'clock' | 'log'>): Promise<void> {
  const now = deps.clock.real();
  const due: RetentionFileRow[] = await deps
    .db('retention_files')
    .where('next_try_at', '<=', now.toISOString())
    .orderBy('next_try_at')
    .limit(MOST);
  const gone: string[] = [];
  const refused: RetentionFileRow[] = [];
  for (const file of due) {
    try {
      await deps.files.remove(file.stored_name);
      gone.push(file.stored_name);
    } catch (error) {
      deps.log.error({ err: error }, 'a destroyed file could not be removed from the store');
      refused.push(file);
    }
  }
  if (due.length === 0) return;
  await writing(deps.db, async (trx) => {
    await trx('retention_files').whereIn('stored_name', gone).delete();
    for (const { stored_name, tries } of refused) {
      const wait = Math.min(MINUTE_MS * 2 ** tries, LONGEST_MS);
      const next_try_at = new Date(now.getTime() + wait).toISOString();
      await trx('retention_files')
        .where({ stored_name })
        .update({ tries: tries + 1, next_try_at });
    }
  });
}
