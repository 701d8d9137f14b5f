import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

/**
 * One append-only table of events. A chain is a case or a subject (`request:12`, `user:5`, `settings`); its head lives
 * on the case's own row, or in `audit_chains` for what belongs to no case. Seals bind all chains together.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_events', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'chain').notNullable();
    t.integer('seq').notNullable();
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'occurred_at').notNullable();
    plain(knex, t, 'recorded_at').notNullable();
    t.text('payload').notNullable();
    plain(knex, t, 'prev_hash').notNullable();
    plain(knex, t, 'hash').notNullable();
    t.unique(['chain', 'seq']);
    t.index(['region_id', 'recorded_at', 'id']);
  });
  await appendOnly(knex, 'audit_events');
  await knex.schema.createTable('audit_chains', (t) => {
    plain(knex, t, 'chain').primary();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('seq').notNullable();
    plain(knex, t, 'head_hash').notNullable();
  });
  await knex.schema.createTable('audit_seals', (t) => {
    t.increments('id');
    t.integer('first_event').notNullable();
    t.integer('last_event').notNullable().unique();
    plain(knex, t, 'root').notNullable();
    plain(knex, t, 'prev_seal').notNullable();
    plain(knex, t, 'seal').notNullable();
    plain(knex, t, 'sealed_at').notNullable();
  });
  await appendOnly(knex, 'audit_seals');
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['audit_seals', 'audit_events']) {
    await dropAppendOnly(knex, table);
    await knex.schema.dropTable(table);
  }
  await knex.schema.dropTable('audit_chains');
}
