import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

/**
 * What the information commission announced of a round: its score and band, when and under which number, the points of
 * each indicator where it gives them, and the announcement as a file. A wrong entry is followed by another one, never
 * changed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('monev_results', (t) => {
    t.increments('id');
    t.integer('round_id').notNullable().references('monev_rounds.id');
    // 1, and one more for each correction.
    t.integer('number').notNullable();
    // In hundredths of a point.
    t.integer('score').notNullable();
    t.text('band').notNullable();
    plain(knex, t, 'announced_on').notNullable();
    t.text('announcement').notNullable();
    t.text('link');
    // Points by the code of the section, as JSON; what the commission did not give is not in it.
    t.text('sections').notNullable();
    // Why it is entered anew; null in the first.
    t.text('reason');
    t.integer('recorded_by').references('users.id');
    plain(knex, t, 'recorded_at').notNullable();
    t.unique(['round_id', 'number']);
  });
  await knex.schema.createTable('monev_result_files', (t) => {
    t.increments('id');
    t.integer('result_id').notNullable().unique().references('monev_results.id');
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    plain(knex, t, 'added_at').notNullable();
  });
  await appendOnly(knex, 'monev_results');
  await appendOnly(knex, 'monev_result_files');
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['monev_result_files', 'monev_results']) {
    await dropAppendOnly(knex, table);
    await knex.schema.dropTable(table);
  }
}
