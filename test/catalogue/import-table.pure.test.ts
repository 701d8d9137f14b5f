import { unzipSync, zipSync } from 'fflate';
import { readCategory } from '../../src/catalogue/categories';
import { bodyFinder } from '../../src/catalogue/import/body-names';
import { dayIn, yearIn } from '../../src/catalogue/import/days';
import { columnOf, columnsOf, headingRow } from '../../src/catalogue/import/headings';
import { leadsInside } from '../../src/catalogue/import/private-host';
import { cellsOf, nameOf, readRow } from '../../src/catalogue/import/row';
import { sectionOf } from '../../src/catalogue/import/sections';
import { readSheet } from '../../src/catalogue/import/sheet';
import { subkindFinder } from '../../src/catalogue/import/subkind-names';
import { readTable } from '../../src/catalogue/import/table';
import { readImportArguments } from '../../src/jobs/import-arguments';
import { workBook, xlsx } from './xlsx';

test.each([
  ['title', 'title'],
  ['Judul Informasi', 'title'],
  ['NAMA INFORMASI', 'title'],
  ['Ringkasan Isi Informasi', 'summary'],
  ['Ringkasan Informasi', 'summary'],
  ['Pejabat/Unit/Satker yang Menguasai Informasi', 'holder'],
  ['Pejabat / Satuan Kerja Yang Menguasai', 'holder'],
  ['Penanggungjawab Pembuatan/Penerbitan Informasi', 'publisher'],
  ['Penanggung Jawab', 'publisher'],
  ['Waktu dan Tempat Pembuatan Informasi', 'made'],
  ['Waktu Pembuatan', 'made_on'],
  ['Tempat Pembuatan', 'made_at'],
  ['Bentuk Informasi yang Tersedia', 'form'],
  ['Jangka Waktu Penyimpanan', 'retention'],
  ['Retensi Arsip', 'retention'],
  ['Kategori Informasi', 'category'],
  ['Klasifikasi', 'category'],
  ['Badan Publik', 'body'],
  ['OPD', 'body'],
  ['Perangkat Daerah', 'body'],
  ['Tahun', 'year'],
  ['Berkas', 'file'],
  ['Nama File', 'file'],
  ['Tautan', 'url'],
  ['Link', 'url'],
  ['Waktu Pembuatan/Penerbitan Informasi', 'made_on'],
  ['Penanggungjawab Pembuatan Informasi', 'publisher'],
  ['Pejabat/Perangkat Desa yang menguasai Informasi', 'holder'],
  ['STRUKTUR PEJABAT', 'holder'],
  ['INFORMASI YANG TERSEDIA', 'form'],
  ['Jenis Media Yang Memuat Informasi', 'form'],
  ['ESENSI KONTEN INFORMASI', 'summary'],
  ['dok_nama', 'title'],
  ['dok_deskripsi', 'summary'],
  ['dok_url', 'url'],
  ['link_file', 'url'],
  ['sifat', 'category'],
  ['tahun_pembuatan', 'year'],
  ['Sub Kategori', 'subkind'],
  ['subkind', 'subkind'],
  ['kategori_id', null],
  ['nip', null],
  ['No', null],
  ['', null],
])('the heading %s means %s', (heading, column) => {
  expect(columnOf(heading)).toBe(column);
});

test.each([
  ['berkala', 'berkala'],
  ['Informasi Berkala', 'berkala'],
  ['INFORMASI SERTA MERTA', 'serta-merta'],
  ['Wajib Tersedia Setiap Saat', 'setiap-saat'],
  ['setiap_saat', 'setiap-saat'],
  ['Informasi yang Dikecualikan', 'dikecualikan'],
  ['Berkala / Setiap Saat', null],
  ['rahasia', null],
])('the category %s is %s', (text, category) => {
  expect(readCategory(text)).toBe(category);
});

test.each([
  ['2024-01-31', '2024-01-31', ''],
  ['31/01/2024', '2024-01-31', ''],
  ['31-1-2024', '2024-01-31', ''],
  ['Demak, 31 Januari 2024', '2024-01-31', 'Demak'],
  ['2 Agustus 2023 di Demak', '2023-08-02', 'di Demak'],
])('%s is a day', (text, day, rest) => {
  expect(dayIn(text)).toEqual({ day, rest });
});

