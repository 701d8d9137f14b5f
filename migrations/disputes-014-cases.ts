import type { Knex } from 'knex';
import { plain } from './columns';

const DATES = [
  'file_told_on',
  'filed_on',
  'registered_on',
  'start_by',
  'decide_by',
  'mediation_from',
  'mediation_by',
  'mediation_extended_from',
  'decided_on',
  'decision_received_on',
  'court_by',
  'court_by_working',
  'in_court_on',
  'court_decision_on',
  'cassation_by',
  'ended_on',
  'execute_by',
  'executed_on',
];

/** A dispute at the Information Commission: the requester's window, then the states an officer enters. One for each objection. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('disputes', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'number').notNullable();
    plain(knex, t, 'language').notNullable();
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'ground').notNullable();
    plain(knex, t, 'outcome');
    t.integer('version').notNullable();
    t.integer('seq').notNullable();
    plain(knex, t, 'head_hash').notNullable();
    t.integer('objection_id').notNullable().unique().references('objections.id');
    t.integer('request_id').references('requests.id');
    t.integer('body_id').references('bodies.id');
    plain(knex, t, 'recorded_at').notNullable();
    plain(knex, t, 'recorded_on').notNullable();
    plain(knex, t, 'window_from').notNullable();
    plain(knex, t, 'file_by').notNullable();
    t.integer('filed_late').notNullable();
    for (const name of DATES) plain(knex, t, name);
    // The commission's own register number and name, and what the officer noted: never identities.
    t.text('commission');
    t.text('commission_number');
    t.text('ruling');
    t.integer('document_id').references('documents.id');
    plain(knex, t, 'first_opened_at');
    plain(knex, t, 'ladder_since').notNullable();
    t.text('terms');
    plain(knex, t, 'next_action_at');
    t.unique(['region_id', 'number']);
    t.index(['next_action_at']);
    t.index(['region_id', 'state', 'file_by', 'id']);
    t.index(['request_id']);
  });
  await knex.raw(
    "CREATE INDEX disputes_open ON disputes (region_id, id) WHERE state NOT IN ('window_missed', 'not_registered', 'final', 'withdrawn', 'lapsed')",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('disputes');
}
