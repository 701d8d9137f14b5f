import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChains } from '../../src/audit/verify/queries';
import { expireImports } from '../../src/catalogue/import/expire-commands';
import { runImports } from '../../src/catalogue/import/run-commands';
import { pathOf } from '../../src/storage/disk';
import { type Agent, type TestApp, testApp } from '../support/app';
import { xlsx } from './xlsx';

let t: TestApp;
let opd: Agent;
beforeAll(async () => {
  t = await testApp();
  opd = await t.as('opd');
});
afterAll(() => t.close());

const send = async (who: Agent, name: string, content: Buffer | string, fields: Record<string, string> = {}) => {
  const form = who.post('/opd/impor/berkas');
  for (const [key, value] of Object.entries({ cara: 'publish', ...fields })) form.field(key, value);
  return form.attach('berkas', Buffer.from(content), name);
};
const sent = async (...args: Parameters<typeof send>) => {
  const answer = await send(...args);
  expect(answer.status).toBe(303);
  return String(answer.headers.location);
};
const held = (href: string) => t.db('document_imports').where('public_id', href.split('/').at(-1)).first();
const titled = (title: string) => t.db('documents').where('title', title).first();
const fileOf = (row: { stored_name: string }) =>
  existsSync(join(t.deps.config.dataDir, 'files', pathOf(row.stored_name)));

test('a list is looked at row by row, writes nothing, and is loaded when its sender says so', async () => {
  const list = xlsx([
    ['Daftar Informasi Publik'],
    ['Judul Informasi', 'Kategori', 'Perangkat Daerah', 'Pejabat', 'Warna'],
    ['Renstra halaman', 'Berkala', null, 'Sekretariat', 'biru'],
    ['Milik orang', 'Berkala', 'Dinas Kesehatan', null, null],
    ['Tanpa kategori', null, null, null, null],
    ['=HYPERLINK("x")', 'Rahasia', null, null, null],
    ['Rekam rahasia', 'Dikecualikan', null, null, null],
  ]);
  const before = await t.db('documents').count({ n: '*' }).first();
  const href = await sent(opd, 'dip.xlsx', list);
  const page = await opd.get(href).expect(200);
  for (const words of [
    'Menunggu persetujuan Anda',
    'Tidak dibaca',
    'Renstra halaman',
    'milik badan publik lain',
    'Kategori kosong',
    'Muat 2 dokumen',
  ])
    expect(page.text).toContain(words);
  expect(await t.db('documents').count({ n: '*' }).first()).toEqual(before);
  expect((await opd.get(`${href}?tampil=ditolak`)).text).not.toContain('Renstra halaman');
  await (await t.as('opd2')).get(href).expect(404);
  await (await t.as('ppid')).post(`${href}/muat`).expect(404);

  expect(fileOf(await held(href))).toBe(true);
  await opd.post(`${href}/muat`).expect(303);
  await opd.post(`${href}/muat`).expect(303);
  expect((await opd.get(href)).text).toContain('2 dokumen dimuat, 0 sudah ada, 3 baris ditolak.');
  expect(await titled('Renstra halaman')).toMatchObject({
    state: 'published',
    holder: 'Sekretariat',
    slug: 'renstra-halaman',
  });
  // What is exempt becomes public by a decision, never by a list.
  expect(await titled('Rekam rahasia')).toMatchObject({ state: 'draft', published_at: null });
  expect(fileOf(await held(href))).toBe(false);
  const chain = `import:${href.split('/').at(-1)}`;
  expect(await t.db('audit_events').where({ chain }).orderBy('seq').pluck('kind')).toEqual([
    'import_confirmed',
    'import_finished',
  ]);
  const csv = (await opd.get(`${href}/hasil.csv`).expect(200)).text;
  expect(csv).toContain('category_missing');
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);

  const again = await sent(opd, 'dip.xlsx', list);
  expect((await opd.get(again)).text).toContain('0 akan dimuat, 2 sudah ada, 3 ditolak');
  await opd.post(`${again}/buang`).expect(303);
  expect(fileOf(await held(again))).toBe(false);
  await opd.post(`${again}/muat`).expect(409);
});

