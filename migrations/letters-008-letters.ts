import type { Knex } from 'knex';
import { plain } from './columns';

/** Every numbered letter of a case, its sealed text, and how and when it went out and arrived. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('letters', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    t.integer('request_id').notNullable().references('requests.id');
    plain(knex, t, 'kind').notNullable();
    t.text('number').notNullable();
    plain(knex, t, 'language').notNullable();
    plain(knex, t, 'dated_on').notNullable();
    t.text('content_sealed').notNullable();
    plain(knex, t, 'sent_way');
    plain(knex, t, 'sent_on');
    plain(knex, t, 'reached_on');
    t.integer('signed_file_id').references('request_files.id');
    plain(knex, t, 'created_at').notNullable();
    t.unique(['region_id', 'number']);
    t.index(['request_id', 'id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('letters');
}
