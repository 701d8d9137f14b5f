import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

/**
 * The texts an office keeps about its own service. A row is a new version, or (without `body`) somebody's word that the
 * present one is still right. Rows are only ever added.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_texts', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'code').notNullable();
    plain(knex, t, 'lang').notNullable();
    t.integer('version').notNullable();
    t.text('body');
    t.text('note');
    t.integer('made_by').notNullable().references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.unique(['region_id', 'code', 'lang', 'version']);
  });
  await appendOnly(knex, 'duty_texts');
  await knex.schema.alterTable('documents', (t) => {
    t.index(['region_id', 'state', 'subkind', 'published_at', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('documents', (t) => {
    t.dropIndex(['region_id', 'state', 'subkind', 'published_at', 'id']);
  });
  await dropAppendOnly(knex, 'duty_texts');
  await knex.schema.dropTable('duty_texts');
}
