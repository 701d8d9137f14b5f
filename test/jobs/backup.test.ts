import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealEvents } from '../../src/audit/seal/commands';
import { verifyChains } from '../../src/audit/verify/queries';
import { findProjectRoot } from '../../src/config';
import { connect, type Db, isPostgres, writing } from '../../src/db/connect';
import { backup } from '../../src/jobs/backup/commands';
import { CARRIED, LEFT_BEHIND } from '../../src/jobs/backup/tables';
import { restore } from '../../src/jobs/restore/commands';
import { enqueueMails } from '../../src/mail/outbox';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore } from '../../src/storage/disk';
import { aCase, aSetting, dropGuards } from '../audit/chains';
import { DATA_KEY, letter } from '../mail/letters';
import { type TestDb, testDb } from '../support/db';

const NOW = '2026-12-11T03:00:00.000Z';
const CONTENT = Buffer.from('Laporan realisasi anggaran 2026');
const PAPER = Buffer.from('kartu tanda penduduk');
const keys = deriveKeys(DATA_KEY);
const folders: string[] = [];
const opened: (() => Promise<void>)[] = [];

let source: TestDb;
let published: string;
let paper: string;

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const temporary = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'portal-backup-'));
  folders.push(dir);
  return dir;
};

async function target(): Promise<TestDb> {
  const made = await testDb('schema');
  opened.push(made.destroy);
  return made;
}

/** A database on the engine that nobody asked for: a SQLite file. */
function sqliteTarget(): { db: Db; dataDir: string } {
  const dataDir = temporary();
  const db = connect('', dataDir, findProjectRoot());
  opened.push(() => db.destroy());
  return { db, dataDir };
}

beforeEach(async () => {
  source = await testDb('cast');
  opened.push(source.destroy);
  const { db } = source;
  const files = diskStore(source.dataDir, keys);
  const regionId = (await db('regions').first('id')).id;
  const [first, last] = [await db('bodies').orderBy('id').first(), await db('bodies').orderBy('id', 'desc').first()];
  // A body below one that was entered later.
  await db('bodies').where({ id: first.id }).update({ parent_id: last.id });
  await aCase(db, regionId, 'aaa', ['request_filed', 'declared_complete']);
  await aCase(db, regionId, 'bbb', ['request_filed']);
  await aSetting(db, regionId, 3);
  await sealEvents(db, NOW);
  const request = await db('requests').where({ public_id: 'aaa' }).first();
  ({ storedName: published } = await files.put(CONTENT));
  ({ storedName: paper } = await files.putSealed(PAPER));
  const fileRow = (publicId: string, stored_name: string) => ({
    public_id: publicId,
    request_id: request.id,
    kind: 'ktp',
    stored_name,
    name: 'KTP “Ratna”.jpg',
    media_type: 'image/jpeg',
    size: PAPER.length,
    sha256: 'x',
    sealed: 1,
    added_at: NOW,
  });
  await db('request_files').insert(fileRow('f1', paper));
  const original = await db('request_files').where({ public_id: 'f1' }).first();
  await db('request_files').insert({ ...fileRow('f2', published), kind: 'redacted', original_id: original.id });
  await db('letters').insert({
    public_id: 'l1',
    region_id: regionId,
    request_id: request.id,
    case_kind: 'request',
    case_id: request.id,
    kind: 'receipt',
    number: '1/PPID/2026',
    language: 'id',
    dated_on: '2026-12-11',
    content_sealed: 'ꦲꦤ\u2028\n"tanda"',
    signed_file_id: original.id,
    created_at: NOW,
  });
  await db('counters').insert({ region_id: regionId, kind: 'request', year: 2026, last: 2 }).onConflict().ignore();
  await writing(db, (trx) =>
    enqueueMails(trx, keys, NOW, [letter(regionId, 1), letter(regionId, 2), letter(regionId, 3)]),
  );
  await db('outbox').where({ dedupe_key: 'test:1' }).update({ state: 'sent', sent_at: NOW });
  await db('outbox').where({ dedupe_key: 'test:2' }).update({ state: 'failed' });
});

const deps = (from: { db: Db; dataDir: string }) => ({
  db: from.db,
  files: diskStore(from.dataDir, keys),
  keyId: keys.id,
  now: NOW,
});

