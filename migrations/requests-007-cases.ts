import type { Knex } from 'knex';
import { plain } from './columns';

const TEXTS = ['number', 'source', 'channel', 'language', 'state'];
const DATES = [
  'check_due_on',
  'complete_on',
  'incomplete_on',
  'repair_due_on',
  'due_on',
  'perki_due_on',
  'extended_on',
  'notified_on',
  'notice_reached_on',
  'promised_on',
  'delivered_on',
  'object_by',
  'lapsed_on',
  'withdrawn_on',
  'closed_on',
];

/**
 * A request is one row that holds its state, every date that was computed for it, and the head of its audit chain;
 * who asked is sealed in one column under a key of the case's own.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('counters', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'kind').notNullable();
    t.integer('year').notNullable();
    t.integer('last').notNullable();
    t.primary(['region_id', 'kind', 'year']);
  });
  await knex.schema.createTable('requests', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    for (const name of TEXTS) plain(knex, t, name).notNullable();
    plain(knex, t, 'outcome');
    t.integer('version').notNullable();
    t.integer('seq').notNullable();
    plain(knex, t, 'head_hash').notNullable();
    t.text('case_key_sealed');
    plain(knex, t, 'requester_kind').notNullable();
    t.text('identity_sealed');
    plain(knex, t, 'identity_index');
    plain(knex, t, 'duplicate_key');
    t.integer('user_id').references('users.id');
    t.text('details').notNullable();
    t.text('purpose').notNullable();
    plain(knex, t, 'obtain').notNullable();
    plain(knex, t, 'deliver').notNullable();
    t.integer('body_id').references('bodies.id');
    t.integer('assigned_body_id').references('bodies.id');
    plain(knex, t, 'assigned_at');
    plain(knex, t, 'returned_on');
    plain(knex, t, 'received_at').notNullable();
    plain(knex, t, 'received_on').notNullable();
    plain(knex, t, 'recorded_at').notNullable();
    plain(knex, t, 'recorded_on').notNullable();
    t.text('late_entry_reason');
    for (const name of DATES) plain(knex, t, name);
    plain(knex, t, 'complete_by');
    plain(knex, t, 'extension_ground');
    plain(knex, t, 'first_opened_at');
    plain(knex, t, 'ladder_since').notNullable();
    plain(knex, t, 'next_action_at');
    plain(knex, t, 'proposal_kind');
    t.text('proposal');
    t.integer('proposed_by').references('users.id');
    t.text('decision');
    t.unique(['region_id', 'number']);
    t.index(['next_action_at']);
    t.index(['region_id', 'state', 'due_on', 'id']);
    t.index(['region_id', 'assigned_body_id', 'state', 'due_on', 'id']);
    t.index(['region_id', 'duplicate_key', 'recorded_at']);
    t.index(['region_id', 'received_on', 'id']);
    t.index(['user_id', 'id']);
  });
  await knex.schema.createTable('request_answers', (t) => {
    t.increments('id');
    t.integer('request_id').notNullable().references('requests.id');
    t.integer('body_id').notNullable().references('bodies.id');
    t.integer('user_id').notNullable().references('users.id');
    t.text('text').notNullable();
    plain(knex, t, 'created_at').notNullable();
    t.index(['request_id']);
  });
  await knex.schema.createTable('request_files', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('request_id').notNullable().references('requests.id');
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    t.integer('sealed').notNullable();
    t.integer('original_id').references('request_files.id');
    t.integer('letter_id');
    t.text('warning');
    t.integer('added_by').references('users.id');
    plain(knex, t, 'added_at').notNullable();
    t.index(['request_id']);
  });
  await knex.schema.createTable('request_drafts', (t) => {
    t.increments('id');
    plain(knex, t, 'token_hash').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.text('content_sealed').notNullable();
    t.integer('request_id').references('requests.id');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.index(['updated_at']);
  });
  await knex.schema.createTable('idempotency_keys', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'key').notNullable();
    plain(knex, t, 'body_hash').notNullable();
    t.integer('request_id').notNullable().references('requests.id');
    plain(knex, t, 'created_at').notNullable();
    t.primary(['region_id', 'key']);
  });
  await knex.schema.createTable('escalations', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'case_kind').notNullable();
    t.integer('case_id').notNullable();
    plain(knex, t, 'step').notNullable();
    plain(knex, t, 'due_on').notNullable();
    plain(knex, t, 'meant_for').notNullable();
    plain(knex, t, 'sent_to').notNullable();
    t.integer('body_id').references('bodies.id');
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'fired_at').notNullable();
    t.unique(['case_kind', 'case_id', 'step', 'due_on', 'meant_for']);
    t.index(['region_id', 'fired_at', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  const tables = [
    'escalations',
    'idempotency_keys',
    'request_drafts',
    'request_files',
    'request_answers',
    'requests',
    'counters',
  ];
  for (const table of tables) await knex.schema.dropTable(table);
}
