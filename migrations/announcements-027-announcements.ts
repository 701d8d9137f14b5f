import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Serta-merta announcements (UU 14/2008 Pasal 10, Perki 1/2021 Pasal 19 and 20): what threatens many people, announced at
 * once. `announcement_mailings` is how far each has been written to those who asked to hear of it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('announcements', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('body_id').notNullable().references('bodies.id');
    t.integer('document_id').references('documents.id');
    plain(knex, t, 'subkind').notNullable();
    t.text('title').notNullable();
    t.text('happening').notNullable();
    t.text('standard').notNullable();
    t.text('picture_alt');
    plain(knex, t, 'from_at').notNullable();
    // Null: open. Ending it early writes the instant here, so that one column tells what is in force.
    plain(knex, t, 'until_at');
    plain(knex, t, 'ended_at');
    t.text('ended_reason');
    plain(knex, t, 'review_at');
    t.integer('version').notNullable();
    plain(knex, t, 'form_key').notNullable();
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.unique(['region_id', 'form_key']);
    t.index(['region_id', 'until_at', 'id']);
    t.index(['region_id', 'made_at', 'id']);
    t.index(['region_id', 'body_id', 'made_at', 'id']);
    t.index(['ended_at', 'until_at']);
    t.index(['ended_at', 'review_at']);
  });
  await knex.schema.createTable('announcement_updates', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('announcement_id').notNullable().references('announcements.id');
    t.text('text').notNullable();
    plain(knex, t, 'form_key').notNullable();
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.unique(['announcement_id', 'form_key']);
    t.index(['announcement_id', 'id']);
  });
  await knex.schema.createTable('announcement_mailings', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('announcement_id').notNullable().references('announcements.id');
    t.integer('update_id').references('announcement_updates.id');
    plain(knex, t, 'state').notNullable();
    t.integer('after_id').notNullable();
    t.integer('told').notNullable();
    plain(knex, t, 'made_at').notNullable();
    plain(knex, t, 'finished_at');
    t.index(['state', 'id']);
    t.index(['announcement_id', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['announcement_mailings', 'announcement_updates', 'announcements']) {
    await knex.schema.dropTable(table);
  }
}
