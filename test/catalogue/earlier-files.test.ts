import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf, PDF } from './desk';
import { pdf } from './extraction/files';

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

type File = { public_id: string; name: string; stored_name: string };
const filesOf = async (path: string): Promise<File[]> =>
  t
    .db('document_files')
    .where('document_id', (await desk.rowOf(path)).id)
    .orderBy('id');
const fileOf = async (path: string, name: string) => (await filesOf(path)).find((one) => one.name === name) as File;
const address = ({ public_id, name }: File) => `/berkas/${public_id}/${name}`;
const version = async (path: string, n: number) =>
  t.browser().get(`/informasi/${(await desk.rowOf(path)).slug}/versi/${n}`);
const attach = (agent: Agent, path: string, name: string, words = name) =>
  agent.post(`${path}/berkas`).attach('berkas', PDF(words), name).expect(303);
const replace = (agent: Agent, path: string, old: File, name: string, correction = '', words = name) =>
  agent
    .post(`${path}/berkas/${old.public_id}/ganti`)
    .field('correction', correction)
    .attach('berkas', PDF(words), name);
const remove = (agent: Agent, path: string, file: File, why: string) =>
  agent.post(`${path}/berkas/${file.public_id}/hapus`).type('form').send({ why, leave_note: 'Catatan dalam' });

async function published(title: string, ...names: string[]): Promise<string> {
  const path = await desk.made(opd, { title, category: 'berkala' });
  for (const name of names) await attach(opd, path, name);
  await desk.post(opd, path, 'terbit');
  return path;
}

test('a file is replaced with its correction in one version; the old one is read from the version that had it', async () => {
  const path = await published('Laporan yang dikoreksi', 'laporan.pdf');
  const old = await fileOf(path, 'laporan.pdf');
  const before = (await desk.rowOf(path)).version;
  const form = await opd.get(`${path}/berkas/${old.public_id}/ganti`).expect(200);
  expect(form.text).toContain('laporan.pdf');
  for (let i = 0; i < 2; i++)
    await replace(opd, path, old, 'laporan-v2.pdf', 'Jumlah pada tabel 2 keliru.').expect(303);
  const row = await desk.rowOf(path);
  expect([row.version, row.correction]).toEqual([before + 1, 'Jumlah pada tabel 2 keliru.']);
  expect((await desk.events(path)).filter((kind) => kind === 'document_file_replaced')).toHaveLength(1);
  const page = await desk.publicPage(path);
  expect(page.text).toContain('Jumlah pada tabel 2 keliru.');
  expect(page.text).toContain('laporan-v2.pdf');
  expect(page.text).not.toContain('>laporan.pdf<');
  const former = await version(path, before);
  expect(former.text).toContain(`href="${address(old)}"`);
  expect(former.text).toContain('diganti dengan laporan-v2.pdf');
  const sent = await t.browser().get(address(old)).expect(200);
  expect(sent.headers['x-robots-tag']).toBe('noindex');
  expect(sent.body.toString()).toContain('laporan.pdf');
  const now = await t
    .browser()
    .get(address(await fileOf(path, 'laporan-v2.pdf')))
    .expect(200);
  expect(now.headers['x-robots-tag']).toBeUndefined();
  const ckan = await t.browser().get(`/api/3/action/package_show?id=${row.slug}`);
  const api = await t.browser().get(`/api/v1/documents/${desk.idOf(path)}`);
  for (const { text } of [ckan, api])
    expect([text.includes('laporan-v2.pdf'), text.includes(old.public_id)]).toEqual([true, false]);
  await t
    .browser()
    .get(`${address(old)}/pratinjau.jpg`)
    .expect(404);
});

