import type { Knex } from 'knex';
import { plain } from './columns';

/** The kept calendar: a year exists only when somebody loaded it, and each change raises its version. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('calendar_years', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('year').notNullable();
    t.integer('version').notNullable();
    t.text('decree').notNullable();
    plain(knex, t, 'confidence').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.primary(['region_id', 'year']);
  });
  await knex.schema.createTable('holidays', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'date').notNullable();
    plain(knex, t, 'kind').notNullable();
    t.text('name').notNullable();
    t.text('decree');
    plain(knex, t, 'confidence').notNullable();
    t.text('note');
    t.unique(['region_id', 'date', 'kind', 'name']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('holidays');
  await knex.schema.dropTable('calendar_years');
}
