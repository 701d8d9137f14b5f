import { workIndexQueue } from '../../src/catalogue/search/index-commands';
import { advanceExemptions } from '../../src/exemptions/sweep-commands';
import { givenDocument, givenFile } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { enacted, rowOf } from './given';

const SECRET = 'hanyauntukdalam';
let app: TestApp;
let number: string;
let file: { public_id: string };
let slug: string;
let publicId: string;
let documentId: number;

beforeAll(async () => {
  app = await testApp();
  const item = await givenDocument(app.db, {
    ...{ title: 'Rekam medis', summary: `Ringkasan ${SECRET}`, url: `https://contoh.test/${SECRET}` },
  });
  const columns = { holder: 'Siti, NIK 3321014507890001', retention: '5 tahun' };
  await app.db('documents').where('id', item.id).update(columns);
  file = await givenFile(app.deps, item, `${SECRET}.pdf`);
  const link = { document_id: item.id, label: SECRET, url: `https://contoh.test/dua-${SECRET}`, removed_at: null };
  await app.db('document_links').insert({ ...link, public_id: 'tautan000001', added_at: item.updated_at });
  documentId = item.id;
  const hidden = {
    ...{ legal_basis: `Dasar ${SECRET}`, if_opened: `Bila dibuka ${SECRET}`, if_closed: `Bila ditutup ${SECRET}` },
    ...{ public_interest: `Kepentingan ${SECRET}`, term_basis: `Lama ${SECRET}`, partial: 1, part: `Bagian ${SECRET}` },
    testers: [{ name: `Penguji ${SECRET}`, office: 'x', unit: 'y' }],
  };
  const given = { ...hidden, title: 'Rekam medis', documentId: item.id, until_on: '2026-12-18', decree: 'SK-9/2026' };
  ({ number } = await enacted(app, given));
  const document = await app.db('documents').where('id', item.id).first();
  [slug, publicId] = [document.slug, document.public_id];
});
afterAll(() => app.close());

const everywhere = () => [
  ...[
    '/',
    '/informasi',
    '/informasi?q=rekam+medis',
    `/informasi?q=${SECRET}`,
    `/informasi/${slug}`,
    '/badan-publik/dinkominfo',
  ],
  ...['/informasi-dikecualikan', '/informasi-dikecualikan.csv', '/informasi-dikecualikan?badan=dinkominfo'],
  ...[
    '/feed.atom',
    '/feed.json',
    '/sematan',
    '/sitemap.xml',
    '/catalog.jsonld',
    '/daftar-informasi-publik',
    `/api/v1/documents/${publicId}`,
  ],
  ...['/api/v1/documents', `/api/v1/documents?q=${SECRET}`, '/api/3/action/package_search'],
  `/api/3/action/package_show?id=${slug}`,
];

const found = async (words: string): Promise<number> =>
  (await app.browser().get(`/api/v1/documents?q=${words}`).expect(200)).body.items.length;
const sent = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';

async function shown(word: string): Promise<string[]> {
  const leaking: string[] = [];
  for (const path of everywhere()) {
    const { text = '', body } = await app.browser().get(path);
    const said = `${text}${Buffer.isBuffer(body) ? body.toString() : ''}`
      .replaceAll(`q=${SECRET}`, '')
      .replaceAll(`“${SECRET}”`, '')
      .replaceAll(`value="${SECRET}"`, '')
      .replaceAll(`rincian=${SECRET}`, '')
      .replaceAll(`Pencarian: ${SECRET}`, '');
    if (said.includes(word)) leaking.push(path);
  }
  return leaking;
}

const paths = async (): Promise<number[]> => {
  const open: number[] = [];
  for (const path of [`/berkas/${file.public_id}/${SECRET}.pdf`]) open.push((await app.browser().get(path)).status);
  return open;
};

test('while it is closed the public sees that it exists and why, never a word of its content or of the test', async () => {
  expect(await shown(SECRET)).toEqual([]);
  expect(await shown(file.public_id)).toEqual([]);
  expect(await paths()).toEqual([404]);
  const page = await app.browser().get('/informasi-dikecualikan').expect(200);
  for (const words of [
    'Rekam medis',
    'Pasal 17 huruf h angka 2',
    'Sebagian dokumen',
    'SK-9/2026',
    '11 Desember 2026',
    '18 Desember 2026',
    'Dinas Komunikasi',
  ]) {
    expect(page.text).toContain(words);
  }
  expect(page.headers['set-cookie']).toBeUndefined();
  const csv = await app.browser().get('/informasi-dikecualikan.csv').expect(200);
  expect(csv.text).toContain(`${number},Rekam medis`);
  expect(csv.text).toContain('UU 14/2008 Pasal 17 huruf h angka 2,Sebagian dokumen,,SK-9/2026,2026-12-11,2026-12-18');
});

