import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Files that were replaced or taken off stay readable from the versions that had them; what somebody had erased is gone
 * from those too. Files that were taken off before anybody was asked why stay closed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('document_files', (t) => {
    // 1: it left for a reason that lets it be read from earlier versions.
    t.integer('kept').notNullable().defaultTo(0);
    // The id of the file in whose place it came.
    t.integer('replaces');
    plain(knex, t, 'erased_at');
    plain(knex, t, 'erased_why');
  });
}

export async function down(knex: Knex): Promise<void> {
  // By hand: knex would make the table anew on SQLite, and its triggers would be gone.
  for (const column of ['kept', 'replaces', 'erased_at', 'erased_why']) {
    await knex.raw('ALTER TABLE document_files DROP COLUMN ??', [column]);
  }
}
