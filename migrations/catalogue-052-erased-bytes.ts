import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Bytes that an erasure has taken from every page and that still lie in the store: named in the transaction of the erasure,
 * so that a process that dies before they are gone is followed by one that ends its work. What was erased before is named
 * once, too: to remove what is not there is no error.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('erased_bytes', (t) => {
    plain(knex, t, 'stored_name').notNullable().primary();
    t.integer('tries').notNullable().defaultTo(0);
    plain(knex, t, 'next_try_at').notNullable();
    t.index(['next_try_at']);
  });
  const erased = 'SELECT id FROM document_files WHERE erased_at IS NOT NULL';
  await knex.raw(
    `INSERT INTO erased_bytes (stored_name, next_try_at) SELECT stored_name, '' FROM document_files WHERE erased_at IS NOT NULL`,
  );
  await knex.raw(
    `INSERT INTO erased_bytes (stored_name, next_try_at) SELECT stored_name, '' FROM file_previews WHERE stored_name IS NOT NULL AND file_id IN (${erased})`,
  );
  await knex.raw(`DELETE FROM file_previews WHERE file_id IN (${erased})`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('erased_bytes');
}
