import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import knex, { type Knex } from 'knex';
import { types } from 'pg';
import { migrationSource } from './migrations';

export type Db = Knex;
export type Trx = Knex.Transaction;
/** What a query may be given: the database, or the transaction it must stay inside. */
export type DbOrTrx = Knex | Knex.Transaction;

// count(*) is a bigint, which the driver hands over as text; our counts stay far below 2^53.
types.setTypeParser(types.builtins.INT8, Number);

/** True on PostgreSQL. The only question about the dialect that other files may ask. */
export function isPostgres(db: DbOrTrx): boolean {
  return db.client.config.client === 'pg';
}

/** Options for knex: PostgreSQL for a `postgres://` address, else the SQLite file `portal.sqlite3` under `dataDir`. */
export function knexOptions(databaseUrl: string, dataDir: string, projectRoot: string): Knex.Config {
  const migrations = { migrationSource: migrationSource(projectRoot), tableName: 'migrations' };
  // What a statement was given may be personal: errors, which are logged, name the statement without it.
  const quiet = { compileSqlOnError: false, migrations };
  if (databaseUrl) return { client: 'pg', connection: databaseUrl, pool: { min: 0, max: 10 }, ...quiet };
  return {
    client: 'sqlite3',
    connection: { filename: ownFile(dataDir, 'portal.sqlite3') },
    useNullAsDefault: true,
    pool: { min: 1, max: 4, afterCreate: prepareSqlite },
    ...quiet,
  };
}

/**
 * Makes the database's file readable by its owner alone, whatever the folder allows: it holds what people asked and hashes
 * of passwords. SQLite gives its journal the same rights.
 */
function ownFile(dataDir: string, name: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, name);
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  return file;
}

// synchronous=FULL: in WAL mode NORMAL may lose the last commits at a power cut, and a receipt that was shown must be there afterwards.
const PRAGMAS =
  'PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA recursive_triggers=ON;';

function prepareSqlite(
  connection: { exec(sql: string, done: (error: Error | null) => void): void },
  done: (error: Error | null, connection: unknown) => void,
): void {
  connection.exec(PRAGMAS, (error) => done(error, connection));
}

const prepareReader: typeof prepareSqlite = (connection, done) =>
  connection.exec('PRAGMA query_only=ON; PRAGMA busy_timeout=5000;', (error) => done(error, connection));

/** Opens the database. The caller closes it with `destroy()`. */
export function connect(databaseUrl: string, dataDir: string, projectRoot: string): Db {
  return knex(knexOptions(databaseUrl, dataDir, projectRoot));
}

/**
 * Opens the same database to read only, whatever is asked of it: SQLite by the way its file is opened, PostgreSQL by the
 * session, and by the role where `databaseUrl` names one of its own. The caller closes it with `destroy()`.
 */
export function connectReadOnly(databaseUrl: string, dataDir: string, projectRoot: string): Db {
  if (databaseUrl) {
    const connection = { connectionString: databaseUrl, options: '-c default_transaction_read_only=on' };
    return knex({ ...knexOptions(databaseUrl, dataDir, projectRoot), connection });
  }
  // knex adds flags to those for writing; what the address says is stronger.
  const filename = `${pathToFileURL(join(dataDir, 'portal.sqlite3')).href}?mode=ro`;
  const connection = { filename, flags: ['OPEN_URI'] };
  const pool = { min: 0, max: 4, afterCreate: prepareReader };
  return knex({ ...knexOptions('', dataDir, projectRoot), connection, pool });
}

// One writer at a time in this process keeps SQLite's busy timeout for other processes only.
const turns = new WeakMap<Db, Promise<unknown>>();

/**
 * Runs `work` in one write transaction. On SQLite the write lock is taken by the very first statement, because a
 * deferred transaction that reads first fails at once when another connection wrote in between; a whole command is
 * tried again when the engine reports a conflict. `work` may use only `trx` and must be safe to run twice.
 */
export async function writing<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (isPostgres(db)) return retrying(() => db.transaction(work));
  const previous = turns.get(db) ?? Promise.resolve();
  const mine = previous.then(() =>
    retrying(() =>
      db.transaction(async (trx) => {
        await trx.raw('DELETE FROM write_turn WHERE 0');
        return work(trx);
      }),
    ),
  );
  turns.set(
    db,
    mine.catch(() => undefined),
  );
  return mine;
}

const CONFLICTS = new Set(['SQLITE_BUSY', '40001', '40P01']);

async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= 8 || !CONFLICTS.has(String((error as { code?: unknown }).code))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt * attempt));
    }
  }
}

/** Runs `work` over one unchanging view of the data (for exports and backups). */
export async function snapshot<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction(work, isPostgres(db) ? { isolationLevel: 'repeatable read', readOnly: true } : {});
}

/** Brings the schema to the newest version; safe when several processes start at once. */
export async function migrate(db: Db): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await db.migrate.latest();
      return;
    } catch (error) {
      // Another process holds knex' migration lock or is creating its table: wait until it is through.
      const text = String((error as Error).message);
      if (attempt >= 60 || !/lock|already exists|SQLITE_BUSY|UNIQUE constraint|duplicate key/i.test(text)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** True when an insert or update met a unique key. */
export function isUniqueViolation(error: unknown): boolean {
  const e = error as { code?: string; message?: string };
  return e.code === '23505' || (e.code === 'SQLITE_CONSTRAINT' && /UNIQUE/.test(e.message ?? ''));
}
