import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Lists that an officer brings through the page (looked at first, loaded when he says so), and the systems of agencies
 * that are harvested on a schedule, with what each of them held when it was last read.
 */
export async function up(knex: Knex): Promise<void> {
  await importTables(knex);
  await knex.schema.createTable('harvest_sources', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('body_id').notNullable().references('bodies.id');
    t.text('name').notNullable();
    // ckan, dcat, feed (RSS or Atom), table (CSV, XLSX or JSON)
    plain(knex, t, 'kind').notNullable();
    t.text('url').notNullable();
    plain(knex, t, 'category').notNullable();
    plain(knex, t, 'subkind');
    // daily, weekly
    plain(knex, t, 'every').notNullable();
    t.integer('grace_days').notNullable();
    t.integer('active').notNullable().defaultTo(1);
    t.integer('version').notNullable().defaultTo(1);
    t.text('etag');
    t.text('last_modified');
    plain(knex, t, 'last_run_at');
    plain(knex, t, 'last_ok_at');
    plain(knex, t, 'next_run_at');
    t.integer('failures').notNullable().defaultTo(0);
    // JSON { code, value } of the last run that failed; null after one that did not.
    t.text('failure');
    // JSON { missing, known }: it lost more than half and waits for an answer.
    t.text('question');
    t.integer('loss_accepted').notNullable().defaultTo(0);
    plain(knex, t, 'claim');
    plain(knex, t, 'claimed_until');
    t.integer('created_by').references('users.id');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    plain(knex, t, 'ended_at');
    t.index(['region_id', 'next_run_at']);
    t.index(['region_id', 'body_id', 'id']);
  });
  await knex.schema.createTable('harvest_items', (t) => {
    t.increments('id');
    t.integer('source_id').notNullable().references('harvest_sources.id');
    plain(knex, t, 'external_id').notNullable();
    t.integer('document_id').notNullable().references('documents.id');
    // Of what the source said, and the version it made of the document: a later one was made by people.
    plain(knex, t, 'hash').notNullable();
    t.integer('document_version').notNullable();
    plain(knex, t, 'first_seen_at').notNullable();
    plain(knex, t, 'gone_at');
    // When the harvest withdrew its document; null again when it came back.
    plain(knex, t, 'withdrawn_at');
    // 1: an officer keeps it although the source has it no more.
    t.integer('kept').notNullable().defaultTo(0);
    t.unique(['source_id', 'external_id']);
    t.index(['source_id', 'gone_at', 'id']);
    t.index(['document_id']);
  });
  await knex.schema.createTable('harvest_runs', (t) => {
    t.increments('id');
    t.integer('source_id').notNullable().references('harvest_sources.id');
    plain(knex, t, 'started_at').notNullable();
    plain(knex, t, 'finished_at').notNullable();
    // ok, same (the source says that nothing changed), asks, failed
    plain(knex, t, 'outcome').notNullable();
    for (const count of ['found', 'fresh', 'changed', 'unchanged', 'edited', 'gone', 'refused']) {
      t.integer(count).notNullable().defaultTo(0);
    }
    t.text('failure');
    // JSON: the first refusals of this run, each with its reason.
    t.text('refusals').notNullable();
    t.index(['source_id', 'id']);
  });
}

async function importTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('document_imports', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('user_id').notNullable().references('users.id');
    // JSON: how the log names who loads it.
    t.text('actor').notNullable();
    // JSON array of the bodies he may load for; null: any.
    t.text('only_bodies');
    t.integer('body_id').references('bodies.id');
    t.integer('as_drafts').notNullable().defaultTo(0);
    t.text('name').notNullable();
    plain(knex, t, 'stored_name').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    // checking, ready, loading, done, failed
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'failure');
    t.text('headings');
    t.integer('total').notNullable().defaultTo(0);
    t.integer('next_row').notNullable().defaultTo(1);
    for (const count of ['fresh', 'unchanged', 'refused', 'flagged']) t.integer(count).notNullable().defaultTo(0);
    plain(knex, t, 'claim');
    plain(knex, t, 'claimed_until');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'confirmed_at');
    plain(knex, t, 'finished_at');
    plain(knex, t, 'expires_at').notNullable();
    t.index(['region_id', 'user_id', 'id']);
    t.index(['region_id', 'state', 'id']);
    t.index(['region_id', 'expires_at']);
  });
  await knex.schema.createTable('document_import_rows', (t) => {
    t.integer('import_id').notNullable().references('document_imports.id');
    t.integer('row').notNullable();
    // fresh, unchanged, refused, part (a row that only names a part of the list)
    plain(knex, t, 'outcome').notNullable();
    t.text('title').notNullable();
    // JSON: codes with the values they speak of.
    t.text('remarks').notNullable();
    t.integer('flagged').notNullable();
    t.primary(['import_id', 'row']);
    t.index(['import_id', 'outcome', 'row']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [
    ...['harvest_runs', 'harvest_items', 'harvest_sources'],
    ...['document_import_rows', 'document_imports'],
  ]) {
    await knex.schema.dropTable(table);
  }
}
