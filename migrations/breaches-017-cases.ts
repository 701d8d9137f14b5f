import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Personal-data breaches (UU 27/2022 Pasal 46): a case whose clock runs in hours, so its times are instants and never
 * dates. What happened is sealed under a key of the case, and so is every person who must be told.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('breaches', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'number').notNullable();
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable();
    t.integer('seq').notNullable();
    plain(knex, t, 'head_hash').notNullable();
    t.text('case_key_sealed');
    t.text('content_sealed');
    t.integer('people_count');
    plain(knex, t, 'discovered_at').notNullable();
    plain(knex, t, 'recorded_at').notNullable();
    t.integer('recorded_by').references('users.id');
    plain(knex, t, 'due_at').notNullable();
    t.text('terms');
    plain(knex, t, 'subjects_notified_at');
    plain(knex, t, 'agency_notified_at');
    plain(knex, t, 'agency_way');
    plain(knex, t, 'public_notified_at');
    t.integer('public_instead').notNullable();
    plain(knex, t, 'closed_at');
    plain(knex, t, 'closed_as');
    plain(knex, t, 'ladder_since').notNullable();
    plain(knex, t, 'next_action_at');
    t.unique(['region_id', 'number']);
    t.index(['next_action_at']);
    t.index(['region_id', 'state', 'due_at', 'id']);
    t.index(['region_id', 'id']);
  });
  await knex.schema.createTable('breach_addressees', (t) => {
    t.increments('id');
    t.integer('breach_id').notNullable().references('breaches.id');
    t.text('contact_sealed').notNullable();
    plain(knex, t, 'contact_index').notNullable();
    t.integer('by_email').notNullable();
    plain(knex, t, 'way');
    plain(knex, t, 'told_at');
    t.unique(['breach_id', 'contact_index']);
    t.index(['breach_id', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('breach_addressees');
  await knex.schema.dropTable('breaches');
}
