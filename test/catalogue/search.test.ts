import { likelyDocuments } from '../../src/catalogue/overview-queries';
import { type Place, publishedCount } from '../../src/catalogue/place-queries';
import { type ListQuery, publishedPage } from '../../src/catalogue/queries';
import { workIndexQueue } from '../../src/catalogue/search/index-commands';
import { searchWords, tellingWords } from '../../src/catalogue/words';
import { type TestDb, testDb } from '../support/db';
import { givenDocument } from './documents';

let t: TestDb;
let regionId: number;

beforeAll(async () => {
  t = await testDb('reference');
  regionId = (await t.db('regions').first('id')).id;
  await givenDocument(t.db, { title: 'Laporan Realisasi APBD Tahun 2024', year: 2024, format: 'pdf' });
  await givenDocument(t.db, {
    title: 'Ringkasan APBD 2025',
    year: 2025,
    format: 'xlsx',
    summary: 'Rencana anggaran desa',
  });
  await givenDocument(t.db, {
    title: 'Profil Desa Wedung',
    body: 'kec-wedung',
    category: 'setiap-saat',
    summary: 'Data penduduk dan APBD desa',
  });
  await givenDocument(t.db, { title: 'Peringatan Banjir Rob', body: 'bpbd', category: 'serta-merta' });
  await givenDocument(t.db, {
    title: 'Rekam Medis Pasien',
    body: 'dinkes',
    category: 'dikecualikan',
    summary: 'rahasia kesehatan pribadi',
  });
  await givenDocument(t.db, { title: 'APBD rancangan belum terbit', state: 'draft' });
  await givenDocument(t.db, { title: 'APBD yang ditarik', state: 'withdrawn' });
  await givenDocument(t.db, { title: "Serat ꦗꦮ “Babad Demak” — edisi e-book & 100% (2018-2023) 🙂 l'été" });
});
afterAll(() => t.destroy());

async function titles(q: string, more: Partial<ListQuery> = {}): Promise<string[]> {
  const query = {
    regionId,
    words: searchWords(q),
    filter: {},
    sort: 'relevan' as const,
    after: null,
    limit: 20,
    ...more,
  };
  const { rows } = await publishedPage(t.db, query);
  expect(await publishedCount(t.db, query, 1000)).toBe(rows.length);
  return rows.map((row) => row.title);
}

test('every word must be there; title hits come before summary hits, newer before older', async () => {
  expect(await titles('apbd')).toEqual([
    'Ringkasan APBD 2025',
    'Laporan Realisasi APBD Tahun 2024',
    'Profil Desa Wedung',
  ]);
  expect(await titles('apbd', { sort: 'terbaru' })).toEqual([
    'Profil Desa Wedung',
    'Ringkasan APBD 2025',
    'Laporan Realisasi APBD Tahun 2024',
  ]);
  expect(await titles('apbd 2024')).toEqual(['Laporan Realisasi APBD Tahun 2024']);
  expect(await titles('apbd tidakada')).toEqual([]);
});

test('the beginning of the last word is enough, of another word it is not', async () => {
  expect(await titles('lapor')).toEqual(['Laporan Realisasi APBD Tahun 2024']);
  expect(await titles('realisasi ap')).toEqual(['Laporan Realisasi APBD Tahun 2024']);
  expect(await titles('real apbd')).toEqual([]);
});

test('drafts and withdrawn documents are not found, and of an exempt item its title alone', async () => {
  expect(await titles('rancangan')).toEqual([]);
  expect(await titles('ditarik')).toEqual([]);
  expect(await titles('rekam medis')).toEqual(['Rekam Medis Pasien']);
  expect(await titles('rahasia kesehatan')).toEqual([]);
});

test('a search stays within its filter', async () => {
  const desa = (await t.db('bodies').where('slug', 'kec-wedung').first('id')).id;
  expect(await titles('apbd', { filter: { bodyId: desa } })).toEqual(['Profil Desa Wedung']);
  expect(await titles('apbd', { filter: { category: 'berkala', year: 2025 } })).toEqual(['Ringkasan APBD 2025']);
  expect(await titles('apbd', { filter: { format: 'pdf' } })).toEqual(['Laporan Realisasi APBD Tahun 2024']);
  expect(await titles('apbd', { filter: { category: 'serta-merta' } })).toEqual([]);
  expect(await titles('rob', { filter: { category: 'serta-merta' } })).toEqual(['Peringatan Banjir Rob']);
});

const serat = "Serat ꦗꦮ “Babad Demak” — edisi e-book & 100% (2018-2023) 🙂 l'été";

