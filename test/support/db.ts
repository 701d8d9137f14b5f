import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { findProjectRoot } from '../../src/config';
import { connect, type Db, migrate } from '../../src/db/connect';
import { type Filled, fill } from './fill';
import { QUICK_DISK } from './quick-disk';

export type TestDb = {
  db: Db;
  /** For a second connection: `connect(databaseUrl, dataDir, projectRoot)`. Empty on SQLite. */
  databaseUrl: string;
  /** A folder of this database's own, holding `portal.sqlite3` on SQLite. Gone after `destroy`. */
  dataDir: string;
  destroy(): Promise<void>;
};

const root = findProjectRoot(__dirname);
const server = process.env.TEST_DATABASE_URL ?? '';

/**
 * A database of the test's own: a SQLite file, or a database on the server that TEST_DATABASE_URL names. It is a copy of
 * a template that is migrated (`schema`), holds the region, bodies and calendars too (`reference`), or the demonstration
 * accounts as well (`cast`). Templates are made once for the present sources and shared by all test processes.
 */
export async function testDb(filled: Filled = 'schema'): Promise<TestDb> {
  const dataDir = mkdtempSync(join(QUICK_DISK, 'portal-test-'));
  const databaseUrl = server ? await copyOnServer(filled) : '';
  if (!server) copyFileSync(await templateFile(filled), join(dataDir, 'portal.sqlite3'));
  const db = connect(databaseUrl, dataDir, root);
  const destroy = async () => {
    await atRest(db);
    await db.destroy();
    rmSync(dataDir, { recursive: true, force: true });
    if (databaseUrl)
      await onServer((admin) => admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [nameIn(databaseUrl)]));
  };
  return { db, databaseUrl, dataDir, destroy };
}

/** Waits for statements that nobody waits for, such as the session store's first clean-up: the pool would hang on them. */
async function atRest(db: Db): Promise<void> {
  const { pool } = db.client;
  for (let quiet = 0; quiet < 2; quiet = pool.numUsed() + pool.numPendingAcquires() === 0 ? quiet + 1 : 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function make(db: Db, filled: Filled): Promise<void> {
  try {
    await migrate(db);
    await fill(db, filled);
  } finally {
    await db.destroy();
  }
}

async function templateFile(filled: Filled): Promise<string> {
  const dir = join(tmpdir(), `portal-templates-${sourceHash()}`);
  const file = join(dir, `${filled}.sqlite3`);
  if (existsSync(file)) return file;
  mkdirSync(dir, { recursive: true });
  const work = mkdtempSync(join(dir, 'making-'));
  await make(connect('', work, root), filled);
  // Closing the last connection folds the write-ahead log in, so the file alone is the whole database.
  renameSync(join(work, 'portal.sqlite3'), file);
  rmSync(work, { recursive: true, force: true });
  return file;
}

async function copyOnServer(filled: Filled): Promise<string> {
  const template = `portal_${sourceHash()}_${filled}`;
  const name = `portal_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await onServer(async (admin) => {
    await admin.raw('SELECT pg_advisory_lock(7301)');
    const found = await admin('pg_database').where('datname', template).first('datname');
    if (!found) {
      const work = `${template}_making`;
      await admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [work]);
      await admin.raw('CREATE DATABASE ??', [work]);
      await make(connect(urlOf(work), tmpdir(), root), filled);
      await admin.raw('ALTER DATABASE ?? RENAME TO ??', [work, template]);
    }
    // Copying files is four times as fast as the default where nothing is flushed to the disk.
    await admin.raw('CREATE DATABASE ?? TEMPLATE ?? STRATEGY FILE_COPY', [name, template]);
  });
  return urlOf(name);
}

/** One connection to the server's own database, so that the advisory lock and the statements after it share a session. */
async function onServer(work: (admin: Db) => Promise<unknown>): Promise<void> {
  const admin = knex({ client: 'pg', connection: server, pool: { min: 0, max: 1 } });
  try {
    await work(admin);
  } finally {
    await admin.destroy();
  }
}

function urlOf(name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

let known: string | undefined;

/** Names the template: another source, another template. */
function sourceHash(): string {
  known ??= hashSources();
  return known;
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const dir of [
    'migrations',
    'src/db',
    'src/audit',
    'src/reference',
    'src/accounts',
    'src/secrets',
    'test/support',
  ]) {
    for (const entry of readdirSync(join(root, dir), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