test('what is no day is none', () => {
  for (const text of ['2024-02-30', 'Januari 2024', '', 'Semester I', '32/01/2024']) expect(dayIn(text)).toBeNull();
  expect([yearIn('Tahun 2024'), yearIn('2023-2024'), yearIn('24')]).toEqual([2024, null, null]);
});

const rowsOf = async (bytes: Buffer, name: string) => readTable(bytes, name, headingRow);
const list = (mark: string) => `Judul${mark}Kategori${mark}OPD\nLaporan “A”${mark}berkala${mark}Dinkes\n`;
const table = { caption: [], headings: ['Judul', 'Kategori', 'OPD'], rows: [['Laporan “A”', 'berkala', 'Dinkes']] };

test('commas, semicolons and tabs, with and without a byte order mark, in UTF-8, UTF-16 and Windows-1252', async () => {
  for (const mark of [',', ';', '\t']) {
    expect(await rowsOf(Buffer.from(list(mark)), 'a.csv')).toMatchObject(table);
    expect(await rowsOf(Buffer.from(`\ufeff${list(mark)}`), 'a.csv')).toMatchObject(table);
    expect(await rowsOf(Buffer.from(`\ufeff${list(mark)}`, 'utf16le'), 'a.txt')).toMatchObject(table);
    const old = list(mark).replace('“', '\x93').replace('”', '\x94');
    expect(await rowsOf(Buffer.from(old, 'latin1'), 'a.csv')).toMatchObject(table);
  }
});

test('quoted cells hold separators and line ends', async () => {
  const read = await rowsOf(Buffer.from('title,category,body\n"Satu, dua;\ntiga","berkala","Dinas ""A"""\n'), 'a.csv');
  expect(read).toMatchObject({ rows: [['Satu, dua;\ntiga', 'berkala', 'Dinas "A"']] });
});

test('a printed list: a title above the headings, numbers of the columns below, empty lines', async () => {
  const text =
    'DAFTAR INFORMASI PUBLIK;;;\nKabupaten Demak;;;\n\nNo;Ringkasan Isi Informasi;Kategori;OPD\n(1);(2);(3);(4)\n1;Renstra;berkala;Dinkes\n;;;\n';
  expect(await rowsOf(Buffer.from(text), 'dip.csv')).toEqual({
    caption: ['DAFTAR INFORMASI PUBLIK', 'Kabupaten Demak'],
    headings: ['No', 'Ringkasan Isi Informasi', 'Kategori', 'OPD'],
    rows: [['1', 'Renstra', 'berkala', 'Dinkes']],
    // As whoever opens the list in a spreadsheet counts.
    numbers: [6],
  });
});

test('a work sheet, whatever it is called', async () => {
  const bytes = xlsx([
    ['DIP 2026', null, null],
    ['Judul', 'Kategori', 'Tahun'],
    ['Laporan & “A”', 'berkala', 2024],
  ]);
  const read = {
    caption: ['DIP 2026'],
    headings: ['Judul', 'Kategori', 'Tahun'],
    rows: [['Laporan & “A”', 'berkala', 2024]],
    numbers: [3],
  };
  expect(await rowsOf(bytes, 'daftar.xlsx')).toEqual({ ...read, sheet: null });
  expect(await rowsOf(bytes, 'daftar.csv')).toEqual({ ...read, sheet: null });
});

