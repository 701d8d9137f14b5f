import type { Knex } from 'knex';
import { plain } from './columns';

/** Each change of the kept calendar with its decree and reason, how far its move of the open cases is, and what moved. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('calendar_changes', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'kind').notNullable();
    t.text('decree').notNullable();
    t.text('reason').notNullable();
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.text('dates').notNullable();
    t.text('years').notNullable();
    plain(knex, t, 'from_date').notNullable();
    plain(knex, t, 'to_date').notNullable();
    t.text('version').notNullable();
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'case_kind');
    t.integer('after_id').notNullable().defaultTo(0);
    t.integer('seen').notNullable().defaultTo(0);
    t.integer('moved').notNullable().defaultTo(0);
    plain(knex, t, 'began_at');
    plain(knex, t, 'stalled_at');
    plain(knex, t, 'finished_at');
    t.index(['region_id', 'state']);
  });
  await knex.schema.createTable('calendar_moved_cases', (t) => {
    t.increments('id');
    t.integer('change_id').notNullable().references('calendar_changes.id');
    plain(knex, t, 'case_kind').notNullable();
    t.integer('case_id').notNullable();
    plain(knex, t, 'number').notNullable();
    t.integer('body_id').references('bodies.id');
    plain(knex, t, 'field').notNullable();
    plain(knex, t, 'old_on').notNullable();
    plain(knex, t, 'new_on').notNullable();
    t.index(['change_id', 'id']);
    t.index(['case_kind', 'case_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('calendar_moved_cases');
  await knex.schema.dropTable('calendar_changes');
}
