import type { Knex } from 'knex';
import { plain } from './columns';

/** People who sign in, their roles, one-time links, sessions, and the counter of failed sign-ins per address. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('users', (t) => {
    t.increments('id');
    plain(knex, t, 'public_id').notNullable().unique();
    t.integer('region_id').notNullable().references('regions.id');
    plain(knex, t, 'email').notNullable();
    t.text('name').notNullable();
    t.text('title');
    t.text('employee_number');
    t.text('password_hash');
    t.integer('failed_count').notNullable().defaultTo(0);
    plain(knex, t, 'locked_until');
    plain(knex, t, 'disabled_at');
    t.integer('session_epoch').notNullable().defaultTo(0);
    t.integer('example').notNullable().defaultTo(0);
    plain(knex, t, 'last_signed_in_at');
    plain(knex, t, 'created_at').notNullable();
    t.unique(['region_id', 'email']);
  });
  await knex.schema.createTable('user_roles', (t) => {
    t.increments('id');
    t.integer('user_id').notNullable().references('users.id');
    plain(knex, t, 'role').notNullable();
    t.integer('body_id').references('bodies.id');
    plain(knex, t, 'from_on');
    plain(knex, t, 'until_on');
    t.integer('deputy_for').references('users.id');
    t.index(['user_id']);
    t.index(['role', 'body_id']);
  });
  await knex.schema.createTable('user_tokens', (t) => {
    t.increments('id');
    t.integer('user_id').notNullable().references('users.id');
    plain(knex, t, 'purpose').notNullable();
    plain(knex, t, 'token_hash').notNullable().unique();
    plain(knex, t, 'expires_at').notNullable();
    plain(knex, t, 'used_at');
    plain(knex, t, 'created_at').notNullable();
  });
  // The shape connect-session-knex reads and writes.
  await knex.schema.createTable('sessions', (t) => {
    t.string('sid', 255).primary();
    t.json('sess').notNullable();
    t.timestamp('expired', { useTz: true }).notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['sessions', 'user_tokens', 'user_roles', 'users']) await knex.schema.dropTable(table);
}
