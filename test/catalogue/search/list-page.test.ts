import { whileUnchanged } from '../../../src/catalogue/cached-queries';
import { workIndexQueue } from '../../../src/catalogue/search/index-commands';
import { type TestApp, testApp } from '../../support/app';
import { givenDocument } from '../documents';

let portal: TestApp;
beforeAll(async () => {
  portal = await testApp({ filled: 'reference' });
  const { db } = portal;
  await givenDocument(db, {
    title: 'Rencana kerja',
    slug: 'rencana-kerja',
    summary: `${'Pendahuluan. '.repeat(30)}Bab <script>x</script> penganggaran & hibah.`,
    year: 2024,
    format: 'pdf',
  });
  await givenDocument(db, {
    title: 'Anggaran hibah',
    year: 2025,
    category: 'setiap-saat',
    body: 'bpbd',
    format: 'xlsx',
  });
  await givenDocument(db, { title: 'Hibah lama', year: 2024, category: 'setiap-saat', body: 'bpbd', format: 'pdf' });
  await workIndexQueue(db, 10_000);
});
afterAll(() => portal.close());

const page = async (query: string) => (await portal.browser().get(`/informasi?${query}`).expect(200)).text;
const option = (html: string, value: string) => new RegExp(`<option value="${value}"[^>]*>([^<]*)<`).exec(html)?.[1];
const pills = (html: string) =>
  [...html.matchAll(/<a class="pill"[^>]*>([^<]*?) <span class="pill-count">([^<]*)</g)].map(
    ([, name, n]) => `${name} ${n}`,
  );

test('the passage that holds the words is shown, marked and escaped', async () => {
  expect(await page('q=anggaran')).toContain(
    'Bab &lt;script&gt;x&lt;/script&gt; <mark>penganggaran</mark> &amp; hibah.',
  );
});

test('each value of a filter says how many a search has there, the other filters as they are', async () => {
  const html = await page('q=hibah');
  expect(pills(html)).toEqual(['Berkala 1', 'Serta-merta 0', 'Setiap saat 2', 'Dikecualikan 0']);
  expect([option(html, '2024'), option(html, '2025'), option(html, 'pdf'), option(html, 'xlsx')]).toEqual([
    ...['2024 (2)', '2025 (1)', 'PDF (2)', 'XLSX (1)'],
  ]);
  expect(option(html, 'bpbd')).toMatch(/\(2\)$/);
  const narrowed = await page('q=hibah&kategori=setiap-saat&tahun=2025');
  expect(narrowed).toContain('1 informasi untuk');
  expect(pills(narrowed)).toEqual(['Berkala 0', 'Serta-merta 0', 'Setiap saat 1', 'Dikecualikan 0']);
  expect([option(narrowed, '2024'), option(narrowed, '2025')]).toEqual(['2024 (1)', '2025 (1)']);
});

test('a list without a search says the same', async () => {
  const html = await page('tahun=2024');
  expect(html).toContain('>2 informasi<');
  expect(pills(html)).toEqual(['Berkala 1', 'Serta-merta 0', 'Setiap saat 1', 'Dikecualikan 0']);
  expect([option(html, '2025'), option(html, 'pdf')]).toEqual(['2025 (1)', 'PDF (2)']);
});

test('a slip is taken for what was meant, and says so; what nothing is near to offers to ask', async () => {
  const meant = await page('q=angaran+hibha');
  expect(meant).toContain('Tidak ada informasi yang memuat “angaran hibha”. Mungkin maksud Anda:');
  expect(meant).toContain('<a href="/informasi?q=anggaran+hibah">anggaran hibah</a>');
  expect(meant).toContain('Anggaran hibah</a>');
  const nothing = await page('q=zzzz+yyyy');
  expect(nothing).not.toContain('Mungkin maksud Anda');
  expect(nothing).toContain('href="/permohonan/baru?rincian=zzzz+yyyy"');
});

test('beyond a thousand hits the count says so, and a filter under it still counts exactly', async () => {
  const owner = await portal.db('bodies').where('slug', 'dinkes').first('id', 'region_id');
  const at = '2026-10-01T00:00:00.000Z';
  const rows = Array.from({ length: 1_010 }, (_, i) => ({
    ...{ public_id: `b${i}`, slug: `b${i}`, region_id: owner.region_id, body_id: owner.id, category: 'berkala' },
    ...{ title: 'Data vaksin', state: 'published', published_at: at, created_at: at, updated_at: at },
    year: i < 7 ? 2019 : 2020,
  }));
  await portal.db.batchInsert('documents', rows, 50);
  await workIndexQueue(portal.db, 30_000);
  const html = await page('q=vaksin');
  expect(html).toContain('Lebih dari 1.000 informasi untuk “vaksin”');
  expect(pills(html)).toEqual(['Berkala lebih dari 1.000', 'Serta-merta 0', 'Setiap saat 0', 'Dikecualikan 0']);
  expect(await page('q=vaksin&tahun=2019')).toContain('7 informasi untuk');
  // Where it ends before its hits do, it says so, and nowhere else.
  const cut = 'Daftar ini berhenti di sini';
  expect(html).not.toContain(cut);
  expect(await page('q=vaksin&tahun=2019')).not.toContain(cut);
  let last = html;
  for (let more = true; more; ) {
    const next = /href="\/informasi\?([^"]*sesudah=[^"]+)"/.exec(last)?.[1];
    more = next !== undefined;
    if (next) last = await page(next.replaceAll('&amp;', '&'));
  }
  expect(last).toContain(cut);
});

test('what was costly to sum up is kept for a minute, then handed out once more while the next is computed', async () => {
  const real = portal.deps.clock.real();
  const at = (seconds: number) => ({ now: () => real, real: () => new Date(real.getTime() + seconds * 1000) });
  let n = 0;
  const ask = (seconds: number, isLarge = true) =>
    whileUnchanged(
      { db: portal.db, clock: at(seconds) },
      'k',
      async () => ++n,
      () => isLarge,
    );
  expect(await ask(0)).toBe(1);
  await givenDocument(portal.db);
  expect(await ask(59)).toBe(1);
  expect(await ask(61)).toBe(1);
  while (n < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await ask(62)).toBe(2);
});
