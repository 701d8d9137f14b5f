import { readKept, versionChanges } from '../../src/catalogue/versions/kept';
import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf, PDF } from './desk';

let t: TestApp;
let desk: ReturnType<typeof deskOf>;
let opd: Agent;
let ppid: Agent;

beforeAll(async () => {
  t = await testApp();
  desk = deskOf(t);
  [opd, ppid] = [await t.as('opd'), await t.as('ppid')];
});
afterAll(() => t.close());

const facts = (title: string, more: Record<string, string> = {}) => ({ title, category: 'berkala', ...more });
const slugOf = async (path: string) => (await desk.rowOf(path)).slug as string;
const version = async (path: string, n: number) => t.browser().get(`/informasi/${await slugOf(path)}/versi/${n}`);

test('an earlier version of a published document is read, with what changed, and says who to its editors only', async () => {
  const path = await desk.made(opd, facts('Anggaran perjalanan', { summary: 'Konsep yang belum terbit.' }));
  await desk.post(opd, path, '', facts('Anggaran perjalanan', { summary: 'Lima puluh juta.' }));
  await opd.post(`${path}/berkas`).attach('berkas', PDF('a'), 'anggaran.pdf').expect(303);
  await desk.post(opd, path, 'terbit');
  const edited = facts('Anggaran perjalanan dinas', { summary: 'Enam puluh juta.', correction: 'Angkanya keliru.' });
  await desk.post(opd, path, '', edited);
  const page = await desk.publicPage(path);
  expect(page.text).toContain('Koreksi pada Jumat, 11 Desember 2026');
  expect(page.text).toContain('Angkanya keliru.');
  expect(page.text).toContain(`/informasi/${await slugOf(path)}/versi/4`);
  const [first, second] = [await version(path, 4), await version(path, 5)];
  expect(first.text).toContain('Lima puluh juta.');
  expect(first.text).toContain('Ini versi sebelumnya.');
  expect(second.text).toContain('Lima puluh juta.');
  expect(second.text).toContain('Enam puluh juta.');
  expect(first.text).toContain('anggaran.pdf');
  for (const draft of [1, 2, 3, 6]) expect((await version(path, draft)).status).toBe(404);
  const { name } = await t.db('users').where('email', 'opd@contoh.test').first('name');
  expect(second.text).not.toContain(name);
  const inside = await opd.get(`${path}/versi/5`).expect(200);
  for (const said of [name, 'Lima puluh juta.', 'Enam puluh juta.']) expect(inside.text).toContain(said);
  await (await t.as('opd2')).get(`${path}/versi/5`).expect(404);
  await opd.get(`${path}/versi/2`).expect(200);
});

test('what was withdrawn, exempt or held back is in no earlier version', async () => {
  const path = await desk.made(opd, facts('Daftar penerima', { summary: 'Nama dan alamat lengkap.' }));
  await desk.post(opd, path, 'terbit');
  await desk.post(opd, path, 'tarik', { reason: 'Memuat data pribadi.' });
  const gone = await desk.publicPage(path);
  expect([gone.status, gone.text.includes('Memuat data pribadi.')]).toEqual([410, true]);
  expect(gone.text).toContain('Jumat, 11 Desember 2026');
  await desk.post(opd, path, '', facts('Daftar penerima', { summary: 'Jumlah per desa.' }));
  expect((await desk.publicPage(path)).status).toBe(410);
  await desk.post(opd, path, 'terbit');
  for (const n of [1, 2, 3, 4]) expect([n, (await version(path, n)).status]).toEqual([n, 404]);
  const open = await version(path, 5);
  expect([open.status, open.text.includes('Nama dan alamat')]).toEqual([200, false]);
  const { body } = await t.browser().get(`/api/v1/documents/${desk.idOf(path)}`);
  expect(body.versions.map((one: { version: number }) => one.version)).toEqual([5]);

  await desk.post(ppid, path, '', { title: 'Daftar penerima', category: 'dikecualikan', summary: 'Isi rahasia.' });
  for (const n of [5, 6]) expect((await version(path, n)).status).toBe(404);
  await desk.post(ppid, path, '', facts('Daftar penerima', { summary: 'Terbuka lagi.' }));
  for (const n of [5, 6]) expect((await version(path, n)).status).toBe(404);
  expect((await version(path, 7)).text).not.toContain('Isi rahasia.');
});

