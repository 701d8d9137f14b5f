import type { Knex } from 'knex';
import { plain } from './columns';

/** Objections that are being written, as `request_drafts` keeps requests: sealed, found by the hash of a token. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('objection_drafts', (t) => {
    t.increments('id');
    plain(knex, t, 'token_hash').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.text('content_sealed').notNullable();
    t.integer('objection_id').references('objections.id');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.index(['updated_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('objection_drafts');
}
