import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import express from 'express';
import supertest from 'supertest';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore, type FileStore, pathOf, type StoredFile } from '../../src/storage/disk';
import { sendPrivate, sendPublic } from '../../src/storage/download';

const CONTENT = Buffer.from('Laporan realisasi anggaran tahun 2026');
let dataDir: string;
let store: FileStore;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-disk-'));
  store = diskStore(dataDir, deriveKeys('5f'.repeat(32)));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const names = () => readdirSync(dataDir, { recursive: true }).map(String);

describe('the store', () => {
  it('gives back what it was given, bytes or stream', async () => {
    const stored = await store.put(CONTENT);
    const streamed = await store.put(Readable.from([CONTENT.subarray(0, 5), CONTENT.subarray(5)]));
    expect({ ...stored, storedName: '' }).toEqual({ ...streamed, storedName: '' });
    expect(stored).toMatchObject({ size: CONTENT.length, storedName: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(await store.read(streamed.storedName)).toEqual(CONTENT);
    expect(await store.exists(stored.storedName)).toBe(true);
    await store.remove(stored.storedName);
    await store.remove(stored.storedName);
    expect(await store.exists(stored.storedName)).toBe(false);
  });

  it('leaves nothing when the content breaks off', async () => {
    const breaking = Readable.from(
      (async function* () {
        yield CONTENT;
        throw new Error('broken off');
      })(),
    );
    await expect(store.put(breaking)).rejects.toThrow('broken off');
    expect(names().filter((name) => /[0-9a-f]{32}/.test(name))).toEqual([]);
  });

  it('binds a sealed file to its name: exchanged or altered, it does not open', async () => {
    const [a, b] = [await store.putSealed(CONTENT), await store.putSealed(Buffer.from('lain'))];
    expect(await store.readSealed(a.storedName)).toEqual(CONTENT);
    const at = (file: StoredFile) => join(dataDir, 'files', pathOf(file.storedName));
    const sealed = readFileSync(at(a));
    writeFileSync(at(b), sealed);
    await expect(store.readSealed(b.storedName)).rejects.toThrow();
    sealed[20] = (sealed[20] as number) ^ 1;
    writeFileSync(at(a), sealed);
    await expect(store.readSealed(a.storedName)).rejects.toThrow();
  });

  it.each(['../portal.sqlite3', 'aa/../../x', '', 'A'.repeat(32), `${'a'.repeat(32)}/x`])(
    'refuses the name %p',
    async (name) => {
      expect(() => pathOf(name)).toThrow('not a stored name');
      await expect((async () => store.read(name))()).rejects.toThrow('not a stored name');
    },
  );
});

/** An application that has no virus scanner. */
function unscanned() {
  const app = express();
  app.locals.deps = { config: { clamdUrl: '' } };
  return app;
}

describe('sending', () => {
  async function served(sealed: 0 | 1 = 0, name = 'Laporan “akhir”.pdf') {
    const stored = sealed ? await store.putSealed(CONTENT) : await store.put(CONTENT);
    const row = {
      stored_name: stored.storedName,
      name,
      media_type: 'application/pdf',
      size: stored.size,
      sha256: stored.sha256,
      sealed,
    };
    const app = unscanned();
    app.get('/umum', (req, res) => sendPublic(req, res, store, row));
    app.get('/pribadi', (req, res) => sendPrivate(req, res, store, row));
    return { agent: supertest(app), row };
  }

  it('a published file: as a download, for caches, in parts', async () => {
    const { agent, row } = await served();
    const whole = await agent.get('/umum').buffer(true).expect(200);
    expect(whole.body).toEqual(CONTENT);
    expect(whole.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Laporan ?akhir?.pdf"; filename*=UTF-8''Laporan%20%E2%80%9Cakhir%E2%80%9D.pdf`,
      'content-length': String(CONTENT.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=300',
      'accept-ranges': 'bytes',
    });
    const part = await agent.get('/umum').set('Range', 'bytes=8-16').expect(206);
    expect(part.body).toEqual(CONTENT.subarray(8, 17));
    expect(part.headers['content-range']).toBe(`bytes 8-16/${CONTENT.length}`);
    await agent
      .get('/umum')
      .set('Range', 'bytes=900-')
      .expect(416)
      .expect('content-range', `bytes */${CONTENT.length}`);
    await agent.get('/umum').set('If-None-Match', `"${row.sha256}"`).expect(304);
    await agent.head('/umum').expect(200).expect('content-length', String(CONTENT.length));
  });

  it.each([[0], [1]] as const)(
    'a file of a case, kept sealed or not (%d): nobody on the way may keep it',
    async (sealed) => {
      const { agent } = await served(sealed);
      const { body, headers } = await agent.get('/pribadi').buffer(true).expect(200);
      expect(body).toEqual(CONTENT);
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['accept-ranges']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('a text without a character set, which nobody knows of an old register', async () => {
    const stored = await store.put(CONTENT);
    const app = unscanned();
    const row = {
      stored_name: stored.storedName,
      name: 'a.csv',
      media_type: 'text/csv',
      size: stored.size,
      sha256: stored.sha256,
    };
    app.get('/', (req, res) => sendPublic(req, res, store, row));
    await supertest(app).get('/').expect('content-type', 'text/csv');
  });

  it('a file that is gone is a fault, not an empty download', async () => {
    const { agent, row } = await served();
    await store.remove(row.stored_name);
    const { headers } = await agent.get('/umum').expect(500);
    expect(headers['content-disposition']).toBeUndefined();
  });
});