test('of an exempt item that was withdrawn the reason is not told', async () => {
  const path = await desk.made(ppid, { title: 'Rekam medis', category: 'dikecualikan', summary: 'Isi.' });
  await desk.post(ppid, path, 'terbit');
  await desk.post(ppid, path, 'tarik', { reason: 'Pasien bernama Suwarno.' });
  const gone = await desk.publicPage(path);
  expect([gone.status, gone.text.includes('Suwarno')]).toEqual([410, false]);
});

test('files and links that are held back are nowhere, in no version either', async () => {
  const path = await desk.made(opd, facts('Perjanjian', { url: 'https://contoh.test/tanpa-sensor' }));
  await opd.post(`${path}/berkas`).attach('berkas', PDF('p'), 'tanpa-sensor.pdf').expect(303);
  await desk.post(opd, path, 'terbit');
  const { id } = await desk.rowOf(path);
  const { public_id } = await t.db('document_files').where('document_id', id).first();
  expect((await desk.publicPage(path)).text).toContain('tanpa-sensor.pdf');
  await t.db('documents').where('id', id).update({ held_files: 1 });
  const answers = [
    await desk.publicPage(path),
    await version(path, 3),
    await t.browser().get(`/api/v1/documents/${desk.idOf(path)}`),
    await t.browser().get(`/api/3/action/package_show?id=${await slugOf(path)}`),
    await t.browser().get('/api/3/action/package_search?q=perjanjian'),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/tanpa-sensor/);
  }
  await t.browser().get(`/berkas/${public_id}/tanpa-sensor.pdf`).expect(404);
  await opd.get(`/berkas/${public_id}/tanpa-sensor.pdf`).expect(200);
});

test('a document has several links; the first stays its url', async () => {
  const path = await desk.made(opd, facts('Data terbuka', { url: 'https://a.test/' }));
  const add = (link_url: string, link_label = '') => desk.post(opd, path, 'tautan', { link_url, link_label });
  await add('https://b.test/', 'Cermin');
  await add('https://b.test/', 'Cermin lagi');
  await desk.post(opd, path, 'terbit');
  const api = async () => (await t.browser().get(`/api/v1/documents/${desk.idOf(path)}`)).body;
  expect((await api()).links).toEqual([
    { label: null, url: 'https://a.test/' },
    { label: 'Cermin', url: 'https://b.test/' },
  ]);
  expect((await desk.publicPage(path)).text).toContain('>Cermin</a>');
  await desk.post(opd, path, '', facts('Data terbuka', { url: '' }));
  expect(await api()).toMatchObject({ url: 'https://b.test/', links: [{ label: 'Cermin', url: 'https://b.test/' }] });
  const { public_id } = await t.db('document_links').where('url', 'https://b.test/').first();
  await add('https://d.test/');
  await desk.post(opd, path, `tautan/${public_id}/hapus`, { why: 'outdated' });
  expect(await api()).toMatchObject({ url: 'https://d.test/', links: [{ label: null, url: 'https://d.test/' }] });
  const wrong = await add('javascript:alert(1)');
  expect([wrong.status, wrong.text.includes('Tulis alamat lengkap')]).toEqual([422, true]);
  const inside = await add('http://192.168.1.10/berkas');
  expect([inside.status, inside.text.includes('jaringan dalam')]).toEqual([422, true]);
  const url = await desk.post(opd, path, '', facts('Data terbuka', { url: 'http://localhost/berkas' }));
  expect([url.status, url.text.includes('Tautan: Alamat ini berada di jaringan dalam')]).toEqual([422, true]);
  for (let i = 0; i < 20; i++) await add(`https://c.test/${i}`);
  expect((await add('https://c.test/20')).text).toContain('paling banyak berisi 20 tautan');
});

test('versions kept before sub-kinds, links and corrections were known are read', () => {
  const old = { title: 'a', category: 'berkala', url: 'https://a.test/', state: 'published', files: [] };
  const kept = readKept(JSON.stringify(old));
  expect(kept).toMatchObject({ subkind: null, links: [{ label: null, url: 'https://a.test/' }], correction: null });
  const next = { ...kept, title: 'b', files: [{ id: '1', name: 'x.pdf', sha256: '' }] };
  expect(versionChanges(kept, next)).toEqual([
    { name: 'title', from: 'a', to: 'b' },
    { name: 'files', added: ['x.pdf'], removed: [] },
  ]);
});
