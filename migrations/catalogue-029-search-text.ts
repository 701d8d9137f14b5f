import type { Knex } from 'knex';
import { up as upFormer } from './catalogue-009-search';
import { onPostgres, plain } from './columns';

/**
 * Search by stems, in the text of files too. The words of the index are made by the program (`src/catalogue/search`),
 * the same for both engines; triggers say which documents are to be looked at, whoever writes them and however, and take
 * out at once what may no longer be found. The text of a file is kept only while its document is public, not exempt, and
 * its files are not held.
 */
export async function up(knex: Knex): Promise<void> {
  await dropFormer(knex);
  await knex.schema.createTable('document_index_queue', (t) => {
    // A row for every change: a second one must not be lost because the first is being worked.
    t.increments('id');
    t.integer('document_id').notNullable();
    t.index(['document_id']);
  });
  await knex.schema.createTable('document_texts', (t) => {
    t.integer('file_id').primary();
    t.integer('document_id').notNullable();
    t.text('text').notNullable();
    t.index(['document_id']);
  });
  await knex.schema.createTable('document_extractions', (t) => {
    t.integer('file_id').primary();
    t.integer('document_id').notNullable();
    // `idle`: not to be read now; `waiting`: to be read, not before `not_before`; `done`: what came of it is in `outcome`.
    plain(knex, t, 'state').notNullable();
    plain(knex, t, 'not_before').notNullable();
    plain(knex, t, 'outcome');
    t.integer('pages_read');
    t.integer('tries').notNullable().defaultTo(0);
    t.index(['state', 'not_before']);
    t.index(['document_id']);
  });
  await knex.schema.createTable('search_words', (t) => {
    t.integer('region_id').notNullable();
    plain(knex, t, 'word').notNullable();
    t.primary(['region_id', 'word']);
  });
  await knex.schema.alterTable('documents', (t) => {
    t.index(['region_id', 'state', 'category', 'body_id', 'year', 'format'], 'documents_by_filter');
  });
  await (onPostgres(knex) ? upPostgres(knex) : upSqlite(knex));
  await knex.raw(`INSERT INTO document_extractions (file_id, document_id, state, not_before)
    SELECT f.id, f.document_id, CASE WHEN ${open('d')} THEN 'waiting' ELSE 'idle' END, ''
    FROM document_files f JOIN documents d ON d.id = f.document_id WHERE f.removed_at IS NULL`);
  await knex.raw(`INSERT INTO document_index_queue (document_id) SELECT id FROM documents WHERE state = 'published'`);
}

export async function down(knex: Knex): Promise<void> {
  for (const [trigger, table] of TRIGGERS) {
    await knex.raw(`DROP TRIGGER ${trigger}${onPostgres(knex) ? ` ON ${table}` : ''}`);
  }
  await knex.raw('DROP TABLE document_search');
  if (onPostgres(knex)) {
    await knex.raw('DROP FUNCTION document_search_keep()');
    await knex.raw('DROP FUNCTION document_text_keep()');
  }
  await knex.schema.alterTable('documents', (t) => t.dropIndex([], 'documents_by_filter'));
  for (const table of ['search_words', 'document_extractions', 'document_texts', 'document_index_queue']) {
    await knex.schema.dropTable(table);
  }
  await restoreFormer(knex);
}

const TRIGGERS = [
  ['document_search_added', 'documents'],
  ['document_search_changed', 'documents'],
  ['document_search_removed', 'documents'],
  ['document_text_added', 'document_files'],
  ['document_text_changed', 'document_files'],
  ['document_text_removed', 'document_files'],
] as const;

/** True while the text of a document's files may be kept. */
const open = (row: string): string =>
  `(${row}.state = 'published' AND ${row}.category <> 'dikecualikan' AND ${row}.held_files = 0)`;

const COLUMNS = 'title, summary, category, body_id, year, format, state, published_at, held_files, region_id';

/** A document's words may stay in the index until it is looked at again, unless they may no longer be found. */
const mustLeave = `(NEW.state <> 'published' OR (${open('OLD')} AND NOT ${open('NEW')}))`;
const changed = [
  'INSERT INTO document_index_queue (document_id) VALUES (NEW.id)',
  `DELETE FROM document_texts WHERE document_id = NEW.id AND NOT ${open('NEW')}`,
  `UPDATE document_extractions SET state = CASE WHEN ${open('NEW')} THEN 'waiting' ELSE 'idle' END, outcome = NULL,
     pages_read = NULL, tries = 0, not_before = ''
     WHERE document_id = NEW.id AND ${open('NEW')} <> ${open('OLD')}`,
];
const removed = ['document_texts', 'document_extractions'].map(
  (table) => `DELETE FROM ${table} WHERE document_id = OLD.id`,
);
const fileLeft = [
  'DELETE FROM document_texts WHERE file_id = OLD.id',
  'DELETE FROM document_extractions WHERE file_id = OLD.id',
  `INSERT INTO document_index_queue (document_id) SELECT id FROM documents WHERE id = OLD.document_id AND state = 'published'`,
];
const fileCame = `INSERT INTO document_extractions (file_id, document_id, state, not_before)
  SELECT NEW.id, d.id, CASE WHEN ${open('d')} THEN 'waiting' ELSE 'idle' END, ''
  FROM documents d WHERE d.id = NEW.document_id AND NEW.removed_at IS NULL`;

