import type { Knex } from 'knex';
import { plain } from './columns';

/** Review, publication on a set day, the sub-kind of the Perki, corrections, and more than one link to a document. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('documents', (t) => {
    // A code of `src/catalogue/subkinds.ts` (Perki 1/2021 Pasal 14 to 21).
    plain(knex, t, 'subkind');
    plain(knex, t, 'publish_at');
    t.text('review_note');
    t.text('correction');
    plain(knex, t, 'corrected_at');
    // 1: what it is may be read, its files may not go out before an officer has confirmed that they are masked.
    t.integer('held_files').notNullable().defaultTo(0);
    t.index(['region_id', 'body_id', 'subkind', 'published_at', 'id']);
    t.index(['state', 'publish_at']);
  });
  await knex.schema.alterTable('bodies', (t) => {
    // 1: what it publishes is public at once; 0: the PPID reviews it first.
    t.integer('trusted').notNullable().defaultTo(1);
  });
  await knex.schema.createTable('document_links', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('document_id').notNullable().references('documents.id');
    t.text('label');
    t.text('url').notNullable();
    plain(knex, t, 'added_at').notNullable();
    plain(knex, t, 'removed_at');
    t.index(['document_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('document_links');
  await knex.raw('ALTER TABLE bodies DROP COLUMN trusted');
  await knex.schema.alterTable('documents', (t) => {
    t.dropIndex(['region_id', 'body_id', 'subkind', 'published_at', 'id']);
    t.dropIndex(['state', 'publish_at']);
  });
  // By hand: knex would make the table anew on SQLite, and its triggers would be gone.
  for (const column of ['subkind', 'publish_at', 'review_note', 'correction', 'corrected_at', 'held_files']) {
    await knex.raw('ALTER TABLE documents DROP COLUMN ??', [column]);
  }
}
