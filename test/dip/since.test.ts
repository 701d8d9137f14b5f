import { advanceExemptions } from '../../src/exemptions/sweep-commands';
import { openLetter } from '../../src/mail/sealing';
import { givenDocument } from '../catalogue/documents';
import { enacted as exempted } from '../exemptions/given';
import { type TestApp, testApp } from '../support/app';
import { approve, enact, propose, step } from './world';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ clock: '2026-12-14T02:00:00.000Z' });
});
afterAll(() => t.close());

const PUBLIC = '/daftar-informasi-publik';
const page = async (path: string) => (await t.browser().get(path).expect(200)).text;
const told = async () => {
  const rows = await t.db('outbox').where('dedupe_key', 'like', 'dip:%:proposed:%').orderBy('id');
  return rows.map((row) => openLetter(t.deps.keys, row));
};

test('the superior is told of a proposal each time it comes to him, and it stands on his desk until he has decided', async () => {
  const { published_at } = await givenDocument(t.db, { title: 'Sudah termasuk' });
  expect(String(published_at) < '2026-12-14').toBe(true);
  const closed = await givenDocument(t.db, { title: 'Masih dikecualikan' });
  await exempted(t, { title: 'Masih dikecualikan', documentId: closed.id, until_on: '2026-12-20' });
  const atasan = await t.as('atasan');
  expect((await atasan.get('/atasan')).text).not.toContain('menunggu persetujuan Anda</p>');
  const id = await propose(t);
  const desk = (await atasan.get('/atasan').expect(200)).text;
  expect(desk).toContain('Usulan Daftar Informasi Publik menunggu persetujuan Anda');
  expect(desk).toContain(`href="/atasan/dip/${id}"`);
  expect(desk).toContain('Tidak ada penolakan yang menunggu persetujuan Anda.');
  expect((await told()).map(({ to }) => to)).toEqual(['atasan@contoh.test']);
  expect((await told())[0]?.text).toContain(`/atasan/dip/${id}`);
  await step(t, 'atasan', id, { action: 'send_back', alasan: 'Lengkapi' });
  expect((await atasan.get('/atasan').expect(200)).text).not.toContain('Usulan Daftar Informasi Publik');
  expect(await told()).toHaveLength(1);
  await step(t, 'ppid', id, { action: 'resubmit', alasan: 'Sudah lengkap' });
  expect(await told()).toHaveLength(2);
  await approve(t, id);
  await enact(t, id, 'SK-DIP-1/2026', '2026-12-14');
});

test('what became public after the proposal is counted and listed, publicly and on the desk', async () => {
  expect(await page(PUBLIC)).not.toContain('sesudah penetapan ini');
  expect(await page(`${PUBLIC}/sesudah`)).toContain('Tidak ada informasi yang terbit');
  t.clock.set('2026-12-21T00:00:00+07:00');
  await advanceExemptions(t.deps);
  const at = t.clock.now().toISOString();
  await givenDocument(t.db, { title: 'Terbit kemudian', published_at: at });
  await givenDocument(t.db, { title: 'Rahasia kemudian', published_at: at, category: 'dikecualikan' });
  await givenDocument(t.db, { title: 'Konsep kemudian', published_at: null, state: 'draft' });
  for (const text of [await page(PUBLIC), (await (await t.as('ppid')).get('/petugas/dip').expect(200)).text]) {
    expect(text).toContain('2 informasi terbit sesudah penetapan ini');
    expect(text).toContain(`href="${PUBLIC}/sesudah"`);
  }
  const list = await page(`${PUBLIC}/sesudah`);
  for (const title of ['Terbit kemudian', 'Masih dikecualikan']) expect(list).toContain(title);
  for (const title of ['Sudah termasuk', 'Rahasia kemudian', 'Konsep kemudian']) expect(list).not.toContain(title);
});
