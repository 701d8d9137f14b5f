import type { Knex } from 'knex';
import { plain } from './columns';

/** Which document an answer was published as: one for each request. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('published_answers', (t) => {
    t.integer('request_id').primary().references('requests.id');
    t.integer('document_id').notNullable().references('documents.id');
    t.integer('published_by').notNullable().references('users.id');
    plain(knex, t, 'published_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('published_answers');
}
