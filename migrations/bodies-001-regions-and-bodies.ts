import type { Knex } from 'knex';
import { plain } from './columns';

/** Regions, their settings, and the public bodies of each; plus the row on which SQLite writers take their turn. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('write_turn', (t) => {
    t.integer('n');
  });
  await knex.schema.createTable('regions', (t) => {
    t.increments('id');
    plain(knex, t, 'slug').notNullable().unique();
    t.text('name').notNullable();
    plain(knex, t, 'timezone').notNullable();
    plain(knex, t, 'created_at').notNullable();
  });
  await knex.schema.createTable('settings', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'key').notNullable();
    t.text('value').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.primary(['region_id', 'key']);
  });
  await knex.schema.createTable('bodies', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'slug').notNullable();
    t.text('name').notNullable();
    t.text('short_name').notNullable();
    plain(knex, t, 'kind').notNullable();
    t.integer('parent_id').references('bodies.id');
    t.text('address');
    t.text('email');
    t.text('phone');
    t.text('website');
    t.text('head_name');
    t.text('head_title');
    t.text('head_email');
    t.text('note');
    t.integer('active').notNullable().defaultTo(1);
    plain(knex, t, 'created_at').notNullable();
    t.unique(['region_id', 'slug']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['bodies', 'settings', 'regions', 'write_turn']) await knex.schema.dropTable(table);
}
