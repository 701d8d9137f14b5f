import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainHash } from '../../src/audit/chain';
import { beginExport } from '../../src/audit/export/commands';
import { EXPORT_FILES } from '../../src/audit/export/manifest';
import { publishHead } from '../../src/audit/heads/commands';
import { sealEvents } from '../../src/audit/seal/commands';
import { headText, publicKeyOf, signText } from '../../src/audit/signing';
import { verifyChains } from '../../src/audit/verify/queries';
import { readConfig } from '../../src/config';
import type { Db } from '../../src/db/connect';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { deriveKeys } from '../../src/secrets/keys';
import { testClock } from '../support/clock';
import { type TestDb, testDb } from '../support/db';
import { aCase, aSetting, dropGuards, region } from './chains';

const VERIFIER = join(__dirname, '../../src/audit/verify/verifier.mjs');
const NOW = '2026-12-11T03:00:00.000Z';
let test: TestDb;
let db: Db;
let folder: string;
let deps: Parameters<typeof beginExport>[0];

beforeEach(async () => {
  test = await testDb('schema');
  db = test.db;
  const regionId = await region(db);
  await aCase(db, regionId, 'aaa', ['request_filed', 'declared_complete', 'extended']);
  await aSetting(db, regionId, 2);
  await sealEvents(db, NOW);
  await aCase(db, regionId, 'bbb', ['request_filed', 'assigned']);
  await sealEvents(db, NOW);
  const keys = deriveKeys('5f'.repeat(32));
  deps = { db, regionId, keys, clock: testClock(), config: readConfig({ NODE_ENV: 'test', DATA_DIR: test.dataDir }) };
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(async () => {
  await test.destroy();
  rmSync(folder, { recursive: true });
});

const place = (name: string) => join(folder, name);
const signer = () => ({ publicKey: publicKeyOf(deps.keys), region: deps.config.org.region });
const lines = () => readFileSync(place(EXPORT_FILES.log), 'utf8').trimEnd().split('\n');

async function taken(): Promise<void> {
  const { pieces, manifest } = await beginExport(deps, { by: { role: 'auditor' }, purpose: 'Uji' });
  let text = '';
  for await (const piece of pieces) text += piece;
  writeFileSync(place(EXPORT_FILES.log), text);
  writeFileSync(place(EXPORT_FILES.manifest), JSON.stringify(manifest()));
}

/** What the independent verifier says, run as a program of its own that knows nothing of ours. */
function verified(...args: string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [VERIFIER, folder, ...args], (error, said) =>
      resolve({ status: error ? Number(error.code) : 0, said }),
    );
  });
}

it('is whole, in the verifier and against the keys and heads that were kept elsewhere; every export is in the log', async () => {
  const mailed = (await db('audit_seals').orderBy('id').first()).seal;
  await taken();
  const manifest = JSON.parse(readFileSync(place(EXPORT_FILES.manifest), 'utf8'));
  writeFileSync(place('kunci.pem'), manifest.public_key);
  expect(manifest).toMatchObject({ events: 8, chains: 4, seals: 3 });
  expect(await verified('--key', place('kunci.pem'), '--seal', mailed)).toMatchObject({
    status: 0,
    said: expect.stringContaining(`whole: 8 events, 3 seals, head ${manifest.last_seal}`),
  });
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(place('lain.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  expect((await verified('--key', place('lain.pem'))).said).toContain('signature');
  expect((await verified('--seal', 'f'.repeat(64))).said).toContain('the log was made anew');
});

it('counts fewer lines than a hundred, and knows Node alone', () => {
  const text = readFileSync(VERIFIER, 'utf8');
  expect(text.split('\n').length).toBeLessThan(100);
  for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^node:/);
});

it.each([
  ['changed', (all: string[]) => all.map((one) => one.replace('Wahyuni', 'Lestari')), 'event 1 (request:aaa, 1'],
  ['deleted', (all: string[]) => all.filter((_, i) => i !== 1), 'entry 2 of the chain is missing'],
  ['put in', (all: string[]) => [all[0], ...all], 'event 1 (request:aaa, 1, line 2)'],
  ['moved', ([a, b, ...all]: string[]) => [b, a, ...all], 'event 2 (request:aaa, 2, line 1)'],
  ['cut off', (all: string[]) => all.slice(0, 5), 'end: the last seal is another'],
])('names a line of the export that was %s', async (_, change, named) => {
  await taken();
  writeFileSync(place(EXPORT_FILES.log), `${change(lines()).join('\n')}\n`);
  const { status, said } = await verified();
  expect(status).toBe(1);
  expect(said).toContain(named);
  expect(said).toContain('file: not the file that was signed');
});

/** With the database's password, the triggers gone: the program of the office and the independent one both name the row. */
describe('a row of the database', () => {
  const entry = (chain: string, seq: number) => db('audit_events').where({ chain, seq }).first();

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'changed',
      async () => {
        const row = await entry('request:aaa', 2);
        await db('audit_events')
          .where('id', row.id)
          .update({ payload: row.payload.replace('Wahyuni', 'Lestari') });
      },
      '(request:aaa, 2',
    ],
    [
      'changed in a column',
      () => db('audit_events').where({ chain: 'settings', seq: 2 }).update({ kind: 'harmless' }),
      '(settings, 2',
    ],
    ['deleted', () => db('audit_events').where({ chain: 'request:aaa', seq: 2 }).del(), '(request:aaa, 3'],
    [
      'put in',
      async () => {
        const { id: _, ...last } = await entry('request:bbb', 2);
        const payload = last.payload.replace('"seq":2', '"seq":3');
        const hash = chainHash(last.hash, payload);
        await db('audit_events').insert({ ...last, seq: 3, payload, prev_hash: last.hash, hash });
      },
      'chain request:bbb: goes on after its recorded head',
    ],
    [
      'moved',
      async () => {
        const [a, b] = [await entry('request:aaa', 1), await entry('request:aaa', 2)];
        const values = ({ payload, hash, prev_hash }: typeof a) => ({ payload, hash, prev_hash });
        await db('audit_events').where('id', a.id).update(values(b));
        await db('audit_events').where('id', b.id).update(values(a));
      },
      '(request:aaa, 1',
    ],
    [
      'lost with its whole case',
      async () => {
        await db('audit_events').where({ chain: 'request:bbb' }).del();
        await db('requests').where({ public_id: 'bbb' }).del();
      },
      'not the events that were sealed; not there: 6, 7',
    ],
  ])('that was %s is found and named', async (_, tamper, named) => {
    await dropGuards(db);
    await tamper();
    await taken();
    const own = await verifyChains(db);
    expect(own.ok).toBe(false);
    const { status, said } = await verified();
    expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining(named) });
  });
});