test('a replaced file closes with the versions that had it', async () => {
  const path = await published('Yang ditutup lagi', 'a.pdf');
  const old = await fileOf(path, 'a.pdf');
  await replace(opd, path, old, 'b.pdf').expect(303);
  const open = async () => (await t.browser().get(address(old))).status;
  expect(await open()).toBe(200);
  const { id } = await desk.rowOf(path);
  await t.db('documents').where('id', id).update({ held_files: 1 });
  expect(await open()).toBe(404);
  await t.db('documents').where('id', id).update({ held_files: 0 });
  await desk.post(opd, path, 'tarik', { reason: 'Diperiksa.' });
  expect(await open()).toBe(404);
  await opd.get(address(old)).expect(200);
  await (await t.as('opd2')).get(address(old)).expect(404);
  await desk.post(opd, path, 'terbit');
  expect(await open()).toBe(404);
  await replace(opd, path, await fileOf(path, 'b.pdf'), 'c.pdf').expect(303);
  const second = await fileOf(path, 'b.pdf');
  await t.browser().get(address(second)).expect(200);
  await desk.post(ppid, path, '', { title: 'Yang ditutup lagi', category: 'dikecualikan' });
  await t.browser().get(address(second)).expect(404);
  await desk.post(ppid, path, '', { title: 'Yang ditutup lagi', category: 'berkala' });
  await t.browser().get(address(second)).expect(404);
});

test('what was replaced while files waited for their masking stays closed after it', async () => {
  const path = await published('Yang disamarkan', 'asli.pdf');
  const old = await fileOf(path, 'asli.pdf');
  const { id, version: last } = await desk.rowOf(path);
  // As an exemption that ends leaves it: public from here on, its files held.
  await t
    .db('documents')
    .where({ id })
    .update({ held_files: 1, public_from: last + 1 });
  await desk.post(ppid, path, '', { title: 'Yang disamarkan kini', category: 'berkala' });
  await replace(ppid, path, old, 'tersamar.pdf').expect(303);
  await t.db('documents').where({ id }).update({ held_files: 0 });
  await desk.post(ppid, path, '', { title: 'Yang sudah disamarkan', category: 'berkala' });
  const masked = await fileOf(path, 'tersamar.pdf');
  expect((await t.browser().get(address(masked))).status).toBe(200);
  expect((await t.browser().get(address(old))).status).toBe(404);
});

