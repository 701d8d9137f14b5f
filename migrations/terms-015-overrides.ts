import type { Knex } from 'knex';
import { appendOnly, dropAppendOnly, plain } from './columns';

/** Lengths an installation sets in place of the law's own. Rows are only ever added: what a case was received under stays readable. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('term_overrides', (t) => {
    t.increments('id');
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'code').notNullable();
    t.integer('length').notNullable();
    t.text('reason').notNullable();
    plain(knex, t, 'in_force_on').notNullable();
    t.integer('set_by').notNullable().references('users.id');
    plain(knex, t, 'set_at').notNullable();
    t.index(['region_id', 'id']);
  });
  await appendOnly(knex, 'term_overrides');
}

export async function down(knex: Knex): Promise<void> {
  await dropAppendOnly(knex, 'term_overrides');
  await knex.schema.dropTable('term_overrides');
}
