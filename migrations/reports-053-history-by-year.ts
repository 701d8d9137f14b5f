import type { Knex } from 'knex';

/**
 * Which years of receipt were written to in a month is asked of this index, from year to year. By the hour and not by the
 * instant, so that no other question finds it: the years' figures are read along the key, where their lines lie side by side.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX case_history_by_year ON case_history (region_id, year, substr(recorded_at, 1, 13))');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX case_history_by_year');
}
