import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { dropBeside } from './bundle-commands';

/** Rows of results that one transaction throws away. */
const PIECE = 5_000;

/**
 * Throws away lists that nobody confirmed in time, with their files, and what became of the rows of old ones. Gives how
 * many are gone.
 */
export async function expireImports({
  db,
  clock,
  regionId,
  files,
}: Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>): Promise<number> {
  const now = clock.now().toISOString();
  const old: { id: number; stored_name: string }[] = await db('document_imports')
    .where('region_id', regionId)
    .where('expires_at', '<=', now)
    .whereNot('state', 'loading')
    .orderBy('expires_at')
    .limit(20)
    .select('id', 'stored_name');
  for (const { id, stored_name } of old) {
    await files.remove(stored_name);
    await dropBeside({ db, files }, id);
    for (let more = true; more; ) {
      const last = await db('document_import_rows').where('import_id', id).orderBy('row').offset(PIECE).first('row');
      const rows = () => db('document_import_rows').where('import_id', id);
      await (last ? rows().where('row', '<', last.row).delete() : rows().delete());
      more = last !== undefined;
    }
    await writing(db, (trx) =>
      trx('document_imports').where('id', id).where('expires_at', '<=', now).whereNot('state', 'loading').delete(),
    );
  }
  return old.length;
}