test('headings merged over columns and in two rows, ticks below them, and cells merged over several rows', async () => {
  const sheet = xlsx(
    [
      ['DAFTAR INFORMASI PUBLIK'],
      ['No', 'Judul Informasi', 'Kategori', 'Bentuk Informasi', null, 'Pembuatan', null],
      [null, null, null, 'Softcopy', 'Hardcopy', 'Waktu', 'Tempat'],
      [1, 'Renstra', 'Berkala', '√', 'v', 2024, 'Demak'],
      [2, 'LKjIP', null, null, '√', 2025, 'Demak'],
    ],
    ['A1:G1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:G2', 'C4:C5'],
  );
  const table = await rowsOf(sheet, 'dip.xlsx');
  if ('refused' in table) throw new Error(table.refused);
  const columns = columnsOf(table.headings);
  const read = table.rows.map((row) => readRow(cellsOf(row, columns), { category: null, subkind: () => null }));
  expect(read).toMatchObject([
    { row: { title: 'Renstra', category: 'berkala', form: 'Softcopy, Hardcopy', made_at: 'Demak, 2024' } },
    { row: { title: 'LKjIP', category: 'berkala', form: 'Hardcopy' } },
  ]);
  // The same as CSV, which keeps no merging.
  const csv = 'Judul;Kategori;Bentuk;\n;;Softcopy;Hardcopy\nRenstra;berkala;v;\n';
  expect(await rowsOf(Buffer.from(csv), 'dip.csv')).toMatchObject({
    headings: ['Judul', 'Kategori', 'Bentuk\nSoftcopy', 'Bentuk\nHardcopy'],
    rows: [['Renstra', 'berkala', 'Softcopy', '']],
  });
});

test('a formula counts as its saved result; without one, or with an error, its row is refused', async () => {
  const sheet = xlsx([
    ['Judul', 'Kategori', 'Tahun'],
    [{ formula: 'A9&B9', saved: 'Neraca' }, 'berkala', { formula: '2000+24', saved: 2024 }],
    [{ formula: 'A9&B9' }, 'berkala', 2024],
    ['Laporan', 'berkala', { formula: '1/0', error: '#DIV/0!' }],
    ['Rekap', 'berkala', 2024],
  ]);
  const table = await rowsOf(sheet, 'dip.xlsx');
  if ('refused' in table) throw new Error(table.refused);
  const columns = columnsOf(table.headings);
  const read = table.rows.map((row) => readRow(cellsOf(row, columns), { category: null, subkind: () => null }));
  expect(read).toMatchObject([
    { ok: true, row: { title: 'Neraca', year: 2024 } },
    { ok: false, code: 'formula_unread', value: 'title' },
    { ok: false, code: 'formula_unread', value: 'year' },
    { ok: true, row: { title: 'Rekap' } },
  ]);
});

test('a row that names a part of the list gives its category to the rows below it, and nothing else does', () => {
  expect(sectionOf(['A.', 'INFORMASI YANG WAJIB DISEDIAKAN DAN DIUMUMKAN SECARA BERKALA', ''])).toBe('berkala');
  expect(sectionOf(['II. Informasi Serta-Merta', null])).toBe('serta-merta');
  expect(sectionOf(['Laporan berkala dinas'])).toBeNull();
  expect(sectionOf(['berkala', 'Renstra'])).toBeNull();
  expect(sectionOf([1, 'Informasi berkala'])).toBeNull();
});

test('a sub-kind is found by code or name within its category; an inner link is left out', () => {
  const find = subkindFinder((code) => (code === 'kinerja' ? ['Laporan kinerja'] : []));
  expect([find('berkala', 'Laporan Kinerja'), find('berkala', 'kinerja'), find('setiap-saat', 'kinerja')]).toEqual([
    'kinerja',
    'kinerja',
    null,
  ]);
  for (const inside of [
    'http://192.168.1.4/a',
    'http://localhost/',
    'http://[::1]/',
    'http://server/',
    'http://0x7f.1/',
  ])
    expect([inside, leadsInside(inside)]).toEqual([inside, true]);
  for (const outside of ['https://demakkab.go.id/a', 'http://8.8.8.8/']) expect(leadsInside(outside)).toBe(false);
});

test('an array of rows as JSON', async () => {
  const read = await rowsOf(Buffer.from('[{"title":"A","year":2024},{"title":"B","body":"dinkes"},null]'), 'a.json');
  expect(read).toEqual({
    caption: [],
    headings: ['title', 'year', 'body'],
    rows: [
      ['A', 2024, null],
      ['B', null, 'dinkes'],
      [null, null, null],
    ],
  });
});

