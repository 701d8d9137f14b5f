import type { Knex } from 'knex';
import { onPostgres, plain } from './columns';

/** What a document must lack to stand on the check page; the words must be those of `catalogue/register-queries.ts`. */
const INCOMPLETE = ['summary', 'holder', 'publisher', 'made_on', 'form', 'retention']
  .map((name) => `coalesce(${name}, '') = ''`)
  .join(' OR ');

/**
 * The register of public information (Perki 1/2021 Pasal 45): its versions, the frozen rows of each, the decree's file,
 * which reminders were sent, and the printed parts that were made.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('dip_versions', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    // Given at the enactment: 1, 2, 3.
    t.integer('number');
    plain(knex, t, 'state').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    t.text('note');
    t.integer('proposed_by').references('users.id');
    plain(knex, t, 'proposed_at').notNullable();
    // How far the snapshot is: the last group and the last document of it, as JSON.
    t.text('place');
    t.integer('row_count').notNullable().defaultTo(0);
    t.integer('incomplete_count').notNullable().defaultTo(0);
    plain(knex, t, 'rows_hash').notNullable();
    plain(knex, t, 'stalled_at');
    plain(knex, t, 'compiled_at');
    t.integer('decided_by').references('users.id');
    plain(knex, t, 'decided_at');
    t.text('decision_note');
    plain(knex, t, 'approved_on');
    plain(knex, t, 'withdrawn_at');
    t.text('withdrawn_reason');
    t.text('decree_number');
    plain(knex, t, 'decree_on');
    t.integer('enacted_by').references('users.id');
    plain(knex, t, 'enacted_at');
    plain(knex, t, 'renew_by');
    t.text('terms');
    t.unique(['region_id', 'number']);
    t.unique(['region_id', 'decree_number']);
    t.index(['region_id', 'state', 'decree_on', 'number']);
  });
  // One proposal at a time: a second click finds the first one.
  await knex.raw(`CREATE UNIQUE INDEX dip_versions_one_open ON dip_versions (region_id)
    WHERE state IN ('compiling', 'proposed', 'returned', 'approved')`);
  await knex.schema.createTable('dip_rows', (t) => {
    t.integer('version_id').notNullable().references('dip_versions.id');
    t.integer('number').notNullable();
    t.integer('document_id').notNullable();
    t.integer('body_id').notNullable();
    t.text('body_name').notNullable();
    plain(knex, t, 'category').notNullable();
    plain(knex, t, 'subkind');
    plain(knex, t, 'slug').notNullable();
    t.text('title').notNullable();
    t.text('summary');
    t.text('holder');
    t.text('publisher');
    plain(knex, t, 'made_on');
    t.text('made_at');
    t.integer('year');
    t.text('form');
    t.text('retention');
    t.integer('example').notNullable();
    plain(knex, t, 'hash').notNullable();
    t.primary(['version_id', 'number']);
    t.unique(['version_id', 'document_id']);
    t.index(['version_id', 'category', 'number']);
  });
  // The rows of a body and category stand one after the other: `first_number` and `rows` say where.
  await knex.schema.createTable('dip_groups', (t) => {
    t.integer('version_id').notNullable().references('dip_versions.id');
    t.integer('first_number').notNullable();
    t.integer('body_id').notNullable();
    t.text('body_name').notNullable();
    plain(knex, t, 'category').notNullable();
    t.integer('rows').notNullable();
    t.integer('incomplete').notNullable();
    t.primary(['version_id', 'body_id', 'category']);
  });
  await knex.schema.createTable('dip_files', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('version_id').notNullable().references('dip_versions.id');
    plain(knex, t, 'stored_name').notNullable();
    t.text('name').notNullable();
    plain(knex, t, 'media_type').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    plain(knex, t, 'added_at').notNullable();
    t.index(['version_id']);
  });
  await knex.schema.createTable('dip_reminders', (t) => {
    t.integer('version_id').notNullable().references('dip_versions.id');
    plain(knex, t, 'step').notNullable();
    plain(knex, t, 'sent_at').notNullable();
    t.primary(['version_id', 'step']);
  });
  await knex.schema.createTable('dip_prints', (t) => {
    t.integer('version_id').notNullable().references('dip_versions.id');
    t.integer('part').notNullable();
    plain(knex, t, 'stored_name').notNullable();
    t.integer('size').notNullable();
    plain(knex, t, 'sha256').notNullable();
    // The rows whose content was covered in it, as JSON: what became exempt since.
    t.text('covered').notNullable();
    t.primary(['version_id', 'part']);
  });
  await knex.raw(`CREATE INDEX documents_incomplete ON documents (region_id, body_id, id)
    WHERE state = 'published' AND category <> 'dikecualikan' AND (${INCOMPLETE})`);
  for (const { table, verb, when, says } of FROZEN) await refuse(knex, table, verb, when, says);
}

export async function down(knex: Knex): Promise<void> {
  for (const { table, verb } of FROZEN) {
    const name = `${table}_no_${verb.toLowerCase()}`;
    await knex.raw(`DROP TRIGGER IF EXISTS ${name}${onPostgres(knex) ? ` ON ${table}` : ''}`);
    if (onPostgres(knex)) await knex.raw(`DROP FUNCTION IF EXISTS ${name}()`);
  }
  await knex.raw('DROP INDEX documents_incomplete');
  for (const table of ['dip_prints', 'dip_reminders', 'dip_files', 'dip_groups', 'dip_rows', 'dip_versions']) {
    await knex.schema.dropTable(table);
  }
}

const stateOf = (row: 'OLD' | 'NEW') => `(SELECT state FROM dip_versions WHERE id = ${row}.version_id)`;

/**
 * What makes the register frozen. A row is never changed, and thrown away only with a proposal that was withdrawn; none
 * comes in beyond those that were counted when the snapshot ended (a restore puts back exactly those).
 */