/** Seals are links without a secret: who has the database's password can make them anew. The signed heads cannot be made. */
describe('with a signed head of the day', () => {
  beforeEach(async () => {
    await publishHead({ ...deps, i18n: loadCatalogue(deps.config.projectRoot, { strict: true }) });
    await aSetting(db, deps.regionId);
    await sealEvents(db, NOW);
    await dropGuards(db);
  });

  const removeCase = async () => {
    const one = await db('requests').where('public_id', 'aaa').first('id');
    await db('audit_events').where('chain', 'request:aaa').del();
    await db('case_history').where({ case_kind: 'request', case_id: one.id }).del();
    await db('requests').where('id', one.id).del();
  };

  it('it is whole, here and in an export, which brings the head along', async () => {
    expect(await verifyChains(db, signer())).toMatchObject({ ok: true });
    await taken();
    expect(lines().filter((text) => text.startsWith('{"type":"day"'))).toHaveLength(1);
    expect((await verified()).status).toBe(0);
  });

  it.each<[string, () => Promise<unknown>, string, string]>([
    ['all seals deleted', () => db('audit_seals').del(), 'follows seal 2, which is gone', 'not among the seals'],
    [
      'a whole case removed from the middle, and all seals',
      async () => {
        await removeCase();
        await db('audit_seals').del();
      },
      'follows seal 2, which is gone',
      'not among the seals',
    ],
    [
      'another seal written into the head',
      () => db('audit_heads').update({ seal: '00' }),
      'does not match its signature',
      'the signature of its head is wrong',
    ],
    [
      'another event written into the head',
      () => db('audit_heads').update({ last_event: 3 }),
      'says event 3, its seal 7',
      'not among the seals',
    ],
    [
      'a head signed with a key of his own',
      async () => {
        const keys = deriveKeys('77'.repeat(32));
        const { day } = await db('audit_heads').first();
        const signature = signText(keys, headText(deps.config.org.region, day, 'ab'.repeat(32)));
        await db('audit_heads').update({ seal: 'ab'.repeat(32), signature, public_key: publicKeyOf(keys) });
      },
      'signed with another key',
      'the signature of its head is wrong',
    ],
  ])('%s: found, and nothing is sealed over it', async (_, tamper, own, theirs) => {
    await tamper();
    await aSetting(db, deps.regionId);
    const seals = await db('audit_seals').orderBy('id').pluck('seal');
    expect(await sealEvents(db, NOW)).toBe(0);
    expect(await db('audit_seals').orderBy('id').pluck('seal')).toEqual(seals);
    expect(await verifyChains(db, signer())).toMatchObject({
      ok: false,
      broken: { chain: 'heads', reason: expect.stringContaining(own) },
    });
    await taken();
    const { status, said } = await verified();
    expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining(theirs) });
  });

  it('a whole case removed and every seal made anew, by hand: the head knows another', async () => {
    await removeCase();
    await db('audit_seals').del();
    const heads = await db('audit_heads');
    await db('audit_heads').del();
    await sealEvents(db, NOW);
    const [seal] = await db('audit_seals');
    await db('audit_seals').update({ id: heads[0].seal_id });
    await db('audit_heads').insert(heads);
    expect(seal.seal).not.toBe(heads[0].seal);
    expect(await verifyChains(db, signer())).toMatchObject({
      ok: false,
      broken: { chain: 'heads', reason: expect.stringContaining('sealed anew') },
    });
    await taken();
    expect((await verified()).said).toContain('the log was made anew');
  });
});