async function backedUp(from: { db: Db; dataDir: string } = source): Promise<string> {
  const dir = join(temporary(), 'cadangan');
  expect(await backup(deps(from), dir)).toMatchObject({ missing: [] });
  return dir;
}

async function contents(db: Db): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of CARRIED) all[name] = await db(name).orderBy([...key]);
  return all;
}

const withoutDoubt = (all: Record<string, unknown[]>) =>
  JSON.parse(JSON.stringify({ ...all, outbox: all.outbox?.length }));

async function tablesOf(db: Db): Promise<string[]> {
  if (isPostgres(db)) {
    const { rows } = await db.raw(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    return rows.map((row: { name: string }) => row.name);
  }
  const rows: { name: string }[] = await db.raw(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'document_search_%'",
  );
  return rows.map((row) => row.name);
}

it('carries every table, or says why not', async () => {
  const known = [...CARRIED.map(({ name }) => name), ...Object.keys(LEFT_BEHIND)].sort();
  expect((await tablesOf(source.db)).sort()).toEqual(known);
});

it('comes back whole: every row, every file, the audit log, and the next ids', async () => {
  const dir = await backedUp();
  const to = await target();
  const result = await restore(to, dir);
  expect(result).toMatchObject({ files: 2, createdAt: NOW, keyId: keys.id, brokenChain: null, uncertainLetters: 1 });
  expect(withoutDoubt(await contents(to.db))).toEqual(withoutDoubt(await contents(source.db)));
  const states = await to.db('outbox').orderBy('id').select('state');
  expect(states.map(({ state }) => state)).toEqual(['sent', 'failed', 'uncertain']);
  const store = diskStore(to.dataDir, keys);
  expect(await store.read(published)).toEqual(CONTENT);
  expect(await store.readSealed(paper)).toEqual(PAPER);
  const [before, after] = [await verifyChains(source.db), await verifyChains(to.db)];
  expect(after).toEqual(before);
  const regionId = (await to.db('regions').first('id')).id;
  await aCase(to.db, regionId, 'ccc', ['request_filed']);
  expect(await verifyChains(to.db)).toMatchObject({ ok: true });
});

it('goes from one engine to the other and back', async () => {
  const dir = await backedUp();
  const file = sqliteTarget();
  expect(await restore(file, dir)).toMatchObject({ brokenChain: null });
  const back = await target();
  expect(await restore(back, await backedUp(file))).toMatchObject({ brokenChain: null });
  expect(withoutDoubt(await contents(back.db))).toEqual(withoutDoubt(await contents(source.db)));
});

it('holds neither the data key nor anything readable of a person', async () => {
  const dir = await backedUp();
  const everything = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
  expect(everything).not.toContain(DATA_KEY);
  expect(everything).not.toContain(PAPER.toString());
  expect(everything).not.toContain('warga1@contoh.test');
});

it('is one view of the data while people go on writing', async () => {
  const regionId = (await source.db('regions').first('id')).id;
  let going = true;
  const writer = (async () => {
    for (let n = 0; going; n++) await aCase(source.db, regionId, `w${n}`, ['request_filed', 'assigned']);
  })();
  const dir = await backedUp();
  going = false;
  await writer;
  expect(await restore(await target(), dir)).toMatchObject({ brokenChain: null });
});

describe('refuses', () => {
  it('a folder that holds something, and leaves it alone', async () => {
    const dir = temporary();
    writeFileSync(join(dir, 'lain.txt'), 'lain');
    expect(await backup(deps(source), dir)).toEqual({ refused: expect.stringContaining('tidak kosong') });
    expect(readdirSync(dir)).toEqual(['lain.txt']);
  });

  it.each([
    ['manifest.json'],
    ['manifest.sha256'],
    ['files.ndjson'],
    ['tables/requests.ndjson'],
    ['tables/audit_events.ndjson'],
    ['files'],
  ])('a backup with one byte flipped in %s, before anything is loaded', async (path) => {
    const dir = await backedUp();
    const file = join(dir, path === 'files' ? join('files', paper.slice(0, 2), paper) : path);
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] as number) ^ 1;
    writeFileSync(file, bytes);
    const to = await target();
    expect(await restore(to, dir)).toEqual({ refused: expect.stringMatching(/rusak/) });
    expect(await to.db('regions').first()).toBeUndefined();
    expect(existsSync(join(to.dataDir, 'files'))).toBe(false);
  });

  it.each([['tables/requests.ndjson'], ['manifest.json']])('a backup without its %s', async (path) => {
    const dir = await backedUp();
    rmSync(join(dir, path));
    expect(await restore(await target(), dir)).toHaveProperty('refused');
  });

  it('a folder that is not there', async () => {
    expect(await restore(await target(), join(temporary(), 'tidak-ada'))).toHaveProperty('refused');
  });

  it('a database that holds anything', async () => {
    const to = await target();
    await to.db('regions').insert({ slug: 'x', name: 'X', timezone: 'Asia/Jakarta', created_at: NOW });
    expect(await restore(to, await backedUp())).toEqual({
      refused: expect.stringContaining('Basis data tidak kosong'),
    });
  });

  it('a folder of files that holds anything', async () => {
    const to = await target();
    mkdirSync(join(to.dataDir, 'files', 'ab'), { recursive: true });
    expect(await restore(to, await backedUp())).toEqual({ refused: expect.stringContaining('tidak kosong') });
  });

  it('a backup of a version that does not exist yet', async () => {
    const dir = await backedUp();
    rewrite(dir, (manifest) => manifest.schema.push('requests-999-from-the-future'));
    expect(await restore(await target(), dir)).toEqual({ refused: expect.stringContaining('versi yang lebih baru') });
  });
});