test('a bad replacement says why and changes nothing', async () => {
  const path = await published('Gagal diganti', 'a.pdf', 'b.pdf');
  const [a, b] = (await filesOf(path)) as [File, File];
  const before = await desk.rowOf(path);
  const none = await opd.post(`${path}/berkas/${a.public_id}/ganti`).field('correction', 'Angka <b> salah').expect(422);
  expect(none.text).toContain('Pilih berkas penggantinya.');
  expect(none.text).toContain('Angka &lt;b&gt; salah');
  expect((await replace(opd, path, a, 'b.pdf').expect(422)).text).toContain('sudah ada pada informasi ini');
  await replace(await t.as('opd2'), path, a, 'c.pdf').expect(404);
  await opd
    .post(`${path}/berkas/${a.public_id}/ganti`)
    .set('X-CSRF-Token', 'salah')
    .attach('berkas', PDF('c'), 'c.pdf')
    .expect(403);
  expect(await desk.rowOf(path)).toEqual(before);
  await remove(opd, path, b, 'outdated').expect(303);
  const gone = await replace(opd, path, b, 'c.pdf').expect(303);
  expect(gone.headers.location).toBe(path);
  expect((await opd.get(path)).text).toContain('sudah diganti atau dihapus');
  expect((await filesOf(path)).map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
});

test('taking off a published file asks why; its bytes go only for a reason that wants it, then from every version', async () => {
  const path = await published('Lampiran', 'utama.pdf', 'lama.pdf', 'ktp-suwarno.pdf');
  const [, old, secret] = (await filesOf(path)) as [File, File, File];
  const before = (await desk.rowOf(path)).version;
  expect((await opd.get(path)).text).toContain(`href="${path}/berkas/${old.public_id}/hapus"`);
  const asked = await opd.get(`${path}/berkas/${old.public_id}/hapus`).expect(200);
  for (const said of ['lama.pdf', 'Memuat data pribadi', 'tetap terbaca dari versi lama'])
    expect(asked.text).toContain(said);
  await opd.post(`${path}/berkas/${old.public_id}/hapus`).type('form').send({}).expect(422);
  expect((await desk.rowOf(path)).version).toBe(before);
  await remove(opd, path, old, 'outdated').expect(303);
  await t.browser().get(address(old)).expect(200);
  await remove(opd, path, secret, 'personal').expect(303);
  expect(await desk.events(path)).toEqual(expect.arrayContaining(['document_file_removed', 'document_file_erased']));
  await t.browser().get(address(secret)).expect(404);
  await opd.get(address(secret)).expect(404);
  expect(await t.deps.files.exists(secret.stored_name)).toBe(false);
  for (const n of [before, before + 1, before + 2]) {
    const { text } = await version(path, n);
    expect([n, text.includes('suwarno')]).toEqual([n, false]);
  }
  const former = (await version(path, before)).text;
  expect(former).toContain('isi berkas ini dihapus pada Jumat, 11 Desember 2026 karena memuat data pribadi');
  expect(former).not.toContain('Catatan dalam');
  // What was taken off for a lesser reason can be erased later, from the version in the desk.
  const inside = await opd.get(`${path}/versi/${before}`).expect(200);
  expect(inside.text).toContain(`${path}/berkas/${old.public_id}/hapus`);
  expect((await opd.get(`${path}/berkas/${old.public_id}/hapus`)).text).not.toContain('value="outdated"');
  for (let i = 0; i < 2; i++) await remove(opd, path, old, 'wrong').expect(303);
  await t.browser().get(address(old)).expect(404);
  expect(await t.deps.files.exists(old.stored_name)).toBe(false);
  expect((await version(path, before)).text).toContain('karena berkas itu keliru');
});

test('what was taken off before anybody was asked stays closed', async () => {
  const path = await published('Dari dahulu', 'a.pdf', 'b.pdf');
  const [, old] = (await filesOf(path)) as [File, File];
  await t.db('document_files').where('public_id', old.public_id).update({ removed_at: '2026-12-01T00:00:00.000Z' });
  await t.browser().get(address(old)).expect(404);
  await opd.get(address(old)).expect(404);
  expect((await version(path, (await desk.rowOf(path)).version)).text).toContain('sudah tidak tersedia');
});

test('the last file or link of a published document stays', async () => {
  const path = await published('Tidak boleh kosong', 'a.pdf');
  const only = await fileOf(path, 'a.pdf');
  const empty = 'ganti berkasnya, atau tarik informasinya';
  for (const why of ['outdated', 'personal']) {
    expect((await remove(opd, path, only, why).expect(422)).text).toContain(empty);
  }
  await t.browser().get(address(only)).expect(200);
  await desk.post(opd, path, 'tautan', { link_url: 'https://a.test/', link_label: 'Cermin' });
  await remove(opd, path, only, 'outdated').expect(303);
  const link = await t
    .db('document_links')
    .where('document_id', (await desk.rowOf(path)).id)
    .first();
  const form = await opd.get(`${path}/tautan/${link.public_id}/hapus`).expect(200);
  expect(form.text).toContain('Cermin');
  expect((await desk.post(opd, path, `tautan/${link.public_id}/hapus`)).status).toBe(422);
  const last = await desk.post(opd, path, `tautan/${link.public_id}/hapus`, { why: 'broken' });
  expect([last.status, last.text.includes(empty)]).toEqual([422, true]);
  const cleared = await desk.post(opd, path, '', { title: 'Tidak boleh kosong', category: 'berkala', url: '' });
  expect([cleared.status, cleared.text.includes(empty)]).toEqual([422, true]);
  expect((await desk.rowOf(path)).url).toBe('https://a.test/');
  await desk.post(opd, path, 'tarik', { reason: 'Diperiksa.' });
  await remove(opd, path, only, 'secret').expect(303);
  expect(await t.deps.files.exists(only.stored_name)).toBe(false);
});

test('an agency that is reviewed proposes the replacement; nothing of it is public before, and it erases nothing alone', async () => {
  const path = await published('Ditelaah dahulu', 'a.pdf');
  const old = await fileOf(path, 'a.pdf');
  const trust = (trusted: string) =>
    ppid.post('/petugas/badan-tepercaya/dinkominfo').type('form').send({ trusted, reason: 'Percobaan' }).expect(303);
  await trust('0');
  await replace(opd, path, old, 'b.pdf', 'Angka keliru.').expect(303);
  await replace(opd, path, old, 'b.pdf', 'Angka keliru.').expect(303);
  const fresh = await fileOf(path, 'b.pdf');
  expect((await filesOf(path)).length).toBe(2);
  await t.browser().get(address(fresh)).expect(404);
  expect((await t.browser().get(address(old)).expect(200)).headers['x-robots-tag']).toBeUndefined();
  // Taken back, the old one stays.
  await opd.post(`${path}/berkas/${fresh.public_id}/hapus`).type('form').send({}).expect(303);
  expect(JSON.parse((await desk.revisionOf(path)).content)).toMatchObject({ files_added: [], files_removed: [] });
  await replace(opd, path, old, 'c.pdf', 'Angka keliru.').expect(303);
  expect((await desk.decide(ppid, path, 'setujui')).status).toBe(303);
  expect((await desk.rowOf(path)).correction).toBe('Angka keliru.');
  expect((await t.browser().get(address(old)).expect(200)).headers['x-robots-tag']).toBe('noindex');
  expect((await version(path, (await desk.rowOf(path)).version - 1)).text).toContain('diganti dengan c.pdf');
  const refused = await remove(opd, path, old, 'personal').expect(422);
  expect(refused.text).toContain('hanya dapat dihapus PPID');
  await remove(ppid, path, old, 'personal').expect(303);
  await t.browser().get(address(old)).expect(404);
  await trust('1');
});

test('a file that wants a password is told on the next page, and what came of reading stands beside each file', async () => {
  const path = await desk.made(opd, { title: 'Terkunci', category: 'berkala' });
  const locked = await pdf(['rahasia'], { userPassword: 'sandi', pdfVersion: '1.7' });
  const printable = await pdf(['terbuka'], { ownerPassword: 'sandi', pdfVersion: '1.7' });
  const said = 'Berkas ini terkunci dengan kata sandi';
  await opd.post(`${path}/berkas`).attach('berkas', printable, 'terbuka.pdf').expect(303);
  expect((await opd.get(path)).text).not.toContain(said);
  await opd.post(`${path}/berkas`).attach('berkas', locked, 'kunci.pdf').expect(303);
  const next = await opd.get(path);
  expect(next.text).toContain(`${said}, sehingga warga tidak dapat membukanya: kunci.pdf`);
  // The warning is gone with its page; the mark stays.
  const later = await opd.get(path);
  expect([later.text.includes(said), later.text.includes('Terkunci dengan kata sandi')]).toEqual([false, true]);
  await desk.post(opd, path, 'terbit');
  expect((await opd.get(path)).text).toContain('Sedang dibaca');
  const read = async (name: string, outcome: string, pages_read: number | null = null) => {
    const { id } = await t
      .db('document_files')
      .where('public_id', (await fileOf(path, name)).public_id)
      .first('id');
    await t.db('document_extractions').where('file_id', id).update({ state: 'done', outcome, pages_read });
  };
  await read('kunci.pdf', 'no_text');
  expect((await opd.get(path)).text).toContain('pembaca layar tidak dapat membacanya');
  await read('terbuka.pdf', 'partial', 200);
  expect((await opd.get(path)).text).toContain('Hanya 200 halaman pertama');
  for (const outcome of ['locked', 'broken', 'too_large', 'too_heavy', 'other_kind', 'read', 'partial']) {
    await read('kunci.pdf', outcome);
    await opd.get(path).expect(200);
  }
});
