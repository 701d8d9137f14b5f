import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { demoPassword } from '../../src/accounts/demo-commands';
import { ConfigError, readConfig } from '../../src/config';
import { loadSecrets } from '../../src/secrets/load';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const KEY = 'ab'.repeat(32);
const SECRET = 'x'.repeat(40);
const load = (env: object = {}) => loadSecrets(readConfig({ DATA_DIR: dataDir, ...env }));

test('empty secrets are made at the first start, for this user alone, and are the same at the next', () => {
  const first = load();
  expect(first.dataKey).toMatch(/^[0-9a-f]{64}$/);
  expect(first.sessionSecret.length).toBeGreaterThanOrEqual(32);
  expect(first.sessionSecret).not.toBe(first.dataKey);
  expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
  expect(load()).toEqual(first);
  expect(readdirSync(dataDir)).toEqual(['keys.json']);
});

test('a secret that is set wins; only the empty one is made', () => {
  const made = load({ DATA_KEY: KEY });
  expect(made.dataKey).toBe(KEY);
  expect(load({ SESSION_SECRET: SECRET })).toMatchObject({ sessionSecret: SECRET });
  expect(load({ SESSION_SECRET: SECRET }).dataKey).not.toBe(KEY);
});

test('nothing is made where both are set', () => {
  load({ DATA_KEY: KEY, SESSION_SECRET: SECRET });
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a damaged file is told, never replaced', () => {
  writeFileSync(join(dataDir, 'keys.json'), '{"DATA_KEY":"12');
  expect(() => load()).toThrow(ConfigError);
  expect(() => load()).toThrow(/keys\.json rusak/);
  expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe('{"DATA_KEY":"12');
});

test('production makes nothing: it asks for both', () => {
  const env = { NODE_ENV: 'production', BASE_URL: 'https://ppid.contoh.test', DATA_DIR: dataDir };
  expect(() => readConfig(env)).toThrow(/SESSION_SECRET/);
  expect(() => readConfig({ ...env, SESSION_SECRET: SECRET })).toThrow(/DATA_KEY/);
  expect(() => readConfig({ ...env, SESSION_SECRET: SECRET, DATA_KEY: '0'.repeat(64) })).toThrow(/DATA_KEY/);
  expect(() => readConfig({ ...env, SESSION_SECRET: 'rahasia', DATA_KEY: KEY })).toThrow(/SESSION_SECRET/);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('several that start at once read the same', async () => {
  const file = join(dataDir, 'once');
  const run = `
    const { workerData, parentPort } = require('node:worker_threads');
    const { transformFileSync } = require('@swc/core');
    const { code } = transformFileSync(workerData.source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
    const made = { exports: {} };
    new Function('module', 'exports', 'require', code)(made, made.exports, require);
    parentPort.postMessage('ready');
    parentPort.once('message', () => {
      parentPort.postMessage(made.exports.keepOnce(workerData.file, () => String(Math.random())));
    });`;
  const workerData = { file, source: join(__dirname, '../../src/secrets/keep-once.ts') };
  const workers = Array.from({ length: 6 }, () => new Worker(run, { eval: true, workerData }));
  const next = (worker: Worker) => new Promise((resolve) => worker.once('message', resolve));
  await Promise.all(workers.map(next));
  const answers = workers.map(next);
  for (const worker of workers) worker.postMessage('go');
  expect(new Set(await Promise.all(answers)).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(['once']);
  await Promise.all(workers.map((worker) => worker.terminate()));
}, 60_000);

test('the demonstration password is made once and kept, unless one is set', () => {
  const made = demoPassword({ demoPassword: '', dataDir });
  expect([...made].length).toBeGreaterThanOrEqual(12);
  expect(demoPassword({ demoPassword: '', dataDir })).toBe(made);
  expect(statSync(join(dataDir, 'demo-password')).mode & 0o777).toBe(0o600);
  expect(demoPassword({ demoPassword: 'pilihan-saya', dataDir })).toBe('pilihan-saya');
});
