import { parse } from 'csv-parse/sync';
import { columnsOf } from '../../src/catalogue/import/headings';
import { readSheet } from '../../src/catalogue/import/sheet';
import { compileDip } from '../../src/dip/compile/commands';
import { ROWS_PER_PART } from '../../src/dip/export/pdf';
import { givenDocument } from '../catalogue/documents';
import { leavesOf, outsideOf, pdfReader } from '../letters/reading';
import { type TestApp, testApp } from '../support/app';
import { approve, enact, enacted, propose } from './world';

const PUBLIC = '/daftar-informasi-publik';
const reader = pdfReader();
let t: TestApp;

const FORMULA = '=HYPERLINK("http://contoh.test";"klik")';
const EVIL = {
  title: FORMULA,
  summary: ' +62, "kutip"\nbaris dua',
  holder: '@kepala',
  publisher: '-1',
  form: 'PDF; XLSX',
};

beforeAll(async () => {
  t = await testApp();
  await givenDocument(t.db, {
    ...EVIL,
    made_on: '2026-01-05',
    made_at: 'Demak',
    retention: '5 tahun',
    subkind: 'profil',
  });
  await givenDocument(t.db, {
    title: 'Đặng & Söhne 中',
    summary: 'Uraian',
    year: 2025,
    category: 'setiap-saat',
    example: 1,
  });
  await givenDocument(t.db, { title: 'Rahasia dagang', summary: 'jangan keluar', category: 'dikecualikan' });
  await enacted(t, '188.4/1/2026', '2026-12-11');
});
afterAll(async () => {
  await reader.close();
  await t.close();
});

const binary = (path: string) =>
  t
    .browser()
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });

test('CSV: a mark of its encoding, no cell that a spreadsheet would run, headings that the import reads', async () => {
  const answer = await binary(`${PUBLIC}/versi/1/unduh/csv`).expect(200);
  expect(answer.headers['content-disposition']).toBe('attachment; filename=daftar-informasi-publik-versi-1.csv');
  const text = answer.body.toString('utf8');
  expect(text.startsWith('\uFEFFNomor,Judul informasi,')).toBe(true);
  expect(text).toMatch(/\r\n$/);
  expect(text).not.toContain('Rahasia dagang');
  const [heads = [], ...rows]: string[][] = parse(text, { bom: true });
  expect(rows.map((row) => row.slice(0, 9))).toEqual([
    ['1', `'${FORMULA}`, EVIL.summary, "'@kepala", "'-1", '2026-01-05', 'Demak', 'PDF; XLSX', '5 tahun'],
    ['2', '[Contoh] Đặng & Söhne 中', 'Uraian', '', '', '2025', '', '', ''],
  ]);
  expect(rows[0]?.slice(9)).toEqual([
    ...[
      'Berkala',
      'Profil badan publik',
      expect.stringContaining('Komunikasi'),
      expect.stringMatching(/\/informasi\/dokumen-\d+$/),
    ],
  ]);
  const known = columnsOf(heads);
  for (const name of [
    'title',
    'summary',
    'holder',
    'publisher',
    'made_on',
    'made_at',
    'form',
    'retention',
    'category',
    'body',
    'url',
  ] as const)
    expect([name, known.has(name)]).toEqual([name, true]);
});

test('XLSX: read back by another library, texts stay texts, days are days and a year is a number', async () => {
  const answer = await binary(`${PUBLIC}/versi/1/unduh/xlsx`).expect(200);
  expect(answer.headers['content-type']).toContain('spreadsheetml.sheet');
  const { rows } = await readSheet(answer.body);
  expect(rows).toHaveLength(3);
  expect(rows[0]?.slice(0, 2)).toEqual(['Nomor', 'Judul informasi']);
  expect(rows[1]?.slice(0, 4)).toEqual(
    [1, FORMULA, EVIL.summary.trim(), '@kepala'].map((cell) =>
      cell === EVIL.summary.trim() ? expect.stringContaining('+62, "kutip"') : cell,
    ),
  );
  expect(rows[2]?.[1]).toBe('[Contoh] Đặng & Söhne 中');
  expect(JSON.stringify(rows.slice(1).map((row) => row[5]))).toMatch(/^\["\d{4}-\d\d-\d\dT00:00:00.000Z",2025\]$/);
});

