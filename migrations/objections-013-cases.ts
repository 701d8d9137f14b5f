import type { Knex } from 'knex';
import { plain } from './columns';

const DATES = [
  'window_from',
  'object_by',
  'due_told_on',
  'settled_on',
  'delegated_on',
  'answered_on',
  'answer_reached_on',
  'execute_by',
  'executed_on',
  'unanswered_on',
  'withdrawn_on',
  'closed_on',
];

/**
 * An objection is a case of its own, with the columns of the register (Perki 1/2021 Pasal 43, Lampiran XI). Ground b has
 * no request behind it; who objects is sealed under a key of this case's own.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('objections', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'number').notNullable();
    plain(knex, t, 'channel').notNullable();
    plain(knex, t, 'language').notNullable();
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'ground').notNullable();
    plain(knex, t, 'outcome');
    t.integer('version').notNullable();
    t.integer('seq').notNullable();
    plain(knex, t, 'head_hash').notNullable();
    t.integer('request_id').references('requests.id');
    plain(knex, t, 'request_number');
    t.integer('body_id').references('bodies.id');
    t.integer('document_id').references('documents.id');
    t.text('case_key_sealed');
    plain(knex, t, 'requester_kind').notNullable();
    t.text('identity_sealed');
    plain(knex, t, 'identity_index');
    plain(knex, t, 'duplicate_key');
    t.integer('user_id').references('users.id');
    // What was asked or should have been published, what it is for, and the course of the case (kasus posisi).
    t.text('details').notNullable();
    t.text('purpose').notNullable();
    t.text('position').notNullable();
    plain(knex, t, 'received_at').notNullable();
    plain(knex, t, 'received_on').notNullable();
    plain(knex, t, 'recorded_at').notNullable();
    plain(knex, t, 'recorded_on').notNullable();
    t.text('late_entry_reason');
    t.integer('late').notNullable();
    plain(knex, t, 'due_on').notNullable();
    for (const name of DATES) plain(knex, t, name);
    t.integer('execute_days');
    t.integer('delegate_id').references('users.id');
    t.text('delegation');
    t.integer('refusal_proposed_by').references('users.id');
    t.integer('answered_by').references('users.id');
    t.text('answer');
    t.text('settlement');
    t.text('response');
    plain(knex, t, 'first_opened_at');
    plain(knex, t, 'ladder_since').notNullable();
    t.text('terms');
    plain(knex, t, 'next_action_at');
    t.unique(['region_id', 'number']);
    t.index(['next_action_at']);
    t.index(['region_id', 'state', 'due_on', 'id']);
    t.index(['region_id', 'received_on', 'id']);
    t.index(['region_id', 'duplicate_key', 'recorded_at']);
    t.index(['request_id', 'id']);
    t.index(['user_id', 'id']);
  });
  await knex.raw(
    "CREATE INDEX objections_open ON objections (region_id, id) WHERE state NOT IN ('upheld', 'unanswered', 'withdrawn', 'closed')",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('objections');
}
