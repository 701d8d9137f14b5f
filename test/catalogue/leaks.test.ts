import type { DocumentFileRow, DocumentRow } from '../../src/db/tables/catalogue';
import { type TestApp, testApp } from '../support/app';
import { givenDocument, givenFile } from './documents';

let t: TestApp;
const SECRET = 'hanyauntukdalam';
const MADE_ON = '2025-03-14';
let hidden: { name: string; document: DocumentRow; file: DocumentFileRow }[];

beforeAll(async () => {
  t = await testApp();
  hidden = [];
  for (const [name, facts] of [
    ['draft', { state: 'draft', title: `Konsep ${SECRET}` }],
    ['withdrawn', { state: 'withdrawn', title: `Ditarik ${SECRET}` }],
    ['exempt', { category: 'dikecualikan', title: 'Rekam medis pasien', format: 'pdf' }],
  ] as const) {
    const document = await givenDocument(t.db, {
      ...facts,
      summary: `Ringkasan ${SECRET}`,
      url: `https://contoh.test/${SECRET}`,
      holder: `dr. ${SECRET}`,
      publisher: `Bidang ${SECRET}`,
      made_on: MADE_ON,
      made_at: `Kamar ${SECRET}`,
      form: `Kaset ${SECRET}`,
      retention: `Sampai ${SECRET}`,
      correction: `Koreksi ${SECRET}`,
      corrected_at: '2026-11-20',
      source: `Sumber ${SECRET}`,
      year: 2025,
    });
    hidden.push({ name, document, file: await givenFile(t.deps, document, `${SECRET}.pdf`) });
  }
});
afterAll(() => t.close());

const PUBLIC = [
  '/',
  '/informasi',
  `/informasi?q=${SECRET}`,
  '/informasi?q=rekam+medis',
  '/informasi?kategori=dikecualikan',
  '/badan-publik',
  '/badan-publik/dinkominfo',
  '/api/v1/documents',
  `/api/v1/documents?q=${SECRET}`,
  '/api/v1/bodies/dinkominfo',
  '/api/3/action/package_search',
  '/api/3/action/package_list',
  '/feed.atom',
  '/feed.json',
  '/catalog.jsonld',
  '/sitemap-0.xml',
  '/sematan',
  '/informasi-dikecualikan',
  '/daftar-informasi-publik',
];
/** What a page, a feed or a file for programs says: some are no text to the client. */
const said = ({ text, body }: { text?: string; body?: unknown }) => text ?? (Buffer.isBuffer(body) ? String(body) : '');

test('nothing of a draft, a withdrawn or the content of an exempt document is on any public page or call', async () => {
  const { slug } = (hidden[2] as (typeof hidden)[number]).document;
  for (const path of [...PUBLIC, `/informasi/${slug}`]) {
    const answer = await t.browser().get(path);
    const text = said(answer);
    expect([path, answer.status, text.length > 0]).toEqual([path, 200, true]);
    const shown = text
      .replaceAll(`q=${SECRET}`, '')
      .replaceAll(`“${SECRET}”`, '')
      .replaceAll(`value="${SECRET}"`, '')
      .replaceAll(`rincian=${SECRET}`, '')
      .replaceAll(`Pencarian: ${SECRET}`, '');
    expect([path, shown.includes(SECRET)]).toEqual([path, false]);
    for (const day of [MADE_ON, '14 Maret 2025', '14 Mar 2025'])
      expect([path, text.includes(day)]).toEqual([path, false]);
    for (const { file, document } of hidden) {
      expect(text).not.toContain(file.public_id);
      if (document.state !== 'published') expect(text).not.toContain(document.public_id);
    }
  }
});

