import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * An announcement that goes with its exempt item; which documents the PPID was told wait for him; how far a slow source was
 * read, and what it proposes where the PPID reviews; and the files that come beside a list.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('announcements', (t) => {
    // Its item became exempt: nothing of it is shown any more.
    plain(knex, t, 'withdrawn_at');
  });
  await knex.raw(`UPDATE announcements SET withdrawn_at = updated_at, until_at = updated_at, review_at = NULL
    WHERE document_id IN (SELECT id FROM documents WHERE category = 'dikecualikan')`);
  await knex.schema.createTable('review_notices', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('document_id').notNullable().references('documents.id');
    // document: it waits to be published; change: a change of it waits
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'told_at').notNullable();
    t.primary(['document_id', 'kind']);
    t.index(['region_id', 'document_id']);
  });
  await knex.schema.alterTable('harvest_sources', (t) => {
    // JSON { at, since }: where the next run goes on, and when this reading began.
    t.text('resume');
  });
  await knex.schema.alterTable('harvest_items', (t) => {
    // In a reading of several runs: when the reading began that has seen it.
    plain(knex, t, 'seen_at');
  });
  await knex.schema.alterTable('harvest_runs', (t) => {
    t.integer('proposed').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('document_imports', (t) => {
    // JSON { name, of }: the sheet that was read, where a work book has several.
    t.text('sheet');
  });
  await knex.schema.createTable('document_import_files', (t) => {
    t.increments('id');
    t.integer('import_id').notNullable().references('document_imports.id');
    // As it lies beside the list: folders with a slash.
    t.text('path').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'stored_name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    t.unique(['import_id', 'path']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('document_import_files');
  await knex.schema.dropTable('review_notices');
  // By hand: knex would make the tables anew on SQLite.
  for (const [table, column] of COLUMNS) await knex.raw(`ALTER TABLE ${table} DROP COLUMN ${column}`);
}

const COLUMNS = [
  ['document_imports', 'sheet'],
  ['harvest_runs', 'proposed'],
  ['harvest_items', 'seen_at'],
  ['harvest_sources', 'resume'],
  ['announcements', 'withdrawn_at'],
] as const;
