import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChains } from '../../src/audit/verify/queries';
import { headingRow } from '../../src/catalogue/import/headings';
import { type ImportResult, loadDocuments } from '../../src/catalogue/import/load-commands';
import { readTable } from '../../src/catalogue/import/table';
import { type TestApp, testApp } from '../support/app';

let t: TestApp;
let folder: string;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
  folder = mkdtempSync(join(tmpdir(), 'portal-list-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await t.close();
});

type Row = Record<string, string | number>;
async function load(rows: Row[], options: { dryRun?: boolean; createBodies?: boolean } = {}): Promise<ImportResult> {
  const table = await readTable(Buffer.from(JSON.stringify(rows)), 'daftar.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  return loadDocuments(t.deps, table, {
    listPath: join(folder, 'daftar.json'),
    dryRun: false,
    createBodies: false,
    ...options,
  });
}
const counts = async () => ({
  documents: Number((await t.db('documents').count({ n: '*' }).first())?.n),
  bodies: Number((await t.db('bodies').count({ n: '*' }).first())?.n),
  events: Number((await t.db('audit_events').count({ n: '*' }).first())?.n),
  files: readdirSync(join(t.deps.config.dataDir), { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile() && /^[0-9a-f]{32}$/.test(one.name),
  ).length,
});
const good = (title: string, more: Row = {}): Row => ({ title, category: 'berkala', body: 'dinkes', ...more });

test('a list is loaded with its columns, is found at once, and a second time changes nothing', async () => {
  writeFileSync(join(folder, 'neraca.pdf'), '%PDF-1.4\n%%EOF\n');
  mkdirSync(join(folder, 'lampiran'), { recursive: true });
  writeFileSync(join(folder, 'lampiran', 'data.csv'), 'a;b\n1;2\n');
  const rows = [
    good('Neraca 2024', {
      summary: 'Ringkas',
      holder: 'Bidang',
      publisher: 'Kepala',
      made_on: '31/01/2025',
      made_at: 'Demak',
      form: 'PDF',
      retention: '5 tahun',
      file: 'neraca.pdf',
    }),
    good('Data kunjungan', {
      body: 'Dinas Kesehatan Kabupaten Demak',
      category: 'Wajib Tersedia Setiap Saat',
      year: 2024,
      file: 'lampiran/data.csv',
    }),
    good('Situs', { url: 'https://contoh.test/a' }),
    good('Rekam medis', { category: 'Dikecualikan', summary: 'isi rahasia' }),
  ];
  expect(await load(rows)).toEqual({ loaded: 4, unchanged: 0, refused: [], flagged: [] });
  const neraca = await t.db('documents').where('title', 'Neraca 2024').first();
  expect(neraca).toMatchObject({
    slug: 'neraca-2024',
    state: 'published',
    category: 'berkala',
    holder: 'Bidang',
    publisher: 'Kepala',
    made_on: '2025-01-31',
    made_at: 'Demak',
    // The year of its title, not the one it was made in.
    year: 2024,
    form: 'PDF',
    retention: '5 tahun',
    format: 'pdf',
    example: 0,
    version: 1,
  });
  const page = await t.browser().get('/informasi/neraca-2024').expect(200);
  const file = /\/berkas\/[^"]+/.exec(page.text)?.[0] as string;
  await t.browser().get(file).expect(200);
  expect((await t.browser().get('/informasi?q=kunjungan')).text).toContain('Data kunjungan');
  expect((await t.browser().get('/informasi/rekam-medis').expect(200)).text).not.toContain('isi rahasia');
  expect(await t.db('audit_events').where('chain', `document:${neraca.id}`).pluck('kind')).toEqual([
    'document_imported',
  ]);
  expect(await t.db('document_versions').where('document_id', neraca.id).pluck('version')).toEqual([1]);

  const before = await counts();
  expect(await load(rows)).toEqual({ loaded: 0, unchanged: 4, refused: [], flagged: [] });
  expect(await counts()).toEqual(before);
});

test('what people changed since stays as they left it', async () => {
  const rows = [good('Diubah orang', { summary: 'Dari daftar' })];
  await load(rows);
  await t.db('documents').where('title', 'Diubah orang').update({ summary: 'Dari orang', state: 'withdrawn' });
  expect(await load(rows)).toMatchObject({ loaded: 0, unchanged: 1 });
  expect(await t.db('documents').where('title', 'Diubah orang')).toMatchObject([
    { summary: 'Dari orang', state: 'withdrawn' },
  ]);
});

test('each refused row is named with its reason, and the rest is loaded', async () => {
  writeFileSync(join(folder, 'palsu.pdf'), '<?php system($_GET[0]);');
  symlinkSync('/etc/hostname', join(folder, 'tautan.txt'));
  const result = await load([
    good('', { summary: 'tanpa judul' }),
    { title: 'Tanpa kategori', body: 'dinkes' },
    good('Kategori lain', { category: 'rahasia' }),
    good('Badan lain', { body: 'Dinas Antah' }),
    good('Tanpa badan', { body: '' }),
    good('Berkas hilang', { file: 'tidak-ada.pdf' }),
    good('Berkas di luar', { file: '../../etc/passwd' }),
    good('Berkas mutlak', { file: '/etc/hostname' }),
    good('Berkas lewat tautan', { file: 'tautan.txt' }),
    good('Berkas palsu', { file: 'palsu.pdf' }),
    good('Baik <script>alert(1)</script> “ꦗꦮ” 100% & 🙂', { url: 'javascript:alert(1)', year: 'kapan-kapan' }),
  ]);
  expect(result.refused.map(({ row, code }) => [row, code])).toEqual([
    [1, 'title_missing'],
    [2, 'category_missing'],
    [3, 'unknown_category'],
    [4, 'unknown_body'],
    [5, 'unknown_body'],
    [6, 'file_missing'],
    [7, 'file_missing'],
    [8, 'file_missing'],
    [9, 'file_missing'],
    [10, 'file_missing'],
  ]);
  for (const { reason } of result.refused) expect(reason).toMatch(/^[A-Z].*\.$/);
  expect(result.flagged.map(({ row, code }) => [row, code])).toEqual([
    [11, 'url_unreadable'],
    [11, 'year_unreadable'],
  ]);
  expect([result.loaded, result.unchanged]).toEqual([1, 0]);
});

test('a row whose only link was refused is a draft and says so; with a file it is public', async () => {
  const result = await load([
    good('Tautan jahat', { url: 'javascript:alert(1)' }),
    good('Tautan dalam', { url: 'http://192.168.1.5/a' }),
    good('Tautan jahat berberkas', { url: 'javascript:alert(1)', file: 'neraca.pdf' }),
    good('Tanpa apa-apa'),
  ]);
  expect(result.flagged.map(({ code, reason }) => [code, reason.includes('sebagai konsep')])).toEqual([
    ['url_unreadable', true],
    ['url_private', true],
    ['url_unreadable', false],
  ]);
  const state = async (title: string) => (await t.db('documents').where({ title }).first()).state;
  const titles = ['Tautan jahat', 'Tautan dalam', 'Tautan jahat berberkas', 'Tanpa apa-apa'];
  expect(await Promise.all(titles.map(state))).toEqual(['draft', 'draft', 'published', 'published']);
});

test('a trial run says all this and writes nothing', async () => {
  const before = await counts();
  const rows = [good('Hanya coba', { file: 'neraca.pdf' }), good('Neraca baru', { body: 'Dinas Baru' }), good('')];
  const result = await load(rows, { dryRun: true, createBodies: true });
  expect(result).toMatchObject({ loaded: 2, unchanged: 0, refused: [{ row: 3, code: 'title_missing' }] });
  expect(await counts()).toEqual(before);
});

test('unknown bodies are made when asked for, once', async () => {
  const rows = [
    good('Satu', { body: 'Perumda Air Minum' }),
    good('Dua', { body: 'PERUMDA AIR MINUM' }),
    good('Tiga', { body: 'perumda-air-minum' }),
  ];
  expect(await load(rows)).toMatchObject({
    loaded: 0,
    refused: [{ code: 'unknown_body' }, { code: 'unknown_body' }, { code: 'unknown_body' }],
  });
  expect(await load(rows, { createBodies: true })).toMatchObject({ loaded: 3, refused: [] });
  expect(await t.db('bodies').where('kind', 'lainnya')).toMatchObject([
    { slug: 'perumda-air-minum', name: 'Perumda Air Minum', active: 1 },
  ]);
  expect(await load(rows, { createBodies: true })).toMatchObject({ loaded: 0, unchanged: 3 });
  await t.browser().get('/badan-publik/perumda-air-minum').expect(200);
});

test('one row twice in a list is one document; two that differ are two', async () => {
  const result = await load([
    good('Kembar'),
    good('Kembar'),
    good('Kembar', { year: 2023 }),
    good('Kembar', { category: 'setiap-saat' }),
  ]);
  expect(result).toMatchObject({ loaded: 3, unchanged: 1 });
  expect(new Set(await t.db('documents').where('title', 'Kembar').pluck('slug')).size).toBe(3);
});

test('two loadings at once load everything once', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => good(`Serentak ${i}`));
  const results = await Promise.all([load(rows), load(rows)]);
  expect(results.reduce((n, one) => n + one.loaded, 0)).toBe(120);
  expect(await t.db('documents').whereLike('title', 'Serentak %')).toHaveLength(120);
});

