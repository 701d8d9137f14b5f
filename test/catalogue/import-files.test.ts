import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import { expireImports } from '../../src/catalogue/import/expire-commands';
import { pathOf } from '../../src/storage/disk';
import { unpacked } from '../../src/storage/unzip-disk';
import { type Agent, type TestApp, testApp } from '../support/app';
import { PDF } from './desk';
import { workBook } from './xlsx';

let t: TestApp;
let opd: Agent;
beforeAll(async () => {
  t = await testApp();
  opd = await t.as('opd');
});
afterAll(() => t.close());

type Entries = Record<string, Buffer | string>;

async function zip(entries: Entries): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name);
  file.end();
  const out = file.outputStream.pipe(new PassThrough());
  const pieces: Buffer[] = [];
  for await (const piece of out) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function send(name: string, content: Buffer | string, beside: Entries = {}) {
  const form = opd.post('/opd/impor/berkas').field('cara', 'publish').attach('berkas', Buffer.from(content), name);
  for (const [file, bytes] of Object.entries(beside)) form.attach('lampiran', Buffer.from(bytes), file);
  return form;
}
const sent = async (...args: Parameters<typeof send>): Promise<string> => {
  const answer = await send(...args);
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([303, expect.any(String)]);
  return String(answer.headers.location);
};
const loaded = async (href: string) => {
  await opd.post(`${href}/muat`).expect(303);
  return (await opd.get(href).expect(200)).text;
};
const titled = (title: string) => t.db('documents').where({ title }).first();
const filesOf = async (title: string) => t.db('document_files').where('document_id', (await titled(title)).id);
const besides = () => t.db('document_import_files').select('stored_name', 'path');
const onDisk = (stored: string) => existsSync(join(t.deps.config.dataDir, 'files', pathOf(stored)));

const LIST = (rows: readonly string[]) => `Judul;Kategori;Nama berkas\n${rows.join('\n')}\n`;

test('a ZIP with a list and its files: each row gets its file, the rest is told row by row, and nothing is left behind', async () => {
  const archive = await zip({
    'kiriman/baca dulu.txt': 'Bukan daftar.',
    'kiriman/DIP.csv': LIST([
      'Renstra ZIP;berkala;lampiran/Renstra 2026.pdf',
      'LKIP ZIP;berkala;LAMPIRAN\\lkip.PDF',
      'Nama saja;berkala;anggaran.pdf',
      'Sama dua kali;berkala;ganda.pdf',
      'Tidak ada;berkala;hilang.pdf',
      'Bukan PDF;berkala;palsu.pdf',
      'Tanpa berkas;berkala;',
    ]),
    'kiriman/lampiran/Renstra 2026.pdf': PDF('renstra'),
    'kiriman/lampiran/lkip.pdf': PDF('lkip'),
    'kiriman/arsip/anggaran.pdf': PDF('anggaran'),
    'kiriman/a/ganda.pdf': PDF('a'),
    'kiriman/b/ganda.pdf': PDF('b'),
    'kiriman/palsu.pdf': '<html><script>alert(1)</script>',
    '__MACOSX/kiriman/._DIP.csv': 'x',
    'kiriman/.DS_Store': 'x',
  });
  const href = await sent('kiriman.zip', archive);
  const page = (await opd.get(href).expect(200)).text;
  expect(page).toContain('Daftar di dalam ZIP: kiriman/DIP.csv');
  expect(page).toContain('Muat 4 dokumen');
  for (const name of ['hilang.pdf', 'ganda.pdf'])
    expect(page).toContain(`Berkas “${name}” tidak ada di samping daftar`);
  expect(page).toContain('Berkas “palsu.pdf” tidak dapat dipakai');
  const kept = (await besides()).map(({ stored_name }) => stored_name).filter(Boolean);
  expect(kept.every(onDisk)).toBe(true);
  expect(await loaded(href)).toContain('4 dokumen dimuat, 0 sudah ada, 3 baris ditolak.');
  for (const [title, name, words] of [
    ['Renstra ZIP', 'Renstra 2026.pdf', 'renstra'],
    ['LKIP ZIP', 'lkip.pdf', 'lkip'],
    ['Nama saja', 'anggaran.pdf', 'anggaran'],
  ] as const) {
    const [file] = await filesOf(title);
    expect(file).toMatchObject({ name, media_type: 'application/pdf' });
    expect((await t.deps.files.read(file.stored_name)).equals(PDF(words))).toBe(true);
    const { slug } = await titled(title);
    expect((await t.browser().get(`/informasi/${slug}`).expect(200)).text).toContain(name);
  }
  expect(await filesOf('Tanpa berkas')).toEqual([]);
  expect(await besides()).toEqual([]);
  expect(kept.some(onDisk)).toBe(false);
  // The same again changes nothing.
  const again = await sent('kiriman.zip', archive);
  expect((await opd.get(again)).text).toContain('0 akan dimuat, 4 sudah ada, 3 ditolak');
  await opd.post(`${again}/buang`).expect(303);
  expect(await besides()).toEqual([]);
});