test('that an exempt item exists is public, with why and what one may do', async () => {
  const { document } = hidden[2] as (typeof hidden)[number];
  const page = await t.browser().get(`/informasi/${document.slug}`).expect(200);
  expect(page.text).toContain('Informasi ini dikecualikan');
  expect(page.text).toContain('mengajukan keberatan');
  expect(page.text).not.toContain(SECRET);
  // It stands in no register of what is open: no columns of one, and nobody is said to hold it.
  expect(page.text).not.toContain('Keterangan dalam Daftar Informasi Publik');
  const { body } = await t.browser().get(`/api/v1/documents/${document.public_id}`).expect(200);
  expect(body).toMatchObject({
    ...{ title: 'Rekam medis pasien', category: 'dikecualikan', year: null, files: [] },
    ...{ summary: null, url: null, format: null, form: null, retention: null, holder: null, publisher: null },
    ...{ made_on: null, made_at: null, correction: null, corrected_at: null, source: null },
  });
  // The body is named, as a decision names it (Perki 1/2021 Lampiran III).
  expect(page.text).toContain('Dinas Komunikasi');
  const files = await t.browser().get('/informasi?format=pdf').expect(200);
  expect(files.text).not.toContain('Rekam medis pasien');
});

test('an exempt item is nothing that another portal could harvest: no package, no group, not counted', async () => {
  const { document } = hidden[2] as (typeof hidden)[number];
  const open = await givenDocument(t.db, { title: 'Rekam jejak jalan' });
  for (const by of ['slug', 'public_id'] as const)
    await t.browser().get(`/api/3/action/package_show?id=${document[by]}`).expect(404);
  const result = async (call: string) => (await t.browser().get(`/api/3/action/${call}`).expect(200)).body.result;
  expect(await result('package_list')).toEqual([open.slug]);
  for (const asked of ['', '?q=rekam', '?fq=organization:dinkominfo', '?q=rekam&fq=organization:dinkominfo']) {
    const { count, results } = await result(`package_search${asked}`);
    expect([asked, count, results.map(({ name }: { name: string }) => name)]).toEqual([asked, 1, [open.slug]]);
  }
  expect(await result('package_search?fq=groups:dikecualikan')).toMatchObject({ count: 0, results: [] });
  expect(await result('current_package_list_with_resources')).toMatchObject([{ name: open.slug }]);
  expect(await result('group_list')).toEqual(['berkala', 'serta-merta', 'setiap-saat']);
  expect(await result('organization_show?id=dinkominfo')).toMatchObject({ package_count: 1 });
});

test('a draft is not found, a withdrawn document is gone, neither says its title', async () => {
  const [draft, withdrawn] = hidden as [(typeof hidden)[number], (typeof hidden)[number]];
  await t.browser().get(`/informasi/${draft.document.slug}`).expect(404);
  const gone = await t.browser().get(`/informasi/${withdrawn.document.slug}`).expect(410);
  expect(gone.text).not.toContain(SECRET);
  for (const { document } of [draft, withdrawn]) {
    await t.browser().get(`/api/v1/documents/${document.public_id}`).expect(404);
    await t.browser().get(`/api/3/action/package_show?id=${document.slug}`).expect(404);
  }
});

test('their files are for those who may publish for the body, and for nobody else', async () => {
  for (const { name, file } of hidden) {
    const path = `/berkas/${file.public_id}/${SECRET}.pdf`;
    const open: string[] = [];
    for (const who of ['warga', 'petugas', 'ppid', 'opd', 'opd2', 'atasan', 'auditor', 'admin'] as const) {
      const answer = await (await t.as(who)).get(path);
      if (answer.status === 200) {
        open.push(who);
        expect(answer.headers['cache-control']).toBe('private, no-store');
      } else expect(answer.status).toBe(404);
    }
    expect([name, open]).toEqual([name, ['ppid', 'opd']]);
    await t.browser().get(path).expect(404);
  }
});

