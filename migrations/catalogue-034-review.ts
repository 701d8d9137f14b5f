import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * What an agency proposes for a published document while the PPID reviews it, and from which version on a document's
 * versions may be read by anyone: what was there before a withdrawal stays closed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('documents', (t) => {
    t.integer('public_from').notNullable().defaultTo(1);
    t.index(['region_id', 'subkind', 'updated_at', 'id'], 'documents_of_a_subkind', {
      predicate: knex.whereNotNull('subkind'),
    });
    // Few among a million: what is published costs nothing here.
    t.index(['region_id', 'state', 'updated_at', 'id'], 'documents_not_published', {
      predicate: knex.whereRaw("state <> 'published'"),
    });
  });
  // The content is JSON without blanks, in which a quotation mark inside a text is escaped: nothing typed looks like this.
  await knex.raw(`UPDATE documents SET public_from = 1 + coalesce((SELECT max(v.version) FROM document_versions v
    WHERE v.document_id = documents.id AND (v.content NOT LIKE '%"state":"published"%' OR v.content LIKE '%"category":"dikecualikan"%')), 0)
    WHERE state = 'published' AND version > 1`);
  await knex.schema.createTable('document_revisions', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('document_id').notNullable().references('documents.id').unique();
    plain(knex, t, 'state').notNullable();
    t.text('content').notNullable();
    t.text('note');
    t.integer('version').notNullable().defaultTo(1);
    t.integer('made_by').references('users.id');
    plain(knex, t, 'made_at').notNullable();
    t.index(['region_id', 'state', 'made_at', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('document_revisions');
  await knex.schema.alterTable('documents', (t) => {
    t.dropIndex([], 'documents_of_a_subkind');
    t.dropIndex([], 'documents_not_published');
  });
  // By hand: knex would make the table anew on SQLite, and its triggers would be gone.
  await knex.raw('ALTER TABLE documents DROP COLUMN public_from');
}
