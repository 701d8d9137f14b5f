import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, onPostgres, plain } from './columns';

/**
 * The annual report on information service (Perki 1/2021 Pasal 56–58): its versions with the figures that were frozen in
 * each, every state of its texts, the proof that the commission has its copy, and which reminders were sent.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('annual_reports', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('year').notNullable();
    // 1, and one more for each correction.
    t.integer('number').notNullable();
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    // Why it was corrected; null in the first.
    t.text('correction');
    // As JSON: the narrative parts, and the reasons for what does not reconcile.
    t.text('texts').notNullable();
    t.text('reasons').notNullable();
    t.text('figures');
    plain(knex, t, 'figures_hash');
    plain(knex, t, 'frozen_at');
    t.integer('started_by').references('users.id');
    plain(knex, t, 'started_at').notNullable();
    t.integer('published_by').references('users.id');
    plain(knex, t, 'published_at');
    t.integer('body_id').references('bodies.id');
    plain(knex, t, 'full_document');
    plain(knex, t, 'summary_document');
    plain(knex, t, 'copied_on');
    plain(knex, t, 'copied_way');
    t.text('copied_to');
    t.text('copied_note');
    t.unique(['region_id', 'year', 'number']);
  });
  // One version of a year is worked on at a time: a second click finds the first.
  await knex.raw(`CREATE UNIQUE INDEX annual_reports_one_open ON annual_reports (region_id, year)
    WHERE state <> 'published'`);
  await knex.schema.createTable('annual_report_texts', (t) => {
    t.increments('id');
    t.integer('report_id').notNullable().references('annual_reports.id');
    t.integer('number').notNullable();
    t.text('texts').notNullable();
    t.integer('saved_by').references('users.id');
    plain(knex, t, 'saved_at').notNullable();
    t.unique(['report_id', 'number']);
  });
  await knex.schema.createTable('annual_report_files', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('report_id').notNullable().references('annual_reports.id');
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    plain(knex, t, 'added_at').notNullable();
    t.index(['report_id']);
  });
  await knex.schema.createTable('annual_report_reminders', (t) => {
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('year').notNullable();
    plain(knex, t, 'step').notNullable();
    plain(knex, t, 'sent_at').notNullable();
    t.primary(['region_id', 'year', 'step']);
  });
  await appendOnly(knex, 'annual_report_texts');
  await appendOnly(knex, 'annual_report_files');
  await freeze(knex);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TRIGGER annual_reports_frozen${onPostgres(knex) ? ' ON annual_reports' : ''}`);
  if (onPostgres(knex)) await knex.raw('DROP FUNCTION annual_reports_frozen()');
  await dropAppendOnly(knex, 'annual_report_files');
  await dropAppendOnly(knex, 'annual_report_texts');
  for (const table of ['annual_report_reminders', 'annual_report_files', 'annual_report_texts', 'annual_reports']) {
    await knex.schema.dropTable(table);
  }
}

/** What was published says for ever what it said: only the copy to the commission is still recorded. */
async function freeze(knex: Knex): Promise<void> {
  const differs = onPostgres(knex) ? 'IS DISTINCT FROM' : 'IS NOT';
  const kept = ['state', 'texts', 'reasons', 'figures', 'figures_hash', 'frozen_at', 'published_at'];
  const when = `OLD.state = 'published' AND (${kept.map((name) => `NEW.${name} ${differs} OLD.${name}`).join(' OR ')})`;
  const says = 'a published report is never changed';
  if (!onPostgres(knex)) {
    await knex.raw(`CREATE TRIGGER annual_reports_frozen BEFORE UPDATE ON annual_reports WHEN ${when}
      BEGIN SELECT RAISE(ABORT, '${says}'); END`);
    return;
  }
  await knex.raw(`CREATE OR REPLACE FUNCTION annual_reports_frozen() RETURNS trigger AS $$
    BEGIN IF ${when} THEN RAISE EXCEPTION '${says}'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql`);
  await knex.raw(`CREATE TRIGGER annual_reports_frozen BEFORE UPDATE ON annual_reports FOR EACH ROW
    EXECUTE FUNCTION annual_reports_frozen()`);
}
