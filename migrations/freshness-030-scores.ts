import type { Knex } from 'knex';
import { plain } from './columns';

/** How fresh and complete each agency's publishing is, as it was reckoned last; and what it was reminded of. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('body_freshness', (t) => {
    t.integer('body_id').primary().references('bodies.id');
    t.integer('region_id').notNullable().references('regions.id');
    // The newest change of its documents that the score knows of, and the day it was reckoned for: either may grow old.
    plain(knex, t, 'seen_at');
    plain(knex, t, 'reckoned_on').notNullable();
    plain(knex, t, 'reckoned_at').notNullable();
    t.integer('score').notNullable();
    t.integer('overdue').notNullable();
    plain(knex, t, 'last_published_at');
    t.text('detail').notNullable();
    t.index(['region_id', 'score']);
  });
  await knex.schema.createTable('freshness_reminders', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('body_id').notNullable().references('bodies.id');
    plain(knex, t, 'subkind').notNullable();
    plain(knex, t, 'due_on').notNullable();
    plain(knex, t, 'step').notNullable();
    plain(knex, t, 'outcome').notNullable();
    plain(knex, t, 'made_at').notNullable();
    t.unique(['region_id', 'body_id', 'subkind', 'due_on', 'step']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('freshness_reminders');
  await knex.schema.dropTable('body_freshness');
}