test('each opening of an exempt file is on record', async () => {
  const { document, file } = hidden[2] as (typeof hidden)[number];
  const opened = () => t.db('audit_events').where({ chain: `document:${document.id}`, kind: 'exempt_file_opened' });
  const before = (await opened()).length;
  await (await t.as('opd')).get(`/berkas/${file.public_id}/${SECRET}.pdf`).expect(200);
  const after = await opened();
  expect(after).toHaveLength(before + 1);
  expect(JSON.parse(after.at(-1).payload)).toMatchObject({
    actor: { role: 'opd' },
    detail: { file: { id: file.public_id } },
  });
});

test('so is each opening of a file that is proposed for an exempt item', async () => {
  const { document, file } = hidden[2] as (typeof hidden)[number];
  await t.db('document_files').where('id', file.id).update({ removed_at: document.updated_at });
  await t.db('document_revisions').insert({
    ...{ region_id: t.regionId, document_id: document.id, state: 'review', made_at: document.updated_at },
    content: JSON.stringify({ changes: {}, files_added: [file.public_id], links_added: [] }),
  });
  const opened = async () =>
    (await t.db('audit_events').where({ chain: `document:${document.id}`, kind: 'exempt_file_opened' })).length;
  const before = await opened();
  const path = `/opd/informasi/${document.public_id}/usulan/${file.public_id}`;
  await (await t.as('opd2')).get(path).expect(404);
  expect(await opened()).toBe(before);
  await (await t.as('ppid')).get(path).expect(200);
  expect(await opened()).toBe(before + 1);
});

test('no filter tells of which year an exempt item is: neither a list, nor a search, nor a count, nor a choice', async () => {
  await givenDocument(t.db, { title: 'Rekam jejak anggaran', year: 2024 });
  const main = async (path: string) => (await t.browser().get(path).expect(200)).text.split('<main')[1] ?? '';
  expect(await main('/informasi?kategori=dikecualikan')).toContain('Rekam medis pasien');
  for (const asked of [
    'tahun=2025',
    'tahun=2025&kategori=dikecualikan',
    'q=rekam&tahun=2025',
    'q=rekam&tahun=2025&urut=terbaru',
  ])
    expect([asked, await main(`/informasi?${asked}`)]).toEqual([
      asked,
      expect.not.stringContaining('Rekam medis pasien'),
    ]);
  for (const asked of ['year=2025', 'q=rekam&year=2025'])
    expect([asked, (await t.browser().get(`/api/v1/documents?${asked}`)).body.items]).toEqual([asked, []]);
  // Of the two that are found one is of 2025, and nobody learns it.
  const searched = await main('/informasi?q=rekam');
  expect(searched).toContain('Rekam medis pasien');
  expect(searched).toContain('2024 (1)');
  for (const path of ['/informasi', '/informasi?q=rekam', '/informasi?q=rekam&kategori=dikecualikan'])
    expect([path, /<option value="2025"/.test(await main(path))]).toEqual([path, false]);
  const chosen = await main('/informasi?q=rekam&tahun=2025');
  expect(chosen).toMatch(/<option value="2025" selected>2025 \(0\)/);
  expect(chosen).toMatch(/<option value="dinkominfo">[^<]*\(0\)/);
});

test('the form of the next document is not filled in with what a closed one says', async () => {
  const told = async () => (await (await t.as('opd')).get('/opd/informasi/baru').expect(200)).text;
  const newest = { updated_at: '2026-12-30T00:00:00.000Z' };
  const id = hidden.find(({ name }) => name === 'exempt')?.document.id as number;
  await t.db('documents').where({ id }).update(newest);
  const open = { holder: 'Bidang Anggaran', updated_at: '2026-12-29T00:00:00.000Z' };
  const { id: openId } = await givenDocument(t.db, { title: 'Terbuka' });
  await t.db('documents').where({ id: openId }).update(open);
  expect(await told()).toContain('value="Bidang Anggaran"');
  expect(await told()).not.toContain(`dr. ${SECRET}`);
  // Open by time, and nobody has said yet that it is masked.
  await t.db('documents').where({ id }).update({ category: 'setiap-saat', held_files: 1 });
  expect(await told()).not.toContain(`dr. ${SECRET}`);
});
