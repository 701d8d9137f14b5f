import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Alerts by e-mail that somebody asked for and confirmed. The address is sealed; its blind index keeps one subscription
 * for one address and one search. Letters get a priority, so that a hundred thousand alerts delay no letter of a case.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('subscriptions', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'kind').notNullable();
    t.text('email_sealed').notNullable();
    plain(knex, t, 'email_index').notNullable();
    t.text('search').notNullable();
    plain(knex, t, 'search_key').notNullable();
    plain(knex, t, 'language').notNullable();
    plain(knex, t, 'frequency').notNullable();
    plain(knex, t, 'asked_frequency').notNullable();
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'token_hash').unique();
    plain(knex, t, 'token_expires_at');
    plain(knex, t, 'asked_at').notNullable();
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'confirmed_at');
    // A digest holds what was published after this instant.
    plain(knex, t, 'seen_until');
    plain(knex, t, 'next_digest_at');
    t.unique(['region_id', 'email_index', 'kind', 'search_key']);
    t.index(['region_id', 'kind', 'state', 'id']);
    t.index(['state', 'next_digest_at', 'id']);
    t.index(['state', 'token_expires_at']);
  });
  await knex.schema.alterTable('outbox', (t) => {
    t.integer('priority').notNullable().defaultTo(0);
    t.index(['state', 'priority', 'next_attempt_at', 'id']);
  });
  // Alerts that left are forgotten after a while; letters of cases never are.
  await knex.raw('CREATE INDEX outbox_alerts_sent ON outbox (sent_at) WHERE priority > 0');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX outbox_alerts_sent');
  await knex.schema.alterTable('outbox', (t) => {
    t.dropIndex(['state', 'priority', 'next_attempt_at', 'id']);
    t.dropColumn('priority');
  });
  await knex.schema.dropTable('subscriptions');
}
