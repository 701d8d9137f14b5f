import type { Knex } from 'knex';
import { plain } from './columns';

/** Mail that must leave: written with the change it tells of, claimed one at a time, never sent twice. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('outbox', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'dedupe_key').notNullable().unique();
    plain(knex, t, 'kind').notNullable();
    t.integer('request_id');
    t.integer('letter_id');
    t.text('recipient_sealed').notNullable();
    t.text('subject').notNullable();
    t.text('content_sealed').notNullable();
    plain(knex, t, 'state').notNullable();
    t.integer('attempts').notNullable().defaultTo(0);
    plain(knex, t, 'next_attempt_at');
    plain(knex, t, 'claimed_at');
    plain(knex, t, 'claim');
    plain(knex, t, 'message_id').notNullable();
    t.text('last_error');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'sent_at');
    t.index(['state', 'next_attempt_at']);
    t.index(['request_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('outbox');
}
