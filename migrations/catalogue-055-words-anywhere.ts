import type { Knex } from 'knex';

/**
 * The index of searches gets one word for "anywhere in the document" beside those for its title and its summary, and loses
 * the years of exempt items: every public document is looked at again, a batch at a time, while the portal runs. Until then
 * a search finds what was looked at.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("INSERT INTO document_index_queue (document_id) SELECT id FROM documents WHERE state = 'published'");
}

/** The words do no harm. */
export async function down(): Promise<void> {}
