import { encodeCursor } from '../../src/web/pagination';
import { type TestApp, testApp } from '../support/app';
import { givenDocument, givenFile } from './documents';

let t: TestApp;
const get = (path: string) => t.browser().get(path);

beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
  for (let i = 0; i < 25; i++) await givenDocument(t.db, { title: `Notulen rapat ${i}`, year: 2026, format: 'pdf' });
  const document = await givenDocument(t.db, {
    slug: 'profil-desa',
    title: 'Profil desa',
    body: 'kec-wedung',
    category: 'setiap-saat',
    summary: 'Isi',
    url: 'https://contoh.test/profil',
  });
  await givenFile(t.deps, document, 'profil.pdf');
  await givenDocument(t.db, { title: 'Contoh', example: 1, source: 'PPID Kabupaten lain', body: 'bpbd' });
});
afterAll(() => t.close());

test('documents are listed page by page to the end', async () => {
  const ids: string[] = [];
  let next: string | null = null;
  let pages = 0;
  do {
    const { body }: { body: { items: { id: string }[]; next: string | null } } = await get(
      `/api/v1/documents?limit=10${next ? `&cursor=${next}` : ''}`,
    ).expect(200);
    ids.push(...body.items.map(({ id }) => id));
    next = body.next;
    pages += 1;
  } while (next);
  expect([ids.length, new Set(ids).size, pages]).toEqual([27, 27, 3]);
});

test('the parameters filter and search', async () => {
  const count = async (query: string) =>
    (await get(`/api/v1/documents?limit=100&${query}`).expect(200)).body.items.length;
  expect(await count('q=notulen')).toBe(25);
  expect(await count('category=setiap-saat')).toBe(1);
  expect(await count('body=kec-wedung')).toBe(1);
  expect(await count('year=2026')).toBe(25);
  expect(await count('format=pdf&q=rapat+7')).toBe(1);
  expect(await count('q=%F0%9F%99%82')).toBe(0);
});

test('one document has its files, versions, columns and source', async () => {
  const list = await get('/api/v1/documents?q=profil+desa').expect(200);
  const { body } = await get(`/api/v1/documents/${list.body.items[0].id}`).expect(200);
  expect(body).toMatchObject({
    slug: 'profil-desa',
    title: 'Profil desa',
    category: 'setiap-saat',
    summary: 'Isi',
    example: false,
    source: null,
    body: { slug: 'kec-wedung', name: 'Kecamatan Wedung' },
    versions: [],
    page: expect.stringMatching(/\/informasi\/profil-desa$/),
  });
  for (const column of ['holder', 'publisher', 'made_on', 'made_at', 'year', 'form', 'retention'])
    expect(body).toHaveProperty(column);
  expect(body.files).toHaveLength(1);
  expect(body.files[0]).toMatchObject({
    name: 'profil.pdf',
    media_type: 'application/pdf',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await get(new URL(body.files[0].url).pathname).expect(200);
  const example = await get('/api/v1/documents?body=bpbd').expect(200);
  expect(example.body.items[0]).toMatchObject({ example: true, source: 'PPID Kabupaten lain' });
});

test('bodies come with what they published', async () => {
  const { body } = await get('/api/v1/bodies?limit=100').expect(200);
  expect([body.items.length, body.next]).toEqual([42, null]);
  const first = await get('/api/v1/bodies?limit=40').expect(200);
  const second = await get(`/api/v1/bodies?limit=40&cursor=${first.body.next}`).expect(200);
  expect(second.body.items).toHaveLength(2);
  const one = await get('/api/v1/bodies/kec-wedung').expect(200);
  expect(one.body).toMatchObject({
    name: 'Kecamatan Wedung',
    documents: { total: 1, by_category: { 'setiap-saat': 1, berkala: 0 } },
  });
  expect(one.body.last_published_at).toMatch(/^2026-/);
  expect(one.body).not.toHaveProperty('head_email');
});

test.each([
  ['category=rahasia', 'category'],
  ['body=tidak-ada', 'body'],
  ['year=abcd', 'year'],
  ['format=exe', 'format'],
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=abc', 'limit'],
  ['cursor=rusak', 'cursor'],
  [`cursor=${encodeCursor({ tier: 0, publishedAt: '2026-01-01T00:00:00.000Z', id: 2 ** 31 })}`, 'cursor'],
  [`q=${'a'.repeat(201)}`, 'q'],
  ['q=a&q=b', 'q'],
])('%s is refused as a problem that names it', async (query, field) => {
  const { body, headers } = await get(`/api/v1/documents?${query}`).expect(422);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(body).toMatchObject({
    status: 422,
    title: expect.any(String),
    errors: [{ field, message: expect.any(String) }],
  });
});

test('what is not there is a problem too', async () => {
  for (const path of ['/api/v1/documents/tidakada', '/api/v1/bodies/tidak-ada', '/api/v1/entah']) {
    const { headers, body } = await get(path).expect(404);
    expect([headers['content-type']?.split(';')[0], body.status]).toEqual(['application/problem+json', 404]);
  }
});

test('no call reads or sets a cookie', async () => {
  const { headers } = await get('/api/v1/documents').set('Cookie', 'sesi=s%3Aapa-saja; bahasa=en').expect(200);
  expect(headers['set-cookie']).toBeUndefined();
});

describe('CKAN', () => {
  test('package_search pages through everything', async () => {
    const names = new Set<string>();
    for (let start = 0; start < 30; start += 10) {
      const { body } = await get(`/api/3/action/package_search?rows=10&start=${start}`).expect(200);
      expect([body.success, body.result.count]).toEqual([true, 27]);
      for (const { name } of body.result.results) names.add(name);
    }
    expect(names.size).toBe(27);
  });

  test('it searches, and takes *:* for everything', async () => {
    const count = async (q: string) =>
      (await get(`/api/3/action/package_search?q=${encodeURIComponent(q)}&rows=0`).expect(200)).body.result.count;
    expect([await count('*:*'), await count('notulen'), await count('zzqq'), await count('"')]).toEqual([27, 25, 0, 0]);
  });

  test('package_show gives one by name or id, with resources', async () => {
    const { body } = await get('/api/3/action/package_show?id=profil-desa').expect(200);
    const { result } = body;
    expect(result).toMatchObject({
      name: 'profil-desa',
      title: 'Profil desa',
      notes: 'Isi',
      organization: { name: 'kec-wedung' },
      num_resources: 2,
    });
    expect(
      result.resources.map(({ format, url }: { format: string; url: string }) => [
        format,
        new URL(url).pathname.split('/').at(-1),
      ]),
    ).toEqual([
      ['PDF', 'profil.pdf'],
      ['HTML', 'profil'],
    ]);
    await get(`/api/3/action/package_show?id=${result.id}`).expect(200);
  });

  test('package_list gives the names', async () => {
    const { body } = await get('/api/3/action/package_list').expect(200);
    expect(body.result).toHaveLength(27);
    expect((await get('/api/3/action/package_list?limit=5&offset=25')).body.result).toHaveLength(2);
  });

  test.each([
    ['package_search?rows=-1', 409],
    ['package_search?rows=10&start=99999999', 409],
    ['package_search?start=x', 409],
    [`package_search?q=${'a'.repeat(201)}`, 409],
    ['package_show', 409],
    ['package_show?id=tidak-ada', 404],
  ])('%s is refused in CKAN’s shape', async (call, status) => {
    const { body } = await get(`/api/3/action/${call}`).expect(status);
    expect(body).toMatchObject({ success: false, error: { message: expect.any(String), __type: expect.any(String) } });
  });
});
