import type { Knex } from 'knex';
import { plain } from './columns';

/** Published information with the columns of the DIP (Perki 1/2021 Pasal 21(2)) and its files. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('documents', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'slug').notNullable();
    t.integer('body_id').notNullable().references('bodies.id');
    plain(knex, t, 'category').notNullable();
    t.text('title').notNullable();
    t.text('summary');
    t.text('holder');
    t.text('publisher');
    plain(knex, t, 'made_on');
    t.text('made_at');
    t.integer('year');
    t.text('form');
    t.text('retention');
    plain(knex, t, 'format');
    t.text('url');
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'published_at');
    plain(knex, t, 'withdrawn_at');
    t.text('withdrawn_reason');
    t.integer('example').notNullable().defaultTo(0);
    t.text('source');
    plain(knex, t, 'import_key');
    t.integer('version').notNullable().defaultTo(1);
    t.integer('created_by').references('users.id');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.unique(['region_id', 'slug']);
    t.unique(['region_id', 'import_key']);
    t.index(['region_id', 'state', 'published_at', 'id']);
    t.index(['region_id', 'state', 'category', 'published_at', 'id']);
    t.index(['region_id', 'body_id', 'state', 'published_at', 'id']);
  });
  await knex.schema.createTable('document_versions', (t) => {
    t.increments('id');
    t.integer('document_id').notNullable().references('documents.id');
    t.integer('version').notNullable();
    t.text('content').notNullable();
    t.integer('changed_by').references('users.id');
    plain(knex, t, 'changed_at').notNullable();
    t.unique(['document_id', 'version']);
  });
  await knex.schema.createTable('document_files', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('document_id').notNullable().references('documents.id');
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    plain(knex, t, 'added_at').notNullable();
    plain(knex, t, 'removed_at');
    t.index(['document_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['document_files', 'document_versions', 'documents']) await knex.schema.dropTable(table);
}
