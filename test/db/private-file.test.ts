import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/config';
import { connect } from '../../src/db/connect';

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('nobody but its owner reads the database, wherever it lies and whoever made it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'portal-mode-'));
  const file = join(dir, 'portal.sqlite3');
  writeFileSync(file, '', { mode: 0o644 });
  const db = connect('', dir, findProjectRoot());
  await db.raw('CREATE TABLE t (a)');
  expect([mode(file), mode(`${file}-wal`)]).toEqual(['600', '600']);
  await db.destroy();
  rmSync(dir, { recursive: true });
});
