import { type Db, isPostgres, type Trx } from '../../db/connect';
import { CARRIED } from '../backup/tables';

/** True when no table that a backup carries holds a row; tables may be missing altogether. */
export async function isEmpty(db: Db): Promise<boolean> {
  for (const { name } of CARRIED) {
    if ((await db.schema.hasTable(name)) && (await db(name).first())) return false;
  }
  return true;
}

/**
 * Brings an empty database to just the migrations a backup was made under, so that old data meets its own shape; what
 * came later is applied after loading. Gives the name of a migration that this version does not know, else null.
 */
export async function shapeLike(db: Db, wanted: readonly string[]): Promise<string | null> {
  const [completed, pending]: [{ name: string }[], string[]] = await db.migrate.list();
  const present = completed.map(({ name }) => name);
  const unknown = wanted.find((name) => !present.includes(name) && !pending.includes(name));
  if (unknown !== undefined) return unknown;
  if (present.length === wanted.length && wanted.every((name) => present.includes(name))) return null;
  if (present.length > 0) await db.migrate.rollback(undefined, true);
  for (const name of wanted) await db.migrate.up({ name });
  return null;
}

/** Rows came in with their ids: on PostgreSQL the next id must be told; SQLite sees it by itself. */
export async function resetSequences(trx: Trx): Promise<void> {
  if (!isPostgres(trx)) return;
  // A backup of an earlier version comes in under the schema of its time, which lacks the tables that came later.
  const there: string[] = await trx('pg_tables').whereRaw('schemaname = current_schema()').pluck('tablename');
  for (const { name, key } of CARRIED) {
    if (key[0] !== 'id' || !there.includes(name)) continue;
    await trx.raw(`SELECT setval(pg_get_serial_sequence(?, 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM ??`, [
      name,
      name,
    ]);
  }
}