test.each([
  ['', 'a.csv', 'empty'],
  ['   \n', 'a.csv', 'empty'],
  ['{bukan json', 'a.json', 'json'],
  ['{"documents":[]}', 'a.json', 'json'],
  ['bukan lembar kerja', 'a.xlsx', 'not_xlsx'],
  ['Judul;Kategori\nSatu;berkala\n', 'a.xlsx', 'not_xlsx'],
  ['PK\x03\x04rusak', 'a.xlsx', 'xlsx'],
  ['PK\x03\x04arsip', 'a.zip', 'zip'],
])('%j as %s cannot be read', async (text, name, refused) => {
  expect(await rowsOf(Buffer.from(text), name)).toEqual({ refused });
});

test('of a work book the first shown sheet with known headings is read, and which one is said', async () => {
  const list = [
    ['Judul Informasi', 'Kategori'],
    ['Dari lembar kedua', 'Berkala'],
  ];
  const cover = { name: 'Petunjuk', rows: [['Isi lembar DIP & kirim'], ['Terima kasih']] };
  const hidden = { name: 'Lama', rows: [list[0] as string[], ['Tersembunyi', 'Berkala']], hidden: true };
  const book = workBook([cover, hidden, { name: 'DIP & DIK', rows: list }, { name: 'Lain', rows: list }]);
  expect(await rowsOf(book, 'buku.xlsx')).toMatchObject({
    ...{ headings: ['Judul Informasi', 'Kategori'], rows: [['Dari lembar kedua', 'Berkala']] },
    sheet: { name: 'DIP & DIK', of: 3 },
  });
  expect(await rowsOf(workBook([cover, cover]), 'kosong.xlsx')).toMatchObject({ headings: [], sheet: { of: 2 } });
  expect(await rowsOf(xlsx(list), 'satu.xlsx')).toMatchObject({ sheet: null });
});

test('old Excel under any name is told apart from a broken work book', async () => {
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  for (const name of ['dip.xls', 'dip.xlsx', 'dip.csv']) expect(await rowsOf(old, name)).toEqual({ refused: 'xls' });
});

test('a JSON list of megabytes is read in a thread of its own, row for row', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => ({
    judul: `Judul ${i}`,
    kategori: 'berkala',
    isi: 'x'.repeat(500),
    no: i,
  }));
  const bytes = Buffer.from(JSON.stringify(rows));
  expect(bytes.length).toBeGreaterThan(16_000_000);
  let turns = 0;
  const watch = setInterval(() => {
    turns += 1;
  }, 1);
  const table = await rowsOf(bytes, 'besar.json');
  clearInterval(watch);
  if ('refused' in table) throw new Error(table.refused);
  expect([table.headings, table.rows.length]).toEqual([['judul', 'kategori', 'isi', 'no'], 30_000]);
  expect(table.rows[29_999]).toEqual(['Judul 29999', 'berkala', 'x'.repeat(500), 29_999]);
  // Parsed in one go here, nothing else would have had its turn.
  expect(turns).toBeGreaterThan(10);
});

test('a short text that would make millions of cells is refused', async () => {
  const names = Array.from({ length: 1500 }, (_, i) => `{"k${i}":1}`);
  expect(await rowsOf(Buffer.from(`[${names.join()}]`), 'a.json')).toEqual({ refused: 'json' });
});

test('a sheet that takes more time or memory than any list is refused', async () => {
  const sheet = xlsx([['satu', 'dua']]);
  const limits = { seconds: 30, heapMb: 256, unpackedMb: 1 };
  expect(await readSheet(sheet, limits)).toEqual({ rows: [['satu', 'dua']], merges: [], name: 'DIP', of: 1 });
  await expect(readSheet(sheet, { ...limits, seconds: 0 })).rejects.toThrow('too long');
  await expect(readSheet(xlsx([['x'.repeat(2 * 1024 * 1024)]]), limits)).rejects.toThrow('too much');
  const far = Buffer.from(sheet.toString('latin1').replaceAll('"B1"', '"ZZZZ1"'), 'latin1');
  await expect(readSheet(far, { ...limits, heapMb: 16 })).rejects.toThrow();
});

