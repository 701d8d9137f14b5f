import type { Knex } from 'knex';
import { plain } from './columns';

/** What the virus scanner said of a content, by its digest: the same bytes are examined once. And how often a document was read. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('file_scans', (t) => {
    plain(knex, t, 'sha256').primary();
    plain(knex, t, 'verdict').notNullable();
    t.text('signature');
    plain(knex, t, 'scanned_at').notNullable();
  });
  await knex.schema.createTable('document_counts', (t) => {
    t.integer('document_id').primary().references('documents.id');
    t.integer('opened').notNullable().defaultTo(0);
    t.integer('downloaded').notNullable().defaultTo(0);
  });
  await knex.schema.createTable('file_previews', (t) => {
    t.integer('file_id').primary().references('document_files.id');
    // `drawn`, or why there is none.
    plain(knex, t, 'outcome').notNullable();
    plain(knex, t, 'stored_name');
    t.integer('width');
    t.integer('height');
    t.integer('size');
    plain(knex, t, 'sha256');
    plain(knex, t, 'drawn_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['file_previews', 'document_counts', 'file_scans']) await knex.schema.dropTable(table);
}