test.each([
  ['ꦗꦮ'],
  ['"babad demak"'],
  ['“Babad'],
  ['e-book'],
  ['100%'],
  ['2018-2023'],
  ['été'],
  ["l'été"],
  ['BABAD 🙂'],
  ['babad & demak'],
])('%s finds the title that holds it', async (q) => {
  expect(await titles(q)).toEqual([serat]);
});

const wordless = ['"', "'", '%', '&', '*', '🙂', '((((', '\\', '-', '“”'];
const searching: [string, number][] = [
  ['AND', 0],
  ['title:apbd OR', 0],
  ['apbd NOT', 0],
  ['NEAR(apbd, 2)', 0],
  ["' OR 1=1 --", 0],
  ["a'b\\c:*", 0],
  ['x'.repeat(200), 0],
  ['<script>alert(1)</script>', 0],
  ['!apbd', 3],
  ['apbd*', 3],
  ["apbd'; DROP TABLE documents", 0],
  ['(apbd)', 3],
  ['^apbd:A', 3],
];

test.each([...wordless.map((q): [string, number] => [q, 0]), ...searching])(
  '%s is only words, and breaks nothing',
  async (q, n) => {
    expect(await titles(q)).toHaveLength(n);
  },
);

test('hits are counted as far as asked and no further', async () => {
  const counted = (most: number) => publishedCount(t.db, { regionId, words: searchWords('apbd'), filter: {} }, most);
  expect([await counted(1), await counted(2), await counted(3), await counted(100)]).toEqual([1, 2, 3, 3]);
});

test('a document enters and leaves the search with the change itself', async () => {
  const draft = await givenDocument(t.db, { title: 'Zebra cross baru', state: 'draft' });
  const set = (change: object) => t.db('documents').where('id', draft.id).update(change);
  expect(await titles('zebra')).toEqual([]);
  await set({ state: 'published', published_at: draft.created_at });
  expect(await titles('zebra')).toEqual(['Zebra cross baru']);
  await set({ title: 'Kuda cross baru' });
  expect([await titles('zebra'), await titles('kuda')]).toEqual([[], ['Kuda cross baru']]);
  await set({ state: 'withdrawn' });
  expect(await titles('kuda')).toEqual([]);
});

test('pages follow one another without a gap or a repeat, whatever the order', async () => {
  const at = '2026-11-20T00:00:00.000Z';
  for (let i = 0; i < 9; i++) {
    await givenDocument(t.db, {
      title: i % 2 ? `Notulen ${i}` : `Rapat ${i}`,
      summary: 'notulen rapat',
      published_at: at,
    });
  }
  const all: string[] = [];
  let after: Place | null = null;
  do {
    const page: Awaited<ReturnType<typeof publishedPage>> = await publishedPage(t.db, {
      regionId,
      words: searchWords('notulen'),
      filter: {},
      sort: 'relevan',
      after,
      limit: 2,
    });
    all.push(...page.rows.map((row) => row.title));
    after = page.next;
  } while (after);
  expect(all).toEqual([
    'Notulen 7',
    'Notulen 5',
    'Notulen 3',
    'Notulen 1',
    'Rapat 8',
    'Rapat 6',
    'Rapat 4',
    'Rapat 2',
    'Rapat 0',
  ]);
});

test('what is like a text comes with the most shared words first', async () => {
  const words = tellingWords('Saya mohon data realisasi APBD tahun 2024 beserta ringkasan');
  const found = await likelyDocuments(t.db, regionId, words, 5);
  expect(found.map((row) => row.title)).toEqual(['Laporan Realisasi APBD Tahun 2024', 'Ringkasan APBD 2025']);
  expect(await likelyDocuments(t.db, regionId, [], 5)).toEqual([]);
});

test('each region finds its own and nothing of another', async () => {
  const created_at = '2026-11-01T00:00:00.000Z';
  const other = { slug: 'lain', name: 'Kabupaten Lain', timezone: 'Asia/Jakarta', created_at };
  await t.db('regions').insert(other);
  const { id } = await t.db('regions').where('slug', 'lain').first('id');
  const body = { region_id: id, slug: 'dinas-lain', name: 'Dinas Lain', short_name: 'Lain', kind: 'opd', created_at };
  await t.db('bodies').insert(body);
  await givenDocument(t.db, { title: 'Serat Babad daerah lain', body: 'dinas-lain' });
  // First while it waits for the index, then from it.
  for (const ms of [0, 10_000]) {
    await workIndexQueue(t.db, ms);
    expect(await titles('babad')).toEqual([expect.stringMatching(/Babad Demak/)]);
    expect(await titles('babad', { regionId: id })).toEqual(['Serat Babad daerah lain']);
  }
});
