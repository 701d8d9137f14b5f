import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, onPostgres, plain } from './columns';

/** Who did it, as the payload says: an index reads it there, since the rows themselves may never be touched. */
const person = (knex: Knex): string =>
  onPostgres(knex) ? `(payload::json #>> '{actor,user}')` : `json_extract(payload, '$.actor.user')`;

/**
 * The log can be asked by person and by kind; the head of each day is kept with its signature; an auditor's samples and
 * findings have tables of their own, so that nothing of theirs touches a case.
 */
export async function up(knex: Knex): Promise<void> {
  const on = 'ON audit_events (region_id,';
  await knex.raw(`CREATE INDEX audit_events_by_kind ${on} kind, id)`);
  await knex.raw(`CREATE INDEX audit_events_by_person ${on} (${person(knex)}), id)`);
  await knex.raw(`CREATE INDEX audit_events_by_person_kind ${on} (${person(knex)}), kind, id)`);
  await knex.schema.createTable('audit_heads', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'day').notNullable();
    t.integer('seal_id').notNullable();
    plain(knex, t, 'seal').notNullable();
    t.integer('last_event').notNullable();
    // Ed25519, base64, over the region, the day and the seal; and the key it is checked with.
    t.text('signature').notNullable();
    t.text('public_key').notNullable();
    t.integer('mailed').notNullable();
    plain(knex, t, 'made_at').notNullable();
    t.primary(['region_id', 'day']);
  });
  await appendOnly(knex, 'audit_heads');
  await knex.schema.createTable('audit_samples', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('user_id').notNullable().references('users.id');
    // request, objection, dispute
    plain(knex, t, 'case_kind').notNullable();
    t.integer('year').notNullable();
    t.integer('body_id').references('bodies.id');
    t.text('seed').notNullable();
    // The cases it was drawn from: those of the year up to this key, so many.
    t.integer('up_to').notNullable();
    t.integer('population').notNullable();
    // JSON array of numbers, in the order in which they were drawn.
    t.text('picked').notNullable();
    t.text('purpose').notNullable();
    plain(knex, t, 'created_at').notNullable();
    t.index(['region_id', 'id']);
  });
  await appendOnly(knex, 'audit_samples');
  await knex.schema.createTable('audit_findings', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.text('title').notNullable();
    // A case by its number, or a figure by its name; one of them at least.
    plain(knex, t, 'case_number');
    t.text('figure');
    // Who answers: this body, or the PPID when it is null.
    t.integer('body_id').references('bodies.id');
    // open, answered, closed
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    plain(knex, t, 'answer_by').notNullable();
    // The next day on which whoever answers is reminded; null while nobody waits.
    plain(knex, t, 'remind_on');
    t.integer('created_by').notNullable().references('users.id');
    plain(knex, t, 'created_at').notNullable();
    plain(knex, t, 'updated_at').notNullable();
    t.index(['region_id', 'state', 'id']);
    t.index(['region_id', 'body_id', 'state', 'id']);
    t.index(['region_id', 'case_number']);
    t.index(['region_id', 'remind_on']);
  });
  await knex.schema.createTable('audit_finding_notes', (t) => {
    t.increments('id');
    t.integer('finding_id').notNullable().references('audit_findings.id');
    // opened, answered, asked_again, closed
    plain(knex, t, 'kind').notNullable();
    t.text('text').notNullable();
    t.integer('user_id').notNullable().references('users.id');
    plain(knex, t, 'role').notNullable();
    plain(knex, t, 'made_at').notNullable();
    t.index(['finding_id', 'id']);
  });
  await appendOnly(knex, 'audit_finding_notes');
}

export async function down(knex: Knex): Promise<void> {
  await dropAppendOnly(knex, 'audit_finding_notes');
  await knex.schema.dropTable('audit_finding_notes');
  await knex.schema.dropTable('audit_findings');
  for (const table of ['audit_samples', 'audit_heads']) {
    await dropAppendOnly(knex, table);
    await knex.schema.dropTable(table);
  }
  for (const name of ['kind', 'person', 'person_kind']) await knex.raw(`DROP INDEX audit_events_by_${name}`);
}
