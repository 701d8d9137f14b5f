import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Exempt information: consequence tests (Perki 1/2021 Lampiran II) and what becomes of them, the decisions that enact them
 * (Lampiran III to V), delegations of the head's approval, and their files.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('exemption_delegations', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('user_id').notNullable().references('users.id');
    t.text('office').notNullable();
    t.text('number').notNullable();
    plain(knex, t, 'from_on').notNullable();
    plain(knex, t, 'until_on');
    t.text('head_name').notNullable();
    t.text('head_office').notNullable();
    plain(knex, t, 'revoked_on');
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.index(['region_id', 'user_id']);
  });
  await knex.schema.createTable('exemption_decisions', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    // As it stands on the decree; one decision may cover several items.
    t.text('number').notNullable();
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'decided_on').notNullable();
    t.text('place').notNullable();
    // Who signed and who approved, as they were called then: JSON.
    t.text('signatory').notNullable();
    t.text('approval').notNullable();
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.unique(['region_id', 'number']);
  });
  await knex.schema.createTable('exemptions', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'number').notNullable();
    t.integer('body_id').notNullable().references('bodies.id');
    plain(knex, t, 'request_number');
    plain(knex, t, 'purpose').notNullable();
    t.integer('replaces_id').references('exemptions.id');
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    plain(knex, t, 'form_key');
    t.text('title').notNullable();
    plain(knex, t, 'letter');
    t.integer('item');
    t.integer('partial').notNullable().defaultTo(0);
    t.text('part');
    t.text('legal_basis');
    t.text('statute');
    t.text('if_opened');
    t.text('if_closed');
    t.text('public_interest');
    t.text('term_basis');
    plain(knex, t, 'until_on');
    plain(knex, t, 'opens_on');
    plain(knex, t, 'target').notNullable();
    t.text('testers').notNullable();
    t.text('note');
    t.integer('prepared_by').references('users.id');
    plain(knex, t, 'handed_on');
    plain(knex, t, 'tested_on');
    t.integer('tested_by').references('users.id');
    plain(knex, t, 'approval_kind');
    plain(knex, t, 'approved_on');
    t.integer('approved_by').references('users.id');
    t.text('approval');
    t.integer('decision_id').references('exemption_decisions.id');
    plain(knex, t, 'decided_on');
    plain(knex, t, 'ends_on');
    plain(knex, t, 'ended_on');
    plain(knex, t, 'ended_by');
    t.integer('document_id').references('documents.id');
    t.text('terms');
    // Names of the messages about its end that have left: JSON.
    t.text('fired').notNullable();
    plain(knex, t, 'masking_due_on');
    plain(knex, t, 'masked_on');
    t.integer('masked_by').references('users.id');
    t.text('mask_note');
    plain(knex, t, 'next_action_at');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.unique(['region_id', 'number']);
    t.unique(['region_id', 'form_key']);
    t.index(['region_id', 'state', 'id']);
    t.index(['region_id', 'state', 'body_id', 'id']);
    t.index(['region_id', 'state', 'masked_on', 'id']);
    t.index(['region_id', 'body_id', 'id']);
    t.index(['next_action_at']);
    t.index(['decision_id']);
    t.index(['document_id']);
    t.index(['replaces_id']);
  });
  await knex.schema.createTable('exemption_files', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('exemption_id').references('exemptions.id');
    t.integer('decision_id').references('exemption_decisions.id');
    t.integer('delegation_id').references('exemption_delegations.id');
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    t.integer('sealed').notNullable().defaultTo(0);
    t.integer('added_by').references('users.id');
    plain(knex, t, 'added_at').notNullable();
    t.index(['exemption_id']);
    t.index(['decision_id']);
    t.index(['delegation_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['exemption_files', 'exemptions', 'exemption_decisions', 'exemption_delegations']) {
    await knex.schema.dropTable(table);
  }
}
