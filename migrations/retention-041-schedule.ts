import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

const CASES = ['requests', 'objections', 'disputes', 'breaches'];
const PAPERS = "('ktp', 'akta', 'surat_kuasa', 'ktp_grantor')";

/** When a case ended, as `retention/roots.ts` has it: the due list reads these indexes. */
const INDEXES: Readonly<Record<string, string>> = {
  requests_retention: `requests (region_id, (coalesce(closed_on, lapsed_on, withdrawn_on, notified_on, received_on)), id)
    WHERE erased_at IS NULL AND state IN ('closed', 'lapsed', 'withdrawn')`,
  objections_retention: `objections (region_id, (coalesce(closed_on, executed_on, answered_on, unanswered_on, withdrawn_on, received_on)), id)
    WHERE erased_at IS NULL AND request_id IS NULL AND state IN ('upheld', 'unanswered', 'withdrawn', 'closed')`,
  breaches_retention: `breaches (region_id, closed_at, id) WHERE erased_at IS NULL AND state = 'closed'`,
  request_files_papers: `request_files (request_id) WHERE kind IN ${PAPERS}`,
  case_files_papers: `case_files (case_kind, case_id) WHERE kind IN ${PAPERS}`,
};

/**
 * How long each kind of record is kept, in versions; lists of what is due, proposed and approved; what became of each case
 * in them; what a hold keeps from it; and files whose bytes are still to go.
 */
export async function up(knex: Knex): Promise<void> {
  for (const table of CASES) await knex.schema.alterTable(table, (t) => void plain(knex, t, 'erased_at'));
  await knex.schema.createTable('retention_rules', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'kind').notNullable();
    t.integer('length').notNullable();
    plain(knex, t, 'unit').notNullable();
    plain(knex, t, 'counted_from').notNullable();
    t.text('basis').notNullable();
    t.text('reason').notNullable();
    t.integer('made_by').notNullable().references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.index(['region_id', 'kind', 'id']);
  });
  await appendOnly(knex, 'retention_rules');
  await knex.schema.createTable('retention_holds', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'case_kind').notNullable();
    t.integer('case_id').notNullable();
    plain(knex, t, 'number').notNullable();
    t.text('reason').notNullable();
    plain(knex, t, 'until_on');
    t.integer('made_by').notNullable().references('users.id');
    plain(knex, t, 'made_at').notNullable();
    plain(knex, t, 'lifted_at');
    t.integer('lifted_by').references('users.id');
    t.text('lift_reason');
    t.index(['case_kind', 'case_id']);
    t.index(['region_id', 'id']);
  });
  await knex.schema.createTable('retention_lists', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'number').notNullable();
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable();
    t.text('basis').notNullable();
    t.text('note');
    t.integer('cases').notNullable();
    t.integer('proposed_by').notNullable().references('users.id');
    plain(knex, t, 'proposed_at').notNullable();
    t.integer('decided_by').references('users.id');
    plain(knex, t, 'decided_at');
    t.text('decision_note');
    t.integer('erased').notNullable().defaultTo(0);
    t.integer('skipped').notNullable().defaultTo(0);
    t.integer('files').notNullable().defaultTo(0);
    t.bigInteger('bytes').notNullable().defaultTo(0);
    t.integer('letters').notNullable().defaultTo(0);
    t.integer('mails').notNullable().defaultTo(0);
    plain(knex, t, 'digest');
    plain(knex, t, 'finished_at');
    t.unique(['region_id', 'number']);
    t.index(['region_id', 'state', 'id']);
  });
  await knex.schema.createTable('retention_items', (t) => {
    t.integer('list_id').notNullable().references('retention_lists.id');
    plain(knex, t, 'case_kind').notNullable();
    t.integer('case_id').notNullable();
    plain(knex, t, 'kind').notNullable();
    plain(knex, t, 'number').notNullable();
    plain(knex, t, 'base_on').notNullable();
    plain(knex, t, 'due_on').notNullable();
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'why');
    t.integer('files').notNullable().defaultTo(0);
    plain(knex, t, 'digest');
    plain(knex, t, 'done_at');
    t.primary(['list_id', 'case_kind', 'case_id']);
  });
  // A case stands in one open list of a kind, whoever proposes at the same moment.
  await knex.raw(
    "CREATE UNIQUE INDEX retention_items_open ON retention_items (kind, case_kind, case_id) WHERE state = 'listed'",
  );
  await knex.schema.createTable('retention_files', (t) => {
    plain(knex, t, 'stored_name').notNullable().primary();
    t.integer('list_id').notNullable().references('retention_lists.id');
    t.integer('tries').notNullable().defaultTo(0);
    plain(knex, t, 'next_try_at').notNullable();
    t.index(['next_try_at']);
    t.index(['list_id']);
  });
  for (const [name, on] of Object.entries(INDEXES)) await knex.raw(`CREATE INDEX ${name} ON ${on}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const name of Object.keys(INDEXES)) await knex.raw(`DROP INDEX ${name}`);
  await dropAppendOnly(knex, 'retention_rules');
  for (const table of ['files', 'items', 'lists', 'holds', 'rules']) await knex.schema.dropTable(`retention_${table}`);
  // By hand: the query builder would make the tables anew on SQLite and lose their partial indexes and triggers.
  for (const table of CASES) await knex.raw(`ALTER TABLE ${table} DROP COLUMN erased_at`);
}