test('what a sheet unpacks to is counted together, however its directory is marked', async () => {
  const half = new Uint8Array(700_000);
  const parts = { ...unzipSync(new Uint8Array(xlsx([['satu']]))), 'xl/media/a': half, 'xl/media/b': half };
  const limits = { seconds: 30, heapMb: 256, unpackedMb: 1 };
  const bomb = Buffer.from(zipSync(parts));
  await expect(readSheet(bomb, limits)).rejects.toThrow('too much');
  // The library does not look at the marks of the directory's entries.
  const unmarked = Buffer.from(bomb.toString('latin1').replaceAll('PK\u0001\u0002', 'XX\u0001\u0002'), 'latin1');
  await expect(readSheet(unmarked, limits)).rejects.toThrow('too much');
});

test('a table without headings has no columns', async () => {
  expect(await rowsOf(Buffer.from('satu,dua\ntiga,empat\n'), 'a.csv')).toEqual({ caption: [], headings: [], rows: [] });
});

test('a body is found by slug, short name and name, with or without the region behind it', () => {
  const dinkes = { id: 1, slug: 'dinkes', name: 'Dinas Kesehatan', short_name: 'Dinkes' };
  const kec = { id: 2, slug: 'kec-demak', name: 'Kecamatan Demak', short_name: 'Kec. Demak' };
  const find = bodyFinder([dinkes, kec], 'Kabupaten Demak');
  expect(find('Dinas Kes')).toBe(dinkes);
  for (const name of [
    'dinkes',
    'DINKES',
    'Dinas  Kesehatan',
    'Dinas Kesehatan Kabupaten Demak',
    'dinas kesehatan kab. demak',
  ]) {
    expect(find(name)?.id).toBe(1);
  }
  for (const name of ['kec demak', 'Kecamatan Demak', 'KEC. DEMAK']) expect(find(name)?.id).toBe(2);
  expect(find('Dinas Antah Berantah')).toBeNull();
  expect(find('')).toBeNull();
});

test('flags are read from the command line and from what npm kept', () => {
  const read = (argv: string[], env = {}) => readImportArguments(argv, env);
  expect(read(['documents', 'a.csv'])).toEqual({
    kind: 'documents',
    file: 'a.csv',
    dryRun: false,
    createBodies: false,
  });
  expect(read(['documents', 'a.csv', '--dry-run'])).toMatchObject({ dryRun: true });
  expect(read(['--create-bodies', 'documents', 'a.csv'])).toMatchObject({ createBodies: true });
  expect(read(['documents', 'a.csv'], { npm_config_dry_run: 'true', npm_config_create_bodies: 'true' })).toEqual({
    kind: 'documents',
    file: 'a.csv',
    dryRun: true,
    createBodies: true,
  });
  for (const wrong of [[], ['documents'], ['documents', 'a', 'b'], ['documents', 'a', '--dryrun'], ['lain', 'a']]) {
    expect(read(wrong)).toEqual({ refused: 'usage' });
  }
  expect(read(['requests', 'a.csv'])).toMatchObject({ kind: 'requests', file: 'a.csv', dryRun: false });
});

test('a year in the title wins over the day of making, not over the column; a row that is refused has its name', () => {
  const read = (headings: string[], row: string[]) =>
    readRow(cellsOf(row, columnsOf(headings)), { category: 'berkala', subkind: () => null });
  const made = ['Judul', 'Waktu Pembuatan', 'Tahun'];
  expect(read(made, ['LKPJ Tahun 2021', '12 Maret 2026', ''])).toMatchObject({ keyYear: 2026, row: { year: 2021 } });
  expect(read(made, ['LKPJ Tahun 2021', '12 Maret 2026', '2022'])).toMatchObject({ row: { year: 2022 } });
  expect(read(made, ['LKPJ 2021 dan 2022', '12 Maret 2026', ''])).toMatchObject({ row: { year: 2026 } });
  expect(nameOf(cellsOf(['Renstra. Lima tahun.'], columnsOf(['Ringkasan Isi Informasi'])))).toBe('Renstra');
});