async function upSqlite(knex: Knex): Promise<void> {
  // The program makes the tokens; `ascii` leaves every other letter as it is. Without positions a broad word is a short list.
  await knex.raw(`CREATE VIRTUAL TABLE document_search USING fts5(tokens,
    content='', contentless_delete=1, detail='none', tokenize="ascii tokenchars '_'")`);
  const body = (statements: readonly string[]) => `BEGIN ${statements.join('; ')}; END`;
  await knex.raw(`CREATE TRIGGER document_search_added AFTER INSERT ON documents WHEN NEW.state = 'published'
    ${body(['INSERT INTO document_index_queue (document_id) VALUES (NEW.id)'])}`);
  await knex.raw(`CREATE TRIGGER document_search_changed AFTER UPDATE OF ${COLUMNS} ON documents
    WHEN NEW.state = 'published' OR OLD.state = 'published'
    ${body([`DELETE FROM document_search WHERE rowid = OLD.id AND ${mustLeave}`, ...changed])}`);
  await knex.raw(`CREATE TRIGGER document_search_removed AFTER DELETE ON documents
    ${body(['DELETE FROM document_search WHERE rowid = OLD.id', ...removed])}`);
  await knex.raw(`CREATE TRIGGER document_text_added AFTER INSERT ON document_files ${body([fileCame])}`);
  await knex.raw(`CREATE TRIGGER document_text_changed AFTER UPDATE OF removed_at ON document_files
    ${body([...fileLeft, fileCame])}`);
  await knex.raw(`CREATE TRIGGER document_text_removed AFTER DELETE ON document_files ${body(fileLeft)}`);
}

async function upPostgres(knex: Knex): Promise<void> {
  await knex.raw(`CREATE TABLE document_search (document_id integer PRIMARY KEY,
    published_at text COLLATE "C" NOT NULL, tokens tsvector NOT NULL)`);
  // What waits in the list of `fastupdate` is read by every search: the index is kept in order instead.
  await knex.raw('CREATE INDEX document_search_tokens ON document_search USING gin (tokens) WITH (fastupdate = off)');
  await knex.raw(`CREATE FUNCTION document_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.state = 'published' THEN INSERT INTO document_index_queue (document_id) VALUES (NEW.id); END IF;
    ELSIF TG_OP = 'DELETE' THEN
      DELETE FROM document_search WHERE document_id = OLD.id; ${removed.join('; ')};
    ELSIF NEW.state = 'published' OR OLD.state = 'published' THEN
      DELETE FROM document_search WHERE document_id = OLD.id AND ${mustLeave}; ${changed.join('; ')};
    END IF;
    RETURN NULL; END $$`);
  await knex.raw(`CREATE FUNCTION document_text_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN ${fileLeft.join('; ')}; END IF;
    IF TG_OP <> 'DELETE' THEN ${fileCame}; END IF;
    RETURN NULL; END $$`);
  for (const [name, verb] of [
    ['added', 'INSERT'],
    ['changed', 'UPDATE'],
    ['removed', 'DELETE'],
  ]) {
    const of = (columns: string) => (verb === 'UPDATE' ? ` OF ${columns}` : '');
    await knex.raw(`CREATE TRIGGER document_search_${name} AFTER ${verb}${of(COLUMNS)} ON documents
      FOR EACH ROW EXECUTE FUNCTION document_search_keep()`);
    await knex.raw(`CREATE TRIGGER document_text_${name} AFTER ${verb}${of('removed_at')} ON document_files
      FOR EACH ROW EXECUTE FUNCTION document_text_keep()`);
  }
}

/** Takes away the index of words as they are written. */
async function dropFormer(knex: Knex): Promise<void> {
  for (const when of ['added', 'changed', 'removed']) {
    await knex.raw(`DROP TRIGGER document_search_${when}${onPostgres(knex) ? ' ON documents' : ''}`);
  }
  await knex.raw('DROP TABLE document_search');
  if (!onPostgres(knex)) return;
  await knex.raw('DROP FUNCTION document_search_keep()');
  await knex.raw('DROP FUNCTION document_words(text)');
}

/** Builds it again, as its own migration did; it makes those other indexes too. */
async function restoreFormer(knex: Knex): Promise<void> {
  await knex.schema.alterTable('documents', (t) => {
    t.dropIndex(['region_id', 'state', 'body_id', 'category', 'published_at', 'id']);
    t.dropIndex(['region_id', 'state', 'year', 'published_at', 'id']);
    t.dropIndex(['region_id', 'state', 'format', 'published_at', 'id']);
    t.dropIndex(['region_id', 'updated_at', 'id']);
    t.dropIndex(['region_id', 'body_id', 'updated_at', 'id']);
  });
  await upFormer(knex);
}
