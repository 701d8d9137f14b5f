import type { Knex } from 'knex';

/**
 * The summary of an item whose masking is not confirmed is not public, so no search may find it by its words: what is held
 * is indexed again at the next pass, and the row goes at once where the words are.
 */
export async function up(knex: Knex): Promise<void> {
  const postgres = knex.client.config.client === 'pg';
  const held = "SELECT id FROM documents WHERE held_files = 1 AND state = 'published'";
  await knex.raw(`DELETE FROM document_search WHERE ${postgres ? 'document_id' : 'rowid'} IN (${held})`);
  await knex.raw(`INSERT INTO document_index_queue (document_id) ${held}`);
}

/** What is indexed without a summary does no harm. */
export async function down(): Promise<void> {}
