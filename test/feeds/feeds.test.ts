import { XMLParser } from 'fast-xml-parser';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
let bodies: { id: number; slug: string }[];

const TITLE = 'Laporan <b>APBD</b> & "realisasi" \u0001 2025';
let n = 0;

/** A published row, straight in the table: what a feed reads. */
async function published(given: object = {}): Promise<string> {
  n += 1;
  const at = new Date(Date.UTC(2026, 10, 10 + n, 2)).toISOString();
  const row = {
    region_id: app.regionId,
    body_id: bodies[0]?.id,
    category: 'berkala',
    title: `Dokumen ${n}`,
    public_id: `feed${n}`,
    slug: `dokumen-${n}`,
    state: 'published',
    published_at: at,
    created_at: at,
    updated_at: at,
    ...given,
  };
  await app.db('documents').insert(row);
  return row.slug;
}

beforeAll(async () => {
  app = await testApp();
  bodies = await app.db('bodies').orderBy('id').limit(2).select('id', 'slug');
  await published({ title: TITLE, summary: 'Ringkasan <i>', slug: 'apbd-2025' });
  await published({
    category: 'dikecualikan',
    title: 'Rahasia satu',
    summary: 'ISI RAHASIA',
    url: 'https://contoh.test/rahasia',
  });
  await published({ body_id: bodies[1]?.id, url: 'https://contoh.test/data' });
  await published({ state: 'draft', published_at: null, title: 'Konsep saja' });
});
afterAll(() => app.close());

const get = (path: string) => app.browser().get(path);
const xml = (text: string) =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => ['entry', 'url', 'sitemap'].includes(name),
  }).parse(text);

test('the Atom feed is well formed whatever a title holds, newest first, without drafts and exempt items, and sets no cookie', async () => {
  const answer = await get('/feed.atom').expect(200).expect('Content-Type', 'application/atom+xml; charset=utf-8');
  expect(answer.headers['set-cookie']).toBeUndefined();
  const { feed } = xml(answer.text);
  expect(feed.entry.map((entry: { title: string }) => entry.title)).toEqual(['Dokumen 3', TITLE.replace('\u0001', '')]);
  expect(feed.updated).toBe('2026-11-13T02:00:00.000Z');
  expect(answer.text).not.toContain('RAHASIA');
  // An unchanged feed costs its reader nothing.
  await get('/feed.atom').set('If-None-Match', String(answer.headers.etag)).expect(304);
});

test('a feed of one body and one category holds those only; an unknown one is not found', async () => {
  const { body } = await get(`/feed.json?badan=${bodies[1]?.slug}&kategori=berkala`).expect(200);
  expect(body.items.map((item: { title: string }) => item.title)).toEqual(['Dokumen 3']);
  expect(body.feed_url).toContain(`/feed.json?badan=${bodies[1]?.slug}&kategori=berkala`);
  await get('/feed.atom?badan=tidak-ada').expect(404);
  await get('/feed.atom?kategori=lain').expect(404);
});

test('a harvester reads every open dataset once by following the pages of the DCAT catalogue', async () => {
  for (let i = 0; i < 130; i++) await published();
  const seen: string[] = [];
  let address: string | null = '/catalog.jsonld';
  for (let pages = 0; address && pages < 5; pages++) {
    const { text } = await get(address).expect(200).expect('Content-Type', 'application/ld+json; charset=utf-8');
    expect(text).not.toContain('RAHASIA');
    const graph: Record<string, unknown>[] = JSON.parse(text)['@graph'];
    seen.push(
      ...graph.filter((node) => node['@type'] === 'dcat:Dataset').map((node) => String(node['dct:identifier'])),
    );
    const next = graph.find((node) => node['@type'] === 'hydra:PartialCollectionView')?.['hydra:next'];
    address = next ? String((next as Record<string, string>)['@id']).replace(app.deps.config.baseUrl, '') : null;
  }
  const open: string[] = await app
    .db('documents')
    .where('state', 'published')
    .whereNot('category', 'dikecualikan')
    .pluck('public_id');
  expect(seen.sort()).toEqual(open.sort());
  await get('/catalog.jsonld?sesudah=xx').expect(404);
});