const FROZEN = [
  {
    table: 'dip_versions',
    verb: 'UPDATE',
    when: "OLD.state IN ('enacted', 'withdrawn')",
    says: 'an enacted register is never changed',
  },
  { table: 'dip_versions', verb: 'DELETE', when: '1 = 1', says: 'a version of the register is never deleted' },
  { table: 'dip_rows', verb: 'UPDATE', when: '1 = 1', says: 'rows of the register are never changed' },
  {
    table: 'dip_rows',
    verb: 'DELETE',
    when: `${stateOf('OLD')} <> 'withdrawn'`,
    says: 'rows of the register are never deleted',
  },
  {
    table: 'dip_rows',
    verb: 'INSERT',
    when: `${stateOf('NEW')} <> 'compiling' AND NEW.number > (SELECT row_count FROM dip_versions WHERE id = NEW.version_id)`,
    says: 'the register is frozen',
  },
  {
    table: 'dip_groups',
    verb: 'UPDATE',
    when: `${stateOf('OLD')} <> 'compiling'`,
    says: 'groups of the register are never changed',
  },
  {
    table: 'dip_groups',
    verb: 'DELETE',
    when: `${stateOf('OLD')} <> 'withdrawn'`,
    says: 'groups of the register are never deleted',
  },
  { table: 'dip_files', verb: 'UPDATE', when: '1 = 1', says: 'a decree that was filed is never changed' },
  { table: 'dip_files', verb: 'DELETE', when: '1 = 1', says: 'a decree that was filed is never deleted' },
] as const;

async function refuse(knex: Knex, table: string, verb: string, when: string, says: string): Promise<void> {
  const name = `${table}_no_${verb.toLowerCase()}`;
  if (!onPostgres(knex)) {
    await knex.raw(`CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} WHEN ${when}
      BEGIN SELECT RAISE(ABORT, '${says}'); END`);
    return;
  }
  const kept = verb === 'DELETE' ? 'OLD' : 'NEW';
  await knex.raw(`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger AS $$
    BEGIN IF ${when} THEN RAISE EXCEPTION '${says}'; END IF; RETURN ${kept}; END $$ LANGUAGE plpgsql`);
  await knex.raw(`CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`);
}
