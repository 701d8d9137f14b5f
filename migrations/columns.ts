import type { Knex } from 'knex';

/** True on PostgreSQL. */
export const onPostgres = (knex: Knex): boolean => knex.client.config.client === 'pg';

/**
 * A short text that is compared and sorted byte by byte on both engines: codes, dates (`YYYY-MM-DD`), instants
 * (`2026-12-11T02:00:00.000Z`). PostgreSQL would otherwise sort by the locale of the database.
 */
export function plain(knex: Knex, t: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return t.specificType(name, onPostgres(knex) ? 'text COLLATE "C"' : 'text');
}

/** Refuses every update and delete of a table on both engines: an append-only log. */
export async function appendOnly(knex: Knex, table: string): Promise<void> {
  if (onPostgres(knex)) {
    await knex.raw(`CREATE OR REPLACE FUNCTION ${table}_append_only() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION '${table} is append-only'; END $$ LANGUAGE plpgsql`);
    await knex.raw(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION ${table}_append_only()`);
    await knex.raw(`CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION ${table}_append_only()`);
    return;
  }
  for (const verb of ['UPDATE', 'DELETE']) {
    await knex.raw(`CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
}

/** Removes what `appendOnly` made, before the table is dropped. */
export async function dropAppendOnly(knex: Knex, table: string): Promise<void> {
  if (onPostgres(knex)) {
    await knex.raw(`DROP TRIGGER IF EXISTS ${table}_append_only ON ${table}`);
    await knex.raw(`DROP TRIGGER IF EXISTS ${table}_no_truncate ON ${table}`);
    await knex.raw(`DROP FUNCTION IF EXISTS ${table}_append_only()`);
    return;
  }
  await knex.raw(`DROP TRIGGER IF EXISTS ${table}_no_update`);
  await knex.raw(`DROP TRIGGER IF EXISTS ${table}_no_delete`);
}