test('files chosen beside the list; one that no row names stays away; a list alone says what it lacks', async () => {
  const list = LIST(['Berdampingan;berkala;surat edaran.pdf', 'Kurang;berkala;lain.pdf']);
  const href = await sent('dip.csv', list, { 'surat edaran.pdf': PDF('edaran'), 'tak disebut.pdf': PDF('x') });
  expect((await opd.get(href)).text).toContain('Berkas “lain.pdf” tidak ada di samping daftar');
  expect(await loaded(href)).toContain('1 dokumen dimuat');
  expect((await filesOf('Berdampingan')).map(({ name }) => name)).toEqual(['surat edaran.pdf']);
  expect(await besides()).toEqual([]);
  const alone = await sent('dip.csv', LIST(['Sendirian;berkala;tidak-ikut.pdf']));
  expect((await opd.get(alone)).text).toContain('Berkas “tidak-ikut.pdf” tidak ikut dikirim');
  const wrong = await send('dip.csv', list, { 'skrip.exe': 'MZ' });
  expect([wrong.status, wrong.text.includes('skrip.exe')]).toEqual([422, true]);
});

test('a work book says which sheet was read; a ZIP nobody confirms is gone with its files', async () => {
  const rows = [
    ['Judul', 'Kategori'],
    ['Dari lembar DIP', 'Berkala'],
  ];
  const book = workBook([
    { name: 'Sampul', rows: [['Daftar Informasi Publik']] },
    { name: 'DIP', rows },
  ]);
  const href = await sent('buku.xlsx', book);
  expect((await opd.get(href)).text).toContain('Lembar yang dibaca: “DIP”, satu dari 2 lembar.');
  const archive = await zip({ 'DIP.xlsx': book, 'a.pdf': PDF('a') });
  const second = await sent('arsip.zip', archive);
  const [kept] = (await besides()).filter(({ path }) => path === 'a.pdf');
  expect([onDisk(kept.stored_name), (await opd.get(second)).text.includes('Daftar di dalam ZIP: DIP.xlsx')]).toEqual([
    true,
    true,
  ]);
  t.clock.set('2026-12-14T02:00:01.000Z');
  await expireImports(t.deps);
  expect([await besides(), onDisk(kept.stored_name)]).toEqual([[], false]);
});

/** A ZIP as somebody with bad intent would write it: sizes that lie, paths that lead out. */
const lying = async (entries: Entries, from: string, to: string) =>
  Buffer.from((await zip(entries)).toString('latin1').replaceAll(from, to), 'latin1');

test.each<[string, () => Promise<Buffer>, string]>([
  ['without a list', () => zip({ 'a.pdf': PDF('a'), 'b.csv': 'satu,dua\n1,2\n' }), 'Dalam ZIP ini tidak ada daftar'],
  [
    'with a way out',
    () => lying({ 'xx/dip.csv': LIST(['Keluar;berkala;']) }, 'xx/dip.csv', '../dip.csv'),
    'letak yang tidak wajar',
  ],
  ['that is cut', async () => (await zip({ 'dip.csv': LIST(['Putus;berkala;']) })).subarray(0, -30), 'rusak'],
  [
    'with too many files',
    () => zip(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`f${i}.txt`, 'x']))),
    'paling banyak 500',
  ],
])('a ZIP %s is kept, says why it is no list, and leaves nothing', async (_, make, words) => {
  const href = await sent('aneh.zip', await make());
  expect((await opd.get(href)).text).toContain(words);
  await opd.post(`${href}/buang`).expect(303);
  expect(await besides()).toEqual([]);
});

test('a bomb ends at the limit: by what it claims, and by what it really is', async () => {
  const limits = { files: 10, totalBytes: 3_000_000, oneBytes: 2_000_000 };
  const store = async (bytes: Buffer) => {
    const { storedName, size } = await t.deps.files.put(bytes);
    return { storedName, size };
  };
  const zeros = Buffer.alloc(1_900_000);
  const honest = await zip({ 'a.csv': zeros, 'b.csv': zeros });
  expect(honest.length).toBeLessThan(20_000);
  expect(await unpacked(t.deps.files, await store(honest), limits)).toBe('zip_large');
  const one = await unpacked(t.deps.files, await store(await zip({ 'a.csv': Buffer.alloc(2_500_000) })), limits);
  if (typeof one === 'string') throw new Error(one);
  expect(await one[0]?.read()).toBeNull();
  // It says 100 bytes, and unpacks to nearly two million.
  const claim = (n: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(n);
    return bytes.toString('latin1');
  };
  const liar = Buffer.from(
    (await zip({ 'a.csv': zeros })).toString('latin1').replaceAll(claim(1_900_000), claim(100)),
    'latin1',
  );
  const lied = await unpacked(t.deps.files, await store(liar), limits);
  if (typeof lied === 'string') throw new Error(lied);
  expect(await lied[0]?.read()).toBeNull();
  const locked = await lying({ 'a.csv': 'x' }, 'PK\x01\x02?\x03\x14\x00\x00\x08', 'PK\x01\x02?\x03\x14\x00\x01\x08');
  expect(await unpacked(t.deps.files, await store(locked), limits)).toBe('zip_locked');
});
