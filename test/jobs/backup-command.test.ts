import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/config';
import { aCase, dropGuards } from '../audit/chains';
import { type TestDb, testDb } from '../support/db';

let parent: string;
let from: TestDb;
let to: TestDb;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'portal-commands-'));
  from = await testDb('cast');
  to = await testDb('schema');
  await aCase(from.db, (await from.db('regions').first('id')).id, 'aaa', ['request_filed', 'assigned']);
});
afterAll(async () => {
  await from.destroy();
  await to.destroy();
  rmSync(parent, { recursive: true, force: true });
});

/** Runs a command of package.json as `npm run` does, built, in a process of its own. */
function run(name: string, at: TestDb, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const root = findProjectRoot();
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: at.dataDir,
    DATABASE_URL: at.databaseUrl,
    DATA_KEY: '5f'.repeat(32),
    LOG_LEVEL: 'silent',
    INIT_CWD: parent,
  };
  const child = spawn(process.execPath, [join(root, '.config/run.mjs'), `jobs/${name}`, ...args], { cwd: root, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

it('verify, back up, restore: results on standard output, sentences on standard error, and the exit status', async () => {
  const verified = await run('verify-run', from);
  expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{64}\n$/) });

  // A folder is meant from where the person stands.
  const backedUp = await run('backup-run', from, 'cadangan');
  expect(backedUp).toMatchObject({ code: 0, err: expect.stringContaining('DATA_KEY') });
  expect(JSON.parse(backedUp.out)).toMatchObject({ dir: join(parent, 'cadangan'), missing: [] });
  expect(readdirSync(parent)).toEqual(['cadangan']);
  expect(await run('backup-run', from, 'cadangan')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('tidak kosong'),
  });
  expect(await run('backup-run', from)).toMatchObject({ code: 2, out: '' });

  const restored = await run('restore-run', to, 'cadangan');
  expect(restored.code).toBe(0);
  expect(JSON.parse(restored.out)).toMatchObject({ brokenChain: null });
  expect(await run('restore-run', to, 'cadangan')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Basis data tidak kosong'),
  });
  expect(await run('restore-run', to)).toMatchObject({ code: 2 });
  expect((await run('verify-run', to)).out).toBe(verified.out);

  await dropGuards(to.db);
  await to.db('audit_events').where({ chain: 'request:aaa', seq: 1 }).del();
  const broken = await run('verify-run', to);
  expect(broken).toMatchObject({ code: 1, err: expect.stringContaining('rantai request:aaa') });
  expect(JSON.parse(broken.out)).toMatchObject({ chain: 'request:aaa', seq: 2 });
}, 120_000);
