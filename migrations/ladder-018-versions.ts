import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

/** Each version of the escalation ladder, never changed, and how far the open cases have been counted anew for it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('ladder_versions', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.text('rungs').notNullable();
    t.text('reason').notNullable();
    t.integer('made_by').notNullable().references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.index(['region_id', 'id']);
  });
  await appendOnly(knex, 'ladder_versions');
  await knex.schema.createTable('ladder_recounts', (t) => {
    t.integer('version_id').primary().references('ladder_versions.id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'case_kind');
    t.integer('after_id').notNullable().defaultTo(0);
    t.integer('seen').notNullable().defaultTo(0);
    t.integer('changed').notNullable().defaultTo(0);
    plain(knex, t, 'began_at');
    plain(knex, t, 'stalled_at');
    plain(knex, t, 'finished_at');
    t.index(['region_id', 'state']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('ladder_recounts');
  await dropAppendOnly(knex, 'ladder_versions');
  await knex.schema.dropTable('ladder_versions');
}
