import type { Knex } from 'knex';
import { onPostgres } from './columns';

/**
 * The search index of published documents: words of title and summary, and the filters as words of their own, so that
 * one look-up answers a search within a filter. Triggers keep it, whoever writes a document and however: it changes in
 * the same transaction. An exempt item is found by its title only; a draft is not in it at all.
 *
 * Beside it, indexes for the filters and for an editor's own list. Both engines split text at whatever is neither a letter nor a digit and fold case, no more, so that they find the same.
 */
export async function up(knex: Knex): Promise<void> {
  await (onPostgres(knex) ? upPostgres(knex) : upSqlite(knex));
  await knex.schema.alterTable('documents', (t) => {
    t.index(['region_id', 'state', 'body_id', 'category', 'published_at', 'id']);
    t.index(['region_id', 'state', 'year', 'published_at', 'id']);
    t.index(['region_id', 'state', 'format', 'published_at', 'id']);
    t.index(['region_id', 'updated_at', 'id']);
    t.index(['region_id', 'body_id', 'updated_at', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('documents', (t) => {
    t.dropIndex(['region_id', 'state', 'body_id', 'category', 'published_at', 'id']);
    t.dropIndex(['region_id', 'state', 'year', 'published_at', 'id']);
    t.dropIndex(['region_id', 'state', 'format', 'published_at', 'id']);
    t.dropIndex(['region_id', 'updated_at', 'id']);
    t.dropIndex(['region_id', 'body_id', 'updated_at', 'id']);
  });
  for (const when of ['added', 'changed', 'removed']) {
    await knex.raw(`DROP TRIGGER document_search_${when}${onPostgres(knex) ? ' ON documents' : ''}`);
  }
  await knex.raw('DROP TABLE document_search');
  if (onPostgres(knex)) {
    await knex.raw('DROP FUNCTION document_search_keep()');
    await knex.raw('DROP FUNCTION document_words(text)');
  }
}

// `categories` leaves out superscripts and fractions, which PostgreSQL does not count as digits.
const SQLITE_TABLE = `CREATE VIRTUAL TABLE document_search USING fts5(title, summary, facets,
  content='', contentless_delete=1, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* Nd'")`;

const sqliteEntry = (row: string): string => `INSERT INTO document_search (rowid, title, summary, facets)
  SELECT ${row}.id, ${row}.title, CASE ${row}.category WHEN 'dikecualikan' THEN '' ELSE coalesce(${row}.summary, '') END,
    'r' || ${row}.region_id || ' b' || ${row}.body_id || ' k' || replace(${row}.category, '-', '')
      || coalesce(' y' || ${row}.year, '') || coalesce(' f' || ${row}.format, '')`;

async function upSqlite(knex: Knex): Promise<void> {
  await knex.raw(SQLITE_TABLE);
  await knex.raw(`CREATE TRIGGER document_search_added AFTER INSERT ON documents WHEN new.state = 'published'
    BEGIN ${sqliteEntry('new')}; END`);
  await knex.raw(`CREATE TRIGGER document_search_changed AFTER UPDATE ON documents
    BEGIN DELETE FROM document_search WHERE rowid = old.id; ${sqliteEntry('new')} WHERE new.state = 'published'; END`);
  await knex.raw(`CREATE TRIGGER document_search_removed AFTER DELETE ON documents
    BEGIN DELETE FROM document_search WHERE rowid = old.id; END`);
  await knex.raw(`${sqliteEntry('d')} FROM documents d WHERE d.state = 'published'`);
}

async function upPostgres(knex: Knex): Promise<void> {
  // In a database of locale C only ASCII letters would count as letters; where the server has ICU, all scripts do.
  const icu = (await knex.raw("SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'")).rows.length > 0;
  const source = icu ? 'source COLLATE "und-x-icu"' : 'source';
  await knex.raw(`CREATE FUNCTION document_words(source text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT left(word, 500)), '{}'))
    FROM unnest(string_to_array(regexp_replace(lower(${source}), '[^[:alnum:]]+', ' ', 'g'), ' ')) AS word
    WHERE word <> '' $$`);
  await knex.raw(
    `CREATE TABLE document_search (document_id integer PRIMARY KEY, published_at text COLLATE "C" NOT NULL,
      title tsvector NOT NULL, words tsvector NOT NULL)`,
  );
  await knex.raw('CREATE INDEX document_search_words ON document_search USING gin (words)');
  const entry = (row: string) => `INSERT INTO document_search (document_id, published_at, title, words)
    SELECT ${row}.id, ${row}.published_at, document_words(${row}.title), document_words(${row}.title)
      || CASE ${row}.category WHEN 'dikecualikan' THEN ''::tsvector ELSE document_words(coalesce(${row}.summary, '')) END
      || array_to_tsvector(array_remove(ARRAY['r=' || ${row}.region_id, 'b=' || ${row}.body_id, 'k=' || ${row}.category,
           'y=' || ${row}.year, 'f=' || ${row}.format], NULL))`;
  await knex.raw(`CREATE FUNCTION document_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN DELETE FROM document_search WHERE document_id = OLD.id; END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'published' THEN ${entry('NEW')}; END IF;
    RETURN NULL; END $$`);
  for (const [name, verb] of [
    ['added', 'INSERT'],
    ['changed', 'UPDATE'],
    ['removed', 'DELETE'],
  ]) {
    await knex.raw(`CREATE TRIGGER document_search_${name} AFTER ${verb} ON documents
      FOR EACH ROW EXECUTE FUNCTION document_search_keep()`);
  }
  await knex.raw(`${entry('d')} FROM documents d WHERE d.state = 'published'`);
}
