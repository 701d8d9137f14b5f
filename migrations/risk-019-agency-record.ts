import type { Knex } from 'knex';

/** How a body has answered, read from the index alone: only what was answered stands in it, by the body that held it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `CREATE INDEX requests_agency_record ON requests (region_id, (coalesce(assigned_body_id, body_id)), notified_on, due_on)
     WHERE notified_on IS NOT NULL AND (assigned_body_id IS NOT NULL OR returned_on IS NULL)`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX requests_agency_record');
}
