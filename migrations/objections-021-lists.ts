import type { Knex } from 'knex';

/** What lists of objections are read along: a body's own, and those granted that are still to be carried out. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX objections_of_body ON objections (region_id, body_id, state, due_on, id)');
  await knex.raw(
    'CREATE INDEX objections_to_carry_out ON objections (region_id, execute_by, id) WHERE execute_by IS NOT NULL AND executed_on IS NULL',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX objections_to_carry_out');
  await knex.raw('DROP INDEX objections_of_body');
}
