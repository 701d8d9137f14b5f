import supertest, { type Response } from 'supertest';
import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';

const DOCUMENTS = 57;

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
  for (let n = 0; n < DOCUMENTS; n += 1) {
    const title = n % 3 === 0 ? `Laporan keuangan ${n}` : `Rencana kerja ${n}`;
    const summary = n % 2 === 0 ? 'Tentang laporan' : null;
    // Many published at the same instant: the place must tell them apart.
    const published_at = `2026-11-0${1 + (n % 4)}T02:00:00.000Z`;
    await givenDocument(t.db, { title, summary, published_at, body: n % 5 === 0 ? 'setda' : 'dinkominfo' });
  }
});
afterAll(() => t.close());

/** Every item of a list, page by page. */
async function all(
  path: string,
  query: Record<string, string>,
): Promise<{ id: string; slug: string; published_at: string }[]> {
  const items = [];
  let cursor: string | null = null;
  do {
    const { body }: Response = await supertest(t.app)
      .get(path)
      .query({ ...query, ...(cursor ? { cursor } : {}) })
      .expect(200);
    expect(body.items.length).toBeLessThanOrEqual(Number(query.limit));
    if (body.next) expect(body.items).toHaveLength(Number(query.limit));
    items.push(...body.items);
    cursor = body.next;
  } while (cursor !== null && items.length <= 2 * DOCUMENTS);
  return items;
}

test.each(['1', '7', '19', '57', '100'])('every document comes once, newest first, %s on a page', async (limit) => {
  const items = await all('/api/v1/documents', { limit });
  expect(items).toHaveLength(DOCUMENTS);
  expect(new Set(items.map(({ id }) => id)).size).toBe(DOCUMENTS);
  const instants = items.map(({ published_at }) => published_at);
  expect(instants).toEqual([...instants].sort().reverse());
});

test('so do those of a search and of a body', async () => {
  const found = await all('/api/v1/documents', { q: 'laporan', limit: '4' });
  const expected = await t
    .db('documents')
    .where('title', 'like', '%aporan%')
    .orWhere('summary', 'like', '%aporan%')
    .pluck('public_id');
  expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
  expect(await all('/api/v1/documents', { body: 'setda', limit: '5' })).toHaveLength(12);
});

test('every public body comes once', async () => {
  const slugs = (await all('/api/v1/bodies', { limit: '10' })).map(({ slug }) => slug);
  expect(slugs).toEqual((await t.db('bodies').pluck('slug')).sort());
});

test('a harvester that asks by rows and start gets each once', async () => {
  const names: string[] = [];
  for (let start = 0; start < DOCUMENTS; start += 10) {
    const { body } = await supertest(t.app).get('/api/3/action/package_search').query({ start, rows: 10 }).expect(200);
    expect(body.result.count).toBe(DOCUMENTS);
    names.push(...body.result.results.map(({ name }: { name: string }) => name));
  }
  expect([names.length, new Set(names).size]).toEqual([DOCUMENTS, DOCUMENTS]);
  const list = await supertest(t.app).get('/api/3/action/package_list').expect(200);
  expect(list.body.result).toEqual(names);
});
