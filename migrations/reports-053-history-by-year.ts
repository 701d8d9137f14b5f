import type { Knex } from 'knex';

/**
 * Which years of receipt were written to in a month is asked of this index, from year to year. Not by the columns themselves nor by
 * the instant, so that no other question finds it: the years' figures and the lines of a case are read along the key. (In a
 * new database, which knows nothing of its tables, PostgreSQL would take this index to look for one case among all others.)
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    'CREATE INDEX case_history_by_year ON case_history ((region_id + 0), (year + 0), substr(recorded_at, 1, 13))',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX case_history_by_year');
}