test('long texts are cut and flagged', async () => {
  const result = await load([good('p'.repeat(10_000), { holder: 'h'.repeat(400) })]);
  expect(result.flagged).toMatchObject([{ code: 'text_cut' }, { code: 'text_cut' }]);
  expect((await t.db('documents').whereLike('title', 'ppp%').first()).title).toHaveLength(300);
});

test('a printed list says body and category above its rows and between its parts; sub-kinds are kept', async () => {
  const text = [
    'DAFTAR INFORMASI PUBLIK',
    'Dinas Kesehatan Kabupaten Demak',
    'No;Judul Informasi;Sub Kategori;Pejabat',
    'A.;Informasi yang wajib diumumkan secara berkala;;',
    '1;Rencana kerja dinas;Program dan kegiatan;Sekretariat',
    'B.;Informasi setiap saat;;',
    '2;Perjanjian sewa;perjanjian;Sekretariat',
    '3;Kajian;antah;Sekretariat',
  ].join('\n');
  const table = await readTable(Buffer.from(text), 'dip.csv', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  const options = { listPath: join(folder, 'dip.csv'), dryRun: false, createBodies: false };
  const result = await loadDocuments(t.deps, table, options);
  expect(result).toMatchObject({ loaded: 3, refused: [], flagged: [{ row: 8, code: 'unknown_subkind' }] });
  expect(
    await t
      .db('documents as d')
      .join('bodies as b', 'b.id', 'd.body_id')
      .whereIn('title', ['Rencana kerja dinas', 'Perjanjian sewa'])
      .orderBy('d.id')
      .select('b.slug', 'category', 'subkind'),
  ).toEqual([
    { slug: 'dinkes', category: 'berkala', subkind: 'program' },
    { slug: 'dinkes', category: 'setiap-saat', subkind: 'perjanjian' },
  ]);
  expect((await verifyChains(t.db)).ok).toBe(true);
});
