import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { enacted, rowOf, takes } from './given';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const PATH = '/informasi-dikecualikan';
const page = async (query = ''): Promise<string> => (await app.browser().get(`${PATH}${query}`).expect(200)).text;
const closed = (title: string, more = {}) =>
  givenDocument(app.db, { category: 'dikecualikan', title, summary: 'hanyauntukdalam', ...more });

test('what is called exempt without a decision stands apart, until a decision on it is enacted', async () => {
  expect(await page()).not.toContain('belum-diputuskan');
  const item = await closed('Denah gudang obat');
  await closed('Draf yang belum terbit', { state: 'draft' });
  await givenDocument(app.db, { title: 'Laporan terbuka' });
  const before = await page();
  expect(before).toContain('Denah gudang obat');
  expect(before).toContain('Belum ada keputusan di portal ini');
  for (const word of ['Draf yang belum terbit', 'Laporan terbuka', 'hanyauntukdalam']) {
    expect([word, before.includes(word)]).toEqual([word, false]);
  }
  expect(await page('?badan=dinkes')).not.toContain('Denah gudang obat');

  const open = await app.browser().get(`/informasi/${item.slug}`).expect(200);
  expect(open.text).toContain('href="/informasi-dikecualikan?badan=dinkominfo"');

  const { number } = await enacted(app, { title: 'Denah gudang obat', documentId: item.id });
  expect((await page()).match(/Denah gudang obat/g)).toHaveLength(1);
  expect(await page()).not.toContain('belum-diputuskan');
  await takes(app, number, { do: 'revoke', reason: 'Tidak perlu lagi.' } as never);
  expect((await rowOf(app, number)).decision_id).not.toBeNull();
  expect(await page()).not.toContain('belum-diputuskan');
});

test('it is paged, and each list keeps its place', async () => {
  for (let n = 0; n < 27; n += 1) await closed(`Tertutup nomor ${n}.`);
  const first = await page('?badan=dinkominfo&sesudah=999');
  expect(first.match(/Tertutup nomor/g)).toHaveLength(25);
  const next = /href="\/informasi-dikecualikan(\?[^"]*lanjut=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(next).toContain('badan=dinkominfo&sesudah=999');
  expect((await page(next.split('#')[0])).match(/Tertutup nomor/g)).toHaveLength(2);
  expect(await page('?lanjut=bukan-tempat')).toContain('Tertutup nomor');
});

test('from the page of the document a test is begun with its title and code filled in', async () => {
  const item = await closed('Peta jaringan air');
  for (const [role, area] of [
    ['opd', '/opd'],
    ['ppid', '/petugas'],
  ] as const) {
    const agent = await app.as(role);
    const edit = (await agent.get(`/opd/informasi/${item.public_id}`).expect(200)).text;
    const there = /href="([^"]+\?dokumen=[^"]+)"/.exec(edit)?.[1] ?? '';
    expect(there).toBe(`${area}/pengecualian/baru?dokumen=${item.public_id}`);
    const form = (await agent.get(there).expect(200)).text;
    expect(form).toContain('value="Peta jaringan air"');
    expect(form).toMatch(/<option value="dinkominfo" selected/);
  }
  // What is public may have to be closed as well.
  const open = await givenDocument(app.db, { title: 'Daftar pelanggan air', state: 'published' });
  const shown = (await (await app.as('opd')).get(`/opd/informasi/${open.public_id}`).expect(200)).text;
  expect(shown).toContain(`/opd/pengecualian/baru?dokumen=${open.public_id}`);
  await enacted(app, { title: 'Peta jaringan air', documentId: item.id });
  const decided = (await (await app.as('ppid')).get(`/opd/informasi/${item.public_id}`).expect(200)).text;
  expect(decided).not.toContain('pengecualian/baru');
  const other = await (await app.as('opd2')).get(`/opd/pengecualian/baru?dokumen=${item.public_id}`).expect(200);
  expect(other.text).not.toContain('Peta jaringan air');
});