test('the site map names every published page once, in parts', async () => {
  const index = xml((await get('/sitemap.xml').expect(200)).text);
  const parts: string[] = index.sitemapindex.sitemap.map((part: { loc: string }) =>
    part.loc.replace(app.deps.config.baseUrl, ''),
  );
  expect(parts.length).toBeGreaterThan(1);
  const all: string[] = [];
  for (const part of parts) {
    const { urlset } = xml((await get(part).expect(200)).text);
    all.push(...urlset.url.map((url: { loc: string }) => url.loc));
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all).toContain(`${app.deps.config.baseUrl}/informasi/apbd-2025`);
  expect(all).toContain(`${app.deps.config.baseUrl}/badan-publik/${bodies[0]?.slug}`);
  expect(all.filter((url) => url.includes('/informasi/'))).toHaveLength(
    (await app.db('documents').where('state', 'published')).length,
  );
  await get('/sitemap-99.xml').expect(404);
  expect((await get('/robots.txt').expect(200)).text).toContain(`Sitemap: ${app.deps.config.baseUrl}/sitemap.xml`);
});

test('every address of the site map of pages answers', async () => {
  const { urlset } = xml((await get('/sitemap-0.xml').expect(200)).text);
  const own = urlset.url.map((url: { loc: string }) => url.loc.replace(app.deps.config.baseUrl, '') || '/');
  for (const path of own.filter((path: string) => !path.startsWith('/badan-publik/'))) {
    expect([path, (await get(path)).status]).toEqual([path, 200]);
  }
});

test('the page of a document says to programs what it is; nothing of its title can end the block early', async () => {
  await published({ title: '</script><script>alert(1)</script>', slug: 'nakal' });
  const { text } = await get('/informasi/nakal').expect(200);
  const block = text.match(/<script type="application\/ld\+json">(.*?)<\/script>/)?.[1] ?? '';
  expect(JSON.parse(block).name).toBe('</script><script>alert(1)</script>');
  expect(text).not.toContain('<script>alert');
  expect(text).toContain(`<link rel="canonical" href="${app.deps.config.baseUrl}/informasi/nakal">`);
  expect((await get('/informasi/dokumen-2').expect(200)).text).not.toContain('ld+json');
});

test('a shared link has a picture of its own, also for a title that is hostile or endless', async () => {
  await published({ title: `&<>"' \u0002 ${'panjang '.repeat(80)}${'x'.repeat(300)}`, slug: 'panjang' });
  for (const slug of ['nakal', 'panjang']) {
    const answer = await get(`/informasi/${slug}/gambar.png`).expect(200).expect('Content-Type', 'image/png');
    expect(answer.body.subarray(1, 4).toString()).toBe('PNG');
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    expect([answer.body.readUInt32BE(16), answer.body.readUInt32BE(20)]).toEqual([1200, 630]);
  }
});

test('only the list to embed may stand in a frame of another site', async () => {
  const framed = await get(`/sematan?badan=${bodies[1]?.slug}`).expect(200);
  expect(framed.headers['content-security-policy']).toContain('frame-ancestors *');
  expect(framed.headers['x-frame-options']).toBeUndefined();
  expect(framed.headers['set-cookie']).toBeUndefined();
  expect(framed.text).toContain('Dokumen 3');
  expect(framed.text).not.toContain('<form');
  const other = await get('/informasi').expect(200);
  expect(other.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect((await get(`/umpan?badan=${bodies[1]?.slug}`).expect(200)).text).toContain(
    `/sematan?badan=${bodies[1]?.slug}`,
  );
});

test('a document that is withdrawn leaves feed, catalogue and site map at once', async () => {
  await app
    .db('documents')
    .where('slug', 'apbd-2025')
    .update({ state: 'withdrawn', withdrawn_at: '2026-12-11T02:00:00.000Z' });
  for (const path of ['/feed.atom', '/catalog.jsonld', '/sitemap-1.xml']) {
    expect((await get(path).expect(200)).text).not.toContain('apbd-2025');
  }
});