test('PDF: the seven columns of Lampiran I, tagged, in landscape, in Indonesian, made once', async () => {
  const first = await binary(`${PUBLIC}/versi/1/cetak/1`).expect(200);
  const pdf: Buffer = first.body;
  const read = await reader.read(pdf);
  expect(read.size[0]).toBeGreaterThan(read.size[1] ?? 0);
  expect(pdf.toString('latin1')).toContain('/Lang (id)');
  expect(read.text.replace(/\s+/g, ' ')).toContain('Ditetapkan dengan Keputusan PPID Nomor 188.4/1/2026');
  const leaves = leavesOf(read);
  const heads = leaves
    .filter(({ tags }) => tags === 'Document/Table/TR/TH')
    .map(({ text }) => text.replace(/\s+/g, ' '));
  // Two groups: seven heads each, and the number that heads each row.
  expect(heads.slice(0, 7)).toEqual([
    ...['Nomor', 'Ringkasan isi informasi', 'Pejabat atau unit yang menguasai informasi'],
    ...['Penanggung jawab pembuatan atau penerbitan', 'Waktu dan tempat pembuatan'],
    ...['Bentuk informasi yang tersedia', 'Jangka waktu penyimpanan'],
  ]);
  expect(heads).toHaveLength(16);
  expect(pdf.toString('latin1').match(/\/Scope \/Column\b/g)).toHaveLength(14);
  expect(leaves.filter(({ tags }) => tags === 'Document/H2')).toHaveLength(2);
  expect(leaves.some(({ tags, text }) => tags.endsWith('/TD') && text.includes('5 Jan 2026, Demak'))).toBe(true);
  expect(outsideOf(read).unmarked).toEqual([]);
  const { rows_hash } = await t.db('dip_versions').where('number', 1).first('rows_hash');
  expect(read.text.replace(/\s+/g, '')).toContain(rows_hash);
  const again = await binary(`${PUBLIC}/versi/1/cetak/1`).expect(200);
  expect(again.headers.etag).toBe(first.headers.etag);
  expect(await t.db('dip_prints').pluck('part')).toEqual([1]);
  await t.browser().get(`${PUBLIC}/versi/1/cetak/2`).expect(404);
});

test('a print is made anew when what it says became exempt, and covers it', async () => {
  await t.db('documents').where('title', 'like', 'Đặng%').update({ category: 'dikecualikan' });
  const { body } = await binary(`${PUBLIC}/versi/1/cetak/1`).expect(200);
  const { text } = await reader.read(body);
  expect(text).toContain('sekarang dikecualikan');
  expect(text).toContain('[Contoh]');
  await t.db('documents').where('title', 'like', 'Đặng%').update({ category: 'setiap-saat' });
});

test('a long register: whole in a table, its heads on every page, in parts as PDF', async () => {
  t.clock.set('2027-01-04T09:00:00+07:00');
  const { id: body_id } = await t.db('bodies').where('slug', 'dinkes').first('id');
  const sample = { region_id: t.regionId, body_id, category: 'berkala', state: 'published', example: 0, version: 1 };
  const at = '2026-12-20T00:00:00.000Z';
  const documents = Array.from({ length: ROWS_PER_PART + 3 }, (_, i) => ({
    ...{ ...sample, title: `Laporan nomor ${i + 1}`, public_id: `banyak${i}`, slug: `banyak-${i}` },
    ...{ summary: 'Uraian singkat', published_at: at, created_at: at, updated_at: at },
  }));
  for (let i = 0; i < documents.length; i += 100) await t.db('documents').insert(documents.slice(i, i + 100));
  const id = await propose(t);
  // The first batch was taken while the page was asked for, the rest by the sweep.
  expect(await compileDip(t.deps)).toBe(0);
  await approve(t, id);
  await enact(t, id, '188.4/2/2027', '2027-01-04');
  const csv = await binary(`${PUBLIC}/versi/2/unduh/csv`).expect(200);
  const rows: string[][] = parse(csv.body, { bom: true, from_line: 2 });
  expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: ROWS_PER_PART + 5 }, (_, i) => i + 1));
  expect((await t.browser().get(`${PUBLIC}/versi/2/cetak`).expect(200)).text).toContain(
    'Bagian 2: nomor 1.001 sampai 1.005',
  );
  const second = await reader.read((await binary(`${PUBLIC}/versi/2/cetak/2`).expect(200)).body);
  expect(second.text).toContain('Laporan nomor 1003');
  expect(second.text).not.toContain('Laporan nomor 1000 ');
  const first = await reader.read((await binary(`${PUBLIC}/versi/2/cetak/1`).expect(200)).body);
  for (const page of first.pages) expect(page.replace(/\s+/g, ' ')).toContain('Jangka waktu penyimpanan');
  expect(first.text.replace(/\s+/g, ' ')).toContain('Bagian 1 dari 2');
});

test('cursor pages go through the whole register, each row once', async () => {
  const numbers: string[] = [];
  for (let next: string | undefined = `${PUBLIC}?versi=2&kategori=berkala`; next; ) {
    const { text }: { text: string } = await t.browser().get(next).expect(200);
    numbers.push(
      ...[...text.matchAll(/data-label="Nomor">\s*<span class="lines">([\d.]+)</g)].map((m) => m[1] as string),
    );
    next = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(numbers).toHaveLength(ROWS_PER_PART + 4);
  expect(new Set(numbers).size).toBe(numbers.length);
});