test('no edit opens it, nor hides that it exists: only a decision, a ruling or time', async () => {
  const ppid = await app.as('ppid');
  const { version } = await app.db('documents').where('id', documentId).first('version');
  const send = (path: string, fields: object) =>
    ppid
      .post(`/opd/informasi/${publicId}${path}`)
      .type('form')
      .send({ version: String(version), ...fields });
  const edited = await send('', { title: 'Rekam medis', category: 'setiap-saat' });
  expect([edited.status, edited.text.includes('dikecualikan dengan keputusan yang masih berlaku')]).toEqual([
    422,
    true,
  ]);
  expect((await send('/tarik', { reason: 'Sembunyikan' })).status).toBe(422);
  expect(await app.db('documents').where('id', documentId).first('category', 'state')).toEqual({
    ...{ category: 'dikecualikan', state: 'published' },
  });
});

test('open by time: its entry is public, the way to its files and links is not, until an officer confirms the masking', async () => {
  app.clock.set('2026-12-19T00:00:00+07:00');
  await advanceExemptions(app.deps);
  expect((await app.browser().get('/informasi-dikecualikan').expect(200)).text).not.toContain('Rekam medis');
  expect((await app.browser().get('/informasi?kategori=setiap-saat').expect(200)).text).toContain('Rekam medis');
  const { body } = await app.browser().get(`/api/v1/documents/${publicId}`).expect(200);
  expect(body).toMatchObject({ category: 'setiap-saat', url: null, files: [] });
  // Nobody looked at its columns: what has a number of somebody's in it is empty, and that is on record.
  expect(body).toMatchObject({ holder: null, retention: '5 tahun' });
  const turned = await app
    .db('audit_events')
    .where({ chain: `document:${documentId}`, kind: 'document_opened' })
    .first();
  expect(JSON.parse(turned.payload).changes.holder).toEqual(['Siti, NIK 3321014507890001', null]);
  // What is listed is its entry in the register; no name, no address, no link, and not a word that was written while it was closed.
  await workIndexQueue(app.db, 10_000);
  for (const word of [SECRET, file.public_id]) expect([word, await shown(word)]).toEqual([word, []]);
  expect(body.summary).toBeNull();
  for (const path of [`/informasi/${slug}`, '/informasi?q=rekam+medis'])
    expect((await app.browser().get(path).expect(200)).text).toContain('Ringkasan dan berkasnya sedang disiapkan');
  expect(await found(SECRET)).toBe(0);
  expect(await paths()).toEqual([404]);
  const waiting = await (await app.as('ppid')).get('/petugas/pengecualian/penyamaran').expect(200);
  expect(waiting.text).toContain(number);
  await (await app.as('opd')).get(`/berkas/${file.public_id}/${SECRET}.pdf`).expect(200);

  // The officer reads the summary on the step that opens it, and it goes out as he leaves it.
  const ppid = await app.as('ppid');
  const { version } = await app.db('documents').where('id', documentId).first('version');
  const step = await ppid.get(`/petugas/pengecualian/${number}?langkah=confirm_masking`).expect(200);
  expect(step.text).toContain(`Ringkasan ${SECRET}</textarea>`);
  expect(step.text).toContain(`href="/berkas/${file.public_id}/`);
  const send = (more: Record<string, string>) => {
    const fields = { action: 'confirm_masking', seen: '1', document_version: String(version), ...more };
    return rowOf(app, number).then((row) =>
      ppid.post(`/petugas/pengecualian/${number}/transitions`).field({ version: String(row.version), ...fields }),
    );
  };
  const summary = 'Jumlah kunjungan. Hubungi dr. Rina 0812-3456-7890.';
  const asked = await send({ summary });
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('Nomor ponsel ••••••••7890');
  expect(asked.text).toContain(summary);
  expect(await paths()).toEqual([404]);
  const ticked = sent(asked.text, 'confirmed_1');
  const told = sent(asked.text, 'told');
  expect((await send({ summary, confirmed_1: ticked, told })).status).toBe(303);
  expect(await paths()).toEqual([200]);
  await workIndexQueue(app.db, 10_000);
  expect(await found('kunjungan')).toBe(1);
  expect(await shown(`Ringkasan ${SECRET}`)).toEqual([]);
  const { payload } = await app
    .db('audit_events')
    .where({ chain: `document:${documentId}`, kind: 'document_masked' })
    .first();
  expect(JSON.parse(payload).detail).toMatchObject({ confirmed: [{ kind: 'phone', shown: '••••••••7890' }] });
  const opened = await app.browser().get(`/api/v1/documents/${publicId}`).expect(200);
  expect(opened.body.files).toHaveLength(1);
  expect((await rowOf(app, number)).masked_on).toBe('2026-12-19');
});
