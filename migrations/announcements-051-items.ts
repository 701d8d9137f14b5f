import type { Knex } from 'knex';

/** Until when an item holds is asked by the item: of every document that is shown. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX announcements_document ON announcements (document_id) WHERE document_id IS NOT NULL');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX announcements_document');
}
