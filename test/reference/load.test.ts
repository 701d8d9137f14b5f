import { writing } from '../../src/db/connect';
import { ensureRegion, loadDemonstration, loadReference } from '../../src/reference/commands';
import { type TestDb, testDb } from '../support/db';

const now = '2026-11-22T02:00:00.000Z';
const later = '2026-11-23T02:00:00.000Z';
let t: TestDb;
let regionId: number;

beforeEach(async () => {
  t = await testDb();
  regionId = (await ensureRegion(t.db, { name: 'Kabupaten Demak', timezone: 'Asia/Jakarta', now })).id;
});
afterEach(() => t.destroy());

const count = async (table: string): Promise<number> => Number((await t.db(table).count({ n: '*' }).first())?.n);

test('the region is made once, from the settings, and kept as it is', async () => {
  const again = await ensureRegion(t.db, { name: 'Kabupaten Lain', timezone: 'Asia/Makassar', now: later });
  expect(again).toEqual({
    id: regionId,
    slug: 'kabupaten-demak',
    name: 'Kabupaten Demak',
    timezone: 'Asia/Jakarta',
    created_at: now,
  });
  expect(await count('regions')).toBe(1);
});

test('an empty database gets everything, a second load nothing', async () => {
  expect(await loadReference(t.db, { regionId, now })).toEqual({ bodies: 42, years: 9, documents: 0 });
  expect(await loadDemonstration(t.db, { regionId, now, production: false })).toEqual({
    bodies: 0,
    years: 0,
    documents: 433,
  });
  const tables = ['bodies', 'calendar_years', 'holidays', 'documents', 'document_versions', 'audit_events'];
  const before = await Promise.all(tables.map(count));
  expect(before).toEqual([42, 9, 214, 433, 433, 2]);
  expect(await loadReference(t.db, { regionId, now: later })).toEqual({ bodies: 0, years: 0, documents: 0 });
  expect(await loadDemonstration(t.db, { regionId, now: later, production: false })).toEqual({
    bodies: 0,
    years: 0,
    documents: 0,
  });
  expect(await Promise.all(tables.map(count))).toEqual(before);
});

test('every example is marked as one and published with its source', async () => {
  await loadReference(t.db, { regionId, now });
  await loadDemonstration(t.db, { regionId, now, production: false });
  const rows = await t.db('documents').select('example', 'state', 'source', 'published_at', 'url', 'public_id');
  expect(new Set(rows.map((row) => `${row.example} ${row.state} ${row.published_at}`))).toEqual(
    new Set([`1 published ${now}`]),
  );
  for (const row of rows) {
    expect(row.source).toBeTruthy();
    expect(row.url).toBeNull();
  }
  expect(new Set(rows.map((row) => row.public_id)).size).toBe(433);
});

test('what people changed or added stays as they left it', async () => {
  await loadReference(t.db, { regionId, now });
  await loadDemonstration(t.db, { regionId, now, production: false });
  await t.db('bodies').where('slug', 'dinkominfo').update({ name: 'Dinas Kominfo', head_email: 'kepala@contoh.test' });
  await t.db('holidays').where('date', '2026-12-24').delete();
  await t.db('calendar_years').where('year', 2026).update({ version: 2 });
  await t.db('calendar_years').where('year', 2027).delete();
  await t.db('holidays').where('date', '>', '2027').delete();
  await t.db('documents').where('id', t.db('documents').min('id')).update({ state: 'withdrawn' });
  await t.db('bodies').insert({
    region_id: regionId,
    slug: 'tp-pkk',
    name: 'TP PKK',
    short_name: 'TP PKK',
    kind: 'organisasi',
    created_at: now,
  });

  expect(await loadReference(t.db, { regionId, now: later })).toEqual({ bodies: 0, years: 1, documents: 0 });
  await loadDemonstration(t.db, { regionId, now: later, production: false });
  expect(await t.db('bodies').where('slug', 'dinkominfo').first()).toMatchObject({
    name: 'Dinas Kominfo',
    head_email: 'kepala@contoh.test',
  });
  expect(await t.db('holidays').where('date', '2026-12-24')).toEqual([]);
  expect(await t.db('calendar_years').where('year', 2026).first()).toMatchObject({ version: 2, updated_at: now });
  expect(await count('holidays')).toBe(213);
  expect(await t.db('documents').where('state', 'withdrawn')).toHaveLength(1);
});

test('a set that is missing is loaded whatever else is there', async () => {
  await t.db('bodies').insert({
    region_id: regionId,
    slug: 'dinkominfo',
    name: 'Kominfo',
    short_name: 'Dinkominfo',
    kind: 'dinas',
    created_at: now,
  });
  expect(await loadReference(t.db, { regionId, now })).toEqual({ bodies: 41, years: 9, documents: 0 });
});

test('two loads at once add everything once', async () => {
  const loads = await Promise.all([loadReference(t.db, { regionId, now }), loadReference(t.db, { regionId, now })]);
  expect(loads.map(({ bodies }) => bodies).sort()).toEqual([0, 42]);
  expect(await count('holidays')).toBe(214);
});

test('the whole load is a few dozen statements, not one for each row', async () => {
  let statements = 0;
  t.db.on('query', () => {
    statements += 1;
  });
  await loadReference(t.db, { regionId, now });
  await loadDemonstration(t.db, { regionId, now, production: false });
  expect(statements).toBeGreaterThan(10);
  expect(statements).toBeLessThan(40);
});

test('demonstration documents are refused in production', async () => {
  await expect(loadDemonstration(t.db, { regionId, now, production: true })).rejects.toThrow(/production/);
  expect(await count('documents')).toBe(0);
});

test('a load that fails leaves nothing behind', async () => {
  await expect(
    writing(t.db, async (trx) => {
      await trx('bodies').insert({
        region_id: regionId,
        slug: 'x',
        name: 'x',
        short_name: 'x',
        kind: 'dinas',
        created_at: now,
      });
      throw new Error('power cut');
    }),
  ).rejects.toThrow('power cut');
  expect(await count('bodies')).toBe(0);
});
