import type { Knex } from 'knex';

/** What the desk and the auditor look for among many: letters on paper under way, and cases entered later than received. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX letters_on_their_way ON letters (region_id, id) WHERE reached_on IS NULL');
  await knex.raw(
    'CREATE INDEX requests_entered_late ON requests (region_id, received_on, id) WHERE late_entry_reason IS NOT NULL',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX requests_entered_late');
  await knex.raw('DROP INDEX letters_on_their_way');
}
