import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/config';
import { tokenHash } from '../../src/secrets/keys';
import { type TestDb, testDb } from '../support/db';

let at: TestDb;
beforeEach(async () => {
  at = await testDb('schema');
});
afterEach(() => at.destroy());

/** Runs `npm run admin -- ARGUMENTS` as npm does, built, in a process of its own. */
function admin(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const root = findProjectRoot();
  const env = { PATH: process.env.PATH, DATA_DIR: at.dataDir, DATABASE_URL: at.databaseUrl, LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, [join(root, '.config/run.mjs'), 'jobs/admin-run', ...args], { cwd: root, env });
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece) => {
    said.out += piece;
  });
  child.stderr.on('data', (piece) => {
    said.err += piece;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

test('an address that is none: a sentence, status 2, and nothing is made', async () => {
  const before = readdirSync(at.dataDir);
  for (const args of [[], ['bukan-alamat'], ['a@b@c']]) {
    const { code, out, err } = await admin(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('npm run admin -- nama@contoh.go.id');
  }
  expect(readdirSync(at.dataDir)).toEqual(before);
}, 120_000);

test('on an empty database: region and bodies are loaded, and the link stands alone on standard output', async () => {
  const { code, out, err } = await admin('Kepala@Contoh.test');
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('kepala@contoh.test') });
  const key = /^http:\/\/127\.0\.0\.1:3000\/masuk\/atur-sandi\?kunci=(\S+)\n$/.exec(out)?.[1] as string;
  const token = await at.db('user_tokens').where('token_hash', tokenHash(key)).first();
  const user = await at.db('users').where('id', token.user_id).first();
  expect(user).toMatchObject({ email: 'kepala@contoh.test', password_hash: null, example: 0 });
  expect(await at.db('user_roles').where('user_id', user.id).pluck('role')).toEqual(['admin']);
  expect(await at.db('bodies').pluck('id')).toHaveLength(42);
}, 120_000);