it('takes in a backup of an earlier version and brings it up to date', async () => {
  const old = await target();
  await old.db('regions').insert({ slug: 'demak', name: 'Demak', timezone: 'Asia/Jakarta', created_at: NOW });
  const dir = await backedUp(old);
  // As the version before the last migration would have written it: it knew no table that came later.
  await old.db.migrate.down();
  const known = await tablesOf(old.db);
  rewrite(dir, (manifest) => {
    manifest.schema.pop();
    manifest.tables = manifest.tables.filter((table: { name: string }) => known.includes(table.name));
  });
  const to = await target();
  expect(await restore(to, dir)).toMatchObject({ rows: 1 });
  expect(await to.db('migrations').count({ n: '*' }).first()).toEqual(
    await source.db('migrations').count({ n: '*' }).first(),
  );
});

it('says which file is gone, and backs up the rest', async () => {
  await diskStore(source.dataDir, keys).remove(published);
  const dir = join(temporary(), 'cadangan');
  expect(await backup(deps(source), dir)).toMatchObject({ files: 1, missing: [published] });
  expect(await restore(await target(), dir)).toMatchObject({ files: 1, brokenChain: null });
});

it('leaves no half of a backup when it breaks off', async () => {
  const parent = temporary();
  const failing = {
    ...diskStore(source.dataDir, keys),
    stream: () => {
      throw new Error('the disk is gone');
    },
  };
  await expect(backup({ ...deps(source), files: failing }, join(parent, 'cadangan'))).rejects.toThrow(
    'the disk is gone',
  );
  expect(readdirSync(parent)).toEqual([]);
});

it('loads nothing when a row does not fit, and can be tried again', async () => {
  const dir = await backedUp();
  const path = join(dir, 'tables', 'letters.ndjson');
  const whole = readFileSync(path, 'utf8');
  const to = await target();
  const replace = (text: string) => {
    writeFileSync(path, text);
    rewrite(dir, (manifest) => {
      const part = manifest.tables.find((table: { name: string }) => table.name === 'letters');
      part.sha256 = createHash('sha256').update(text).digest('hex');
    });
  };
  replace(whole.replace('"request_id":', '"request_id":99'));
  await expect(restore(to, dir)).rejects.toThrow();
  expect(await to.db('regions').first()).toBeUndefined();
  replace(whole);
  expect(await restore(to, dir)).toMatchObject({ brokenChain: null });
});

it('says so when the audit log was broken already', async () => {
  await dropGuards(source.db);
  await source.db('audit_events').where({ chain: 'request:aaa', seq: 2 }).update({ kind: 'refused' });
  const result = await restore(await target(), await backedUp());
  expect(result).toMatchObject({ brokenChain: expect.stringContaining('request:aaa 2') });
});

// biome-ignore lint/suspicious/noExplicitAny: the manifest is broken on purpose.
function rewrite(dir: string, change: (manifest: any) => void): void {
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  change(manifest);
  const text = JSON.stringify(manifest);
  writeFileSync(path, text);
  writeFileSync(join(dir, 'manifest.sha256'), createHash('sha256').update(text).digest('hex'));
}
