import type { Knex } from 'knex';
import { onPostgres, plain } from './columns';

const TEXTS = [
  'check_from',
  'incomplete_reached_on',
  'due_told_on',
  'extended_from',
  'object_told_on',
  'objection_ended_on',
];

/**
 * A request keeps the day 0 of each of its clocks, the dates that were told before the calendar moved them, the terms it
 * was received under and how many objections are open against it. A letter belongs to a case of any kind, and so do files.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('requests', (t) => {
    for (const name of TEXTS) plain(knex, t, name);
    t.integer('provide_days');
    t.integer('open_objections').notNullable().defaultTo(0);
    t.text('terms');
  });
  await knex('requests').update({ check_from: knex.ref('recorded_on') });
  await knex('requests')
    .whereNotNull('repair_due_on')
    .update({ incomplete_reached_on: knex.ref('incomplete_on') });
  await knex.raw(
    "CREATE INDEX requests_open ON requests (region_id, id) WHERE state NOT IN ('lapsed', 'withdrawn', 'closed')",
  );
  await rebuildLetters(knex, true);
  await knex.schema.createTable('case_files', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    plain(knex, t, 'case_kind').notNullable();
    t.integer('case_id').notNullable();
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    t.integer('sealed').notNullable();
    t.integer('added_by').references('users.id');
    plain(knex, t, 'added_at').notNullable();
    t.index(['case_kind', 'case_id', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('case_files');
  await rebuildLetters(knex, false);
  await knex.raw('DROP INDEX requests_open');
  for (const name of [...TEXTS, 'provide_days', 'open_objections', 'terms']) {
    await knex.raw(`ALTER TABLE requests DROP COLUMN ${name}`);
  }
}

const KEPT = [
  'id',
  'public_id',
  'region_id',
  'request_id',
  'kind',
  'number',
  'language',
  'dated_on',
  'content_sealed',
  'sent_way',
  'sent_on',
  'reached_on',
  'signed_file_id',
  'created_at',
];

/** SQLite cannot loosen a column in place, so the table is made anew on both engines and its rows are copied. */
async function rebuildLetters(knex: Knex, anyCase: boolean): Promise<void> {
  await knex.raw('DROP INDEX letters_on_their_way');
  await knex.schema.createTable('letters_anew', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable();
    t.integer('region_id').notNullable().references('regions.id');
    const request = t.integer('request_id').references('requests.id');
    if (anyCase) {
      plain(knex, t, 'case_kind').notNullable();
      t.integer('case_id').notNullable();
    } else request.notNullable();
    plain(knex, t, 'kind').notNullable();
    t.text('number').notNullable();
    plain(knex, t, 'language').notNullable();
    plain(knex, t, 'dated_on').notNullable();
    t.text('content_sealed').notNullable();
    plain(knex, t, 'sent_way');
    plain(knex, t, 'sent_on');
    plain(knex, t, 'reached_on');
    // The scan of the signed letter: a file of the same case, in `request_files` or `case_files`.
    t.integer('signed_file_id');
    plain(knex, t, 'created_at').notNullable();
  });
  const columns = KEPT.join(', ');
  const more = anyCase ? [', case_kind, case_id', ", 'request', request_id"] : ['', ''];
  await knex.raw(
    `INSERT INTO letters_anew (${columns}${more[0]}) SELECT ${columns}${more[1]} FROM letters WHERE request_id IS NOT NULL ORDER BY id`,
  );
  await knex.schema.dropTable('letters');
  await knex.schema.renameTable('letters_anew', 'letters');
  if (onPostgres(knex)) {
    await knex.raw('ALTER SEQUENCE letters_anew_id_seq RENAME TO letters_id_seq');
    await knex.raw('ALTER INDEX letters_anew_pkey RENAME TO letters_pkey');
    await knex.raw("SELECT setval('letters_id_seq', coalesce((SELECT max(id) FROM letters), 0) + 1, false)");
  }
  await knex.raw('CREATE UNIQUE INDEX letters_public_id ON letters (public_id)');
  await knex.raw('CREATE UNIQUE INDEX letters_number ON letters (region_id, number)');
  await knex.raw('CREATE INDEX letters_of_request ON letters (request_id, id)');
  if (anyCase) await knex.raw('CREATE INDEX letters_of_case ON letters (case_kind, case_id, id)');
  await knex.raw('CREATE INDEX letters_on_their_way ON letters (region_id, id) WHERE reached_on IS NULL');
}
