import type { Knex } from 'knex';

/** Whether a letter has left is asked by the letter. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX outbox_letter ON outbox (letter_id) WHERE letter_id IS NOT NULL');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX outbox_letter');
}
