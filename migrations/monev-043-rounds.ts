import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

/**
 * The yearly appraisal by an information commission (Perki 1/2022): a round for each year and commission with its
 * questionnaire, the answers, what was frozen of them, and which reminders were sent.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('monev_rounds', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('year').notNullable();
    plain(knex, t, 'commission').notNullable();
    t.text('commission_name').notNullable();
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    // Whose service is judged: mostly the year before.
    t.integer('service_year').notNullable();
    plain(knex, t, 'submit_by');
    // Where the questionnaire was read; null: it is our own beginning, which nobody has compared.
    t.text('basis');
    t.text('questionnaire').notNullable();
    t.integer('copied_from');
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    plain(knex, t, 'changed_at').notNullable();
    t.integer('proposed_by').references('users.id');
    plain(knex, t, 'proposed_at');
    t.unique(['region_id', 'year', 'commission']);
  });
  await knex.schema.createTable('monev_answers', (t) => {
    t.integer('round_id').notNullable().references('monev_rounds.id');
    plain(knex, t, 'code').notNullable();
    t.integer('version').notNullable();
    plain(knex, t, 'value').notNullable();
    // What the evidence said at that moment, and the evidence itself.
    plain(knex, t, 'proposed');
    t.text('evidence');
    t.text('reason');
    t.text('note');
    t.text('link');
    t.integer('answered_by').references('users.id');
    plain(knex, t, 'answered_at').notNullable();
    t.primary(['round_id', 'code']);
  });
  await knex.schema.createTable('monev_freezes', (t) => {
    t.increments('id');
    t.integer('round_id').notNullable().references('monev_rounds.id');
    t.integer('number').notNullable();
    t.text('content').notNullable();
    plain(knex, t, 'hash').notNullable();
    // The score in hundredths of a point.
    t.integer('score').notNullable();
    t.text('band').notNullable();
    t.integer('frozen_by').references('users.id');
    plain(knex, t, 'frozen_at').notNullable();
    t.unique(['round_id', 'number']);
  });
  await appendOnly(knex, 'monev_freezes');
  await knex.schema.createTable('monev_reminders', (t) => {
    t.integer('round_id').notNullable().references('monev_rounds.id');
    // A day that was moved begins its own reminders.
    plain(knex, t, 'submit_by').notNullable();
    plain(knex, t, 'step').notNullable();
    plain(knex, t, 'sent_at').notNullable();
    t.primary(['round_id', 'submit_by', 'step']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await dropAppendOnly(knex, 'monev_freezes');
  for (const table of ['reminders', 'freezes', 'answers', 'rounds']) await knex.schema.dropTable(`monev_${table}`);
}
