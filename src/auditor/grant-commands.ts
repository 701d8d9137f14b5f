import type { Db } from '../db/connect';

/** What no auditor needs: sessions, one-time links, unfinished forms, letters on their way, addresses of subscribers. */
const WITHHELD = new Set([
  'sessions',
  'user_tokens',
  'request_drafts',
  'objection_drafts',
  'idempotency_keys',
  'outbox',
  'subscriptions',
  'write_turn',
]);
const SECRET_COLUMNS: Readonly<Record<string, readonly string[]>> = { users: ['password_hash'] };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Who is named in an address of PostgreSQL. */
export function roleIn(url: string): { role: string; password: string } {
  const { username, password } = new URL(url);
  return { role: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** The statements that let a role read what an auditor must see, and nothing else; they may be run again at any time. */
export async function grantStatements(db: Db, role: string): Promise<string[]> {
  const name = quoted(role);
  const { rows } = await db.raw(
    `SELECT table_name, array_agg(column_name::text) AS columns FROM information_schema.columns
      WHERE table_schema = current_schema() GROUP BY table_name ORDER BY table_name`,
  );
  const grants = rows.flatMap(({ table_name, columns }: { table_name: string; columns: string[] }) => {
    if (WITHHELD.has(table_name)) return [];
    const secret = SECRET_COLUMNS[table_name];
    const which = secret
      ? ` (${columns
          .filter((one) => !secret.includes(one))
          .map(quoted)
          .join(', ')})`
      : '';
    return [`GRANT SELECT${which} ON ${quoted(table_name)} TO ${name}`];
  });
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${quoted(await schemaOf(db))} FROM ${name}`,
    `GRANT USAGE ON SCHEMA ${quoted(await schemaOf(db))} TO ${name}`,
    ...grants,
  ];
}

const schemaOf = async (db: Db): Promise<string> => (await db.raw('SELECT current_schema() AS name')).rows[0].name;

/** Lets the role of this address read; does nothing while there is no such role. */
export async function grantReading(db: Db, auditorUrl: string): Promise<boolean> {
  const { role } = roleIn(auditorUrl);
  const found = await db('pg_roles').where('rolname', role).first('rolname');
  if (!found) return false;
  const statements = await grantStatements(db, role);
  await db.transaction(async (trx) => {
    // Two portals that start at once would trip over one another's rows of the system's tables.
    await trx.raw('SELECT pg_advisory_xact_lock(7302)');
    for (const statement of statements) await trx.raw(statement);
  });
  return true;
}

/** Makes the role, or gives it the password of the address anew: it may sign in and read, and owns nothing. */
export async function makeRole(db: Db, auditorUrl: string): Promise<void> {
  const { role, password } = roleIn(auditorUrl);
  const name = quoted(role);
  const secret = `'${password.replaceAll("'", "''")}'`;
  const found = await db('pg_roles').where('rolname', role).first('rolname');
  await db.raw(`${found ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN NOINHERIT PASSWORD ${secret}`.replaceAll('?', '\\?'));
  await db.raw(`ALTER ROLE ${name} SET default_transaction_read_only = on`);
  await grantReading(db, auditorUrl);
}