test('an agency that is not trusted yet hands in; drafts stay drafts; the PPID loads for any body', async () => {
  const csv = (title: string, body: string) => `Judul;Kategori;OPD\n${title};berkala;${body}\n`;
  await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 0 });
  await opd.post(`${await sent(opd, 'a.csv', csv('Belum dipercaya', ''))}/muat`).expect(303);
  await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 1 });
  expect(await titled('Belum dipercaya')).toMatchObject({ state: 'review', published_at: null });
  await opd.post(`${await sent(opd, 'b.csv', csv('Draf saja', ''), { cara: 'draft' })}/muat`).expect(303);
  expect(await titled('Draf saja')).toMatchObject({ state: 'draft' });
  const ppid = await t.as('ppid');
  await ppid.post(`${await sent(ppid, 'c.csv', csv('Dari PPID', 'dinkes'))}/muat`).expect(303);
  expect(await titled('Dari PPID')).toMatchObject({ state: 'published' });
});

test.each([
  ['kosong.csv', '', 'kosong'],
  ['gambar.png', '\x89PNG\r\n\x1a\n', 'gambar.png'],
  ['palsu.xlsx', 'bukan lembar kerja', 'palsu.xlsx'],
])('%s is refused beside its field', async (name, content, words) => {
  const answer = await send(opd, name, content);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(words);
});

test.each([
  ['asing.csv', 'satu,dua\n1,2\n', 'Tidak ada judul kolom yang dikenal'],
  ['rusak.json', '{"bukan": ', 'bukan larik JSON'],
])('%s is kept, and says why it is no list', async (name, content, words) => {
  expect((await opd.get(await sent(opd, name, content))).text).toContain(words);
});

test('a list that was broken off goes on at the next row, and two that go on at once load each row once', async () => {
  const rows = Array.from({ length: 1_200 }, (_, i) => `Lanjut ${i};berkala`);
  const href = await sent(opd, 'besar.csv', ['Judul;Kategori', ...rows].join('\n'));
  const found = await held(href);
  await opd.post(`${href}/muat`).expect(303);
  expect(await held(href)).toMatchObject({ state: 'done', fresh: 1_200, next_row: 1_202 });
  // As a killed process leaves it: rows from 501 on are not there, the claim has run out, the list is still kept.
  const late = await t.db('documents').whereLike('title', 'Lanjut %').orderBy('id').offset(500).limit(1000).pluck('id');
  await t.db('document_versions').whereIn('document_id', late).delete();
  await t.db('documents').whereIn('id', late).delete();
  const kept = await t.deps.files.put(Buffer.from(['Judul;Kategori', ...rows].join('\n')));
  const broken = {
    state: 'loading',
    next_row: 502,
    fresh: 500,
    claim: 'mati',
    claimed_until: '2020',
    stored_name: kept.storedName,
  };
  await t
    .db('document_imports')
    .where('id', found.id)
    .update({ ...broken, finished_at: null });
  await Promise.all([runImports(t.deps), runImports(t.deps)]);
  expect(await held(href)).toMatchObject({ state: 'done', fresh: 1_200, next_row: 1_202 });
  expect(await t.db('documents').whereLike('title', 'Lanjut %')).toHaveLength(1_200);
  expect((await t.db('document_import_rows').where({ import_id: found.id, outcome: 'fresh' })).length).toBe(1_200);
  expect((await verifyChains(t.db)).ok).toBe(true);
});

test('a list nobody confirms is gone the day after, with its file', async () => {
  const href = await sent(opd, 'lama.csv', 'Judul;Kategori\nTertinggal;berkala\n');
  const row = await held(href);
  await expireImports(t.deps);
  expect(await expireImports(t.deps)).toBe(0);
  t.clock.set('2026-12-12T02:00:01.000Z');
  await opd.post(`${href}/muat`).expect(409);
  await expireImports(t.deps);
  await opd.get(href).expect(404);
  expect(fileOf(row)).toBe(false);
  expect(await titled('Tertinggal')).toBeUndefined();
});
