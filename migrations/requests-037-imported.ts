import type { Knex } from 'knex';
import { plain } from './columns';

const COLUMNS = ['imported', 'import_key', 'register_no'];

/**
 * Cases of old registers: marked, named by what identifies them there, with the number they had. Registers are read by the
 * day of receipt, whole or of one body.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('requests', (t) => {
    t.integer('imported').notNullable().defaultTo(0);
    plain(knex, t, 'import_key');
    t.text('register_no');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX requests_import_key ON requests (region_id, import_key) WHERE import_key IS NOT NULL',
  );
  await agencyRecord(knex, ' AND imported = 0');
  await knex.raw('CREATE INDEX requests_of_body ON requests (region_id, body_id, received_on, id)');
  await knex.raw('CREATE INDEX requests_imported ON requests (region_id, received_on, id) WHERE imported = 1');
  await knex.raw('CREATE INDEX objections_received ON objections (region_id, received_on, id)');
  await knex.raw('CREATE INDEX disputes_recorded ON disputes (region_id, recorded_on, id)');
  await knex.raw('CREATE INDEX letters_dated ON letters (region_id, dated_on, id)');
}

export async function down(knex: Knex): Promise<void> {
  await agencyRecord(knex, '');
  const indexes = [
    'letters_dated',
    'disputes_recorded',
    'objections_received',
    'requests_imported',
    'requests_of_body',
  ];
  for (const index of [...indexes, 'requests_import_key']) await knex.raw(`DROP INDEX ${index}`);
  // By hand: the query builder would make the table anew on SQLite and lose its partial indexes.
  for (const column of COLUMNS) await knex.raw(`ALTER TABLE requests DROP COLUMN ${column}`);
}

/** How a body answers today is no matter of what it did before the portal. */
async function agencyRecord(knex: Knex, also: string): Promise<void> {
  await knex.raw('DROP INDEX requests_agency_record');
  await knex.raw(
    `CREATE INDEX requests_agency_record ON requests (region_id, (coalesce(assigned_body_id, body_id)), notified_on, due_on)
     WHERE notified_on IS NOT NULL AND (assigned_body_id IS NOT NULL OR returned_on IS NULL)${also}`,
  );
}
