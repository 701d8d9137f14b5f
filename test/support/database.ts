import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/config';
import { connect, type Db, migrate } from '../../src/db/connect';

export type TestDatabase = { db: Db; dataDir: string; databaseUrl: string; close(): Promise<void> };

/**
 * A fresh, migrated database: a SQLite file in a folder of its own, or a database of its own on the server that
 * TEST_DATABASE_URL names. `close` removes it.
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-test-'));
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `t_${randomBytes(6).toString('hex')}`;
  if (server) await onServer(server, `CREATE DATABASE ${name}`);
  const databaseUrl = server ? server.replace(/\/[^/]*$/, `/${name}`) : '';
  const db = connect(databaseUrl, dataDir, findProjectRoot());
  await migrate(db);
  return {
    db,
    dataDir,
    databaseUrl,
    async close() {
      await db.destroy();
      if (server) await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const admin = connect(server, tmpdir(), findProjectRoot());
  try {
    await admin.raw(sql);
  } finally {
    await admin.destroy();
  }
}
