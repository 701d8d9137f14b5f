import { publishedPage } from '../../../src/catalogue/queries';
import { workIndexQueue } from '../../../src/catalogue/search/index-commands';
import { meantWords } from '../../../src/catalogue/search/slip-queries';
import { searchWords } from '../../../src/catalogue/words';
import { type TestDb, testDb } from '../../support/db';
import { givenDocument } from '../documents';

let t: TestDb;
let regionId: number;

// What both engines must find, in this order: the same test runs on either.
const DOCUMENTS = {
  anggaran: { title: 'Anggaran Dinas Komunikasi dan Informatika', summary: 'Belanja tahun berjalan' },
  penganggaran: { title: 'Pedoman penganggaran desa', summary: 'Laporan keuangan desa dan laporannya' },
  keuangan: { title: 'Laporan Keuangan Daerah', summary: 'Neraca dan arus kas', year: 2024, format: 'pdf' },
  terbalik: { title: 'Keuangan laporan', summary: 'Urutan terbalik' },
  apbd: { title: 'APBD 2025', summary: 'Lampiran I', body: 'bpbd' },
  lengkap: { title: 'Anggaran Pendapatan dan Belanja Daerah 2024', summary: null, body: 'bpbd' },
  rapat: { title: 'Notula rapat', summary: 'Rapat Dinkominfo membahas jaringan', body: 'bpbd' },
  berkas: {
    title: 'Lampiran',
    summary: null,
    text: 'Isi berkas menyebut mitigasi banjir rob dan penganggaran kembali',
  },
  tertutup: { title: 'Rekam medis', summary: 'diagnosa rahasia', category: 'dikecualikan', text: 'diagnosa rahasia' },
} as const;

const CASES: [string, (keyof typeof DOCUMENTS)[]][] = [
  ['anggaran', ['lengkap', 'penganggaran', 'anggaran', 'berkas']],
  ['penganggaran', ['lengkap', 'penganggaran', 'anggaran', 'berkas']],
  ['laporan keuangan', ['terbalik', 'keuangan', 'penganggaran']],
  ['pelaporan keuangan', ['terbalik', 'keuangan', 'penganggaran']],
  ['"laporan keuangan"', ['keuangan', 'penganggaran']],
  ['"keuangan laporan"', ['terbalik']],
  ['"laporannya"', ['penganggaran']],
  ['"arus kas" neraca', ['keuangan']],
  ['apbd', ['lengkap', 'apbd']],
  ['anggaran pendapatan dan belanja daerah', ['lengkap', 'apbd']],
  ['dinkominfo rapat', ['rapat']],
  ['dinas komunikasi dan informatika rapat', ['rapat']],
  ['dinkominfo anggaran', ['anggaran', 'berkas', 'penganggaran']],
  ['mitigasi', ['berkas']],
  ['"banjir rob"', ['berkas']],
  ['"mitigasi rob"', []],
  ['notula rap', ['rapat']],
  ['rekam medis', ['tertutup']],
  ['diagnosa', []],
  ['rahasia', []],
];

beforeAll(async () => {
  t = await testDb('reference');
  regionId = (await t.db('regions').first('id')).id;
  for (const [name, { text, ...facts }] of Object.entries(
    DOCUMENTS as Record<string, { text?: string; title: string }>,
  )) {
    const { id } = await givenDocument(t.db, { ...facts, slug: name });
    if (text) await t.db('document_texts').insert({ file_id: id, document_id: id, text });
  }
});
afterAll(() => t.destroy());

async function found(q: string): Promise<string[]> {
  const query = { regionId, words: searchWords(q), filter: {}, sort: 'relevan' as const, after: null, limit: 20 };
  return (await publishedPage(t.db, query)).rows.map(({ slug }) => slug);
}

test('what was published a moment ago is found before the index has seen it', async () => {
  expect(await t.db('document_index_queue').first('id')).toBeDefined();
  expect(await found('anggaran')).toEqual(['lengkap', 'penganggaran', 'anggaran']);
  expect(await workIndexQueue(t.db, 10_000)).toBe(Object.keys(DOCUMENTS).length);
  expect(await t.db('document_index_queue').first('id')).toBeUndefined();
});

test.each(CASES)('%s', async (q, slugs) => {
  expect(await found(q)).toEqual(slugs);
});

test.each([
  ['angaran desa', 'anggaran desa'],
  ['anggraan', 'anggaran'],
  ['laproan keuangna', 'laporan keuangan'],
  ['mitigsi', 'mitigasi'],
])('%s was meant to be %s', async (typed, meant) => {
  const search = { regionId, words: searchWords(typed), filter: {} };
  expect((await meantWords(t.db, search))?.map(({ text }) => text).join(' ')).toBe(meant);
});

test.each(['diagnosx', 'rahasja', 'zzzzzz', 'anggaran mitigasi desa', 'xyzzy angaran', '"angaran desa"'])(
  '%s is not taken for anything else',
  async (typed) => {
    expect(await meantWords(t.db, { regionId, words: searchWords(typed), filter: {} })).toBeNull();
  },
);

test('what is closed leaves the index and its text with the change itself', async () => {
  const { id } = await t.db('documents').where('slug', 'berkas').first('id');
  const set = (change: object) => t.db('documents').where('id', id).update(change);
  const texts = () => t.db('document_texts').where('document_id', id);
  const key = await t.db('document_search').count({ n: '*' }).first();
  await set({ held_files: 1 });
  expect(await texts()).toEqual([]);
  expect(await found('mitigasi')).toEqual([]);
  expect((await t.db('document_search').count({ n: '*' }).first())?.n).toBe(Number(key?.n) - 1);
  expect(await found('lampiran')).toContain('berkas');
  await set({ held_files: 0, summary: 'tentang evakuasi' });
  expect(await found('evakuasi')).toEqual(['berkas']);
  await workIndexQueue(t.db, 10_000);
  await set({ category: 'dikecualikan' });
  expect(await found('evakuasi')).toEqual([]);
  await workIndexQueue(t.db, 10_000);
  expect(await found('evakuasi')).toEqual([]);
  await set({ state: 'withdrawn' });
  expect(await found('lampiran')).not.toContain('berkas');
});
