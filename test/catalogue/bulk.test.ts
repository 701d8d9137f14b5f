import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf, PDF } from './desk';

let t: TestApp;
let desk: ReturnType<typeof deskOf>;
let opd: Agent;

beforeAll(async () => {
  t = await testApp();
  desk = deskOf(t);
  opd = await t.as('opd');
});
afterAll(() => t.close());

const chosen = async (...paths: string[]) =>
  Promise.all(paths.map(async (path) => `${desk.idOf(path)}.${(await desk.rowOf(path)).version}`));
const run = (agent: Agent, pilih: string[], values: Record<string, string>) =>
  agent
    .post('/opd/informasi/massal/jalankan')
    .type('form')
    .send({ pilih, ...values });

test('many are changed at once, each guarded by the version that was seen; the page says which were refused and why', async () => {
  const [a, b, c] = [await desk.made(opd), await desk.made(opd), await desk.made(opd)];
  const foreign = await desk.made(await t.as('ppid'), { body: 'dinkes', title: 'Milik dinas lain' });
  const pilih = await chosen(a, b, c, foreign);
  const list = await opd.get('/opd/informasi').expect(200);
  expect(list.text).toContain(`value="${pilih[0]}" form="massal"`);
  const page = await opd.post('/opd/informasi/massal').type('form').send({ pilih }).expect(200);
  expect([page.text.includes('3 informasi dipilih'), page.text.includes('Milik dinas lain')]).toEqual([true, false]);
  await desk.post(opd, b, '', { title: 'Diubah orang lain', category: 'berkala' });
  const result = await run(opd, pilih, { action: 'retention', retention: '5 tahun' }).expect(200);
  expect(result.text).toContain('2 informasi selesai.');
  expect(result.text).toContain('2 informasi ditolak');
  expect(result.text).toContain('Ditolak: berubah sejak daftar dibuka.');
  expect(result.text).toContain('Ditolak: bukan milik badan publik Anda');
  const stored = await Promise.all([a, b, c, foreign].map(async (path) => (await desk.rowOf(path)).retention));
  expect(stored).toEqual(['5 tahun', null, '5 tahun', null]);
  // The same once more changes nothing.
  const again = await run(opd, await chosen(a), { action: 'retention', retention: '5 tahun' });
  expect(again.text).toContain('Sudah begitu, tidak berubah');
  expect((await desk.rowOf(a)).version).toBe(2);
});

test('category, sub-kind, year, holder, publication and withdrawal', async () => {
  const a = await desk.made(opd, { subkind: 'profil' });
  const step = async (values: Record<string, string>) => run(opd, await chosen(a), values).expect(200);
  await step({ action: 'subkind', subkind: 'keuangan' });
  expect((await desk.rowOf(a)).subkind).toBe('keuangan');
  expect((await step({ action: 'subkind', subkind: 'perjanjian' })).text).toContain('jenis itu bukan dari kategori');
  await step({ action: 'category', category: 'setiap-saat' });
  expect(await desk.rowOf(a)).toMatchObject({ category: 'setiap-saat', subkind: null });
  await step({ action: 'year', year: '2025' });
  await step({ action: 'holder', holder: 'Sekretariat' });
  await step({ action: 'publish' });
  expect(await desk.rowOf(a)).toMatchObject({ year: 2025, holder: 'Sekretariat', state: 'published' });
  expect((await step({ action: 'category', category: 'dikecualikan' })).text).toContain('Ditolak: hanya PPID');
  await step({ action: 'withdraw', reason: 'Diganti' });
  expect(await desk.rowOf(a)).toMatchObject({ state: 'withdrawn', withdrawn_reason: 'Diganti' });
});

test.each([
  [[], { action: 'publish' }, 'Pilih paling sedikit satu informasi'],
  [Array.from({ length: 101 }, (_, i) => `abc${i}.1`), { action: 'publish' }, 'Pilih paling banyak 100'],
  [['abc.1'], { action: 'withdraw', reason: ' ' }, 'Bagian ini wajib diisi.'],
  [['abc.1'], { action: 'year', year: '20255' }, 'Tulis tahun dengan empat angka'],
  [['abc.1'], { action: 'category' }, 'Pilih salah satu dari daftar.'],
  [['abc.1'], {}, 'Pilih salah satu dari daftar.'],
])('%j %j is refused with a sentence', async (pilih, values, sentence) => {
  const answer = await run(opd, pilih, values as Record<string, string>);
  expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
});

test('the list is narrowed to a sub-kind', async () => {
  await desk.made(opd, { subkind: 'pengadaan', title: 'Rencana pengadaan 2027' });
  const list = await opd.get('/opd/informasi?jenis=pengadaan').expect(200);
  expect(list.text).toContain('Rencana pengadaan 2027');
  expect(list.text.match(/name="pilih"/g)).toHaveLength(1);
  await opd.get('/opd/informasi?jenis=tidak-ada&banyak=100').expect(200);
});

describe('in one submit', () => {
  let keys = 0;
  const quick = (values: Record<string, string>, file = true) => {
    keys += 1;
    const sent = {
      body: 'dinkominfo',
      key: `kunci-cepat-${String(keys).padStart(8, '0')}`,
      action: 'publish',
      ...values,
    };
    const post = opd.post('/opd/informasi');
    for (const [name, value] of Object.entries(sent)) post.field(name, value);
    return file ? post.attach('berkas', PDF(sent.key), 'cepat.pdf') : post;
  };

  test('title, sub-kind, file and publish: it is public with its category', async () => {
    const made = await quick({ title: 'Ringkasan keuangan kilat', subkind: 'keuangan' }).expect(303);
    const row = await desk.rowOf(made.headers.location as string);
    expect(row).toMatchObject({ state: 'published', category: 'berkala', subkind: 'keuangan', format: 'pdf' });
    const page = await t.browser().get(`/informasi/${row.slug}`).expect(200);
    for (const shown of ['cepat.pdf', 'Ringkasan laporan keuangan', 'Pasal 14 ayat (2) huruf d']) {
      expect(page.text).toContain(shown);
    }
    const { body } = await t.browser().get(`/api/v1/documents/${row.public_id}`);
    expect(body.subkind).toBe('keuangan');
  });

  test('the same page sent twice makes one document with one file', async () => {
    const twice = { title: 'Klik ganda kilat', category: 'berkala', key: 'kunci-ganda-kilat-01' };
    const answers = await Promise.all([quick(twice), quick(twice)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const rows = await t.db('documents').where('title', twice.title);
    expect(rows).toHaveLength(1);
    expect(await t.db('document_files').where('document_id', rows[0].id)).toHaveLength(1);
    expect((await desk.events(`/x/${rows[0].public_id}`)).filter((kind) => kind === 'document_published')).toHaveLength(
      1,
    );
  });

  test.each([
    [{ title: '', category: 'berkala' }, true, 'Bagian ini wajib diisi.'],
    [{ title: 'Tanpa berkas', category: 'berkala' }, false, 'Pilih berkasnya, atau isi tautannya.'],
    [{ title: 'Jenis salah', category: 'berkala', subkind: 'perjanjian' }, true, 'Jenis ini tidak termasuk kategori'],
    [{ title: 'Rahasia', category: 'dikecualikan' }, true, 'Hanya PPID yang dapat menyatakan'],
    [
      { title: 'Lampau', category: 'berkala', action: 'schedule', publish_day: '2026-12-01' },
      true,
      'Saat ini sudah lewat.',
    ],
    [{ title: 'Tanpa hari', category: 'berkala', action: 'schedule' }, true, 'Pilih hari terbitnya.'],
  ])(
    '%j is refused with a sentence, nothing is made, and the file need not be chosen again',
    async (values, file, sentence) => {
      const before = await t.db('documents').count({ n: '*' }).first();
      const refused = await quick(values as unknown as Record<string, string>, file);
      expect([refused.status, refused.text.includes(sentence)]).toEqual([422, true]);
      expect(await t.db('documents').count({ n: '*' }).first()).toEqual(before);
      if (!file) return;
      const held = /name="held" value="([^"]+)"/.exec(refused.text)?.[1] as string;
      const key = /name="key" value="([^"]+)"/.exec(refused.text)?.[1] as string;
      const again = await quick({ title: `Diperbaiki ${key}`, category: 'berkala', held, key }, false).expect(303);
      const { id, state } = await desk.rowOf(again.headers.location as string);
      expect(state).toBe('published');
      expect(await t.db('document_files').where('document_id', id).pluck('name')).toEqual(['cepat.pdf']);
    },
  );

  test('holder, publisher, place and retention come from the agency’s last document', async () => {
    await quick({
      title: 'Yang terakhir',
      category: 'berkala',
      holder: 'Bidang Statistik',
      retention: '7 tahun',
    }).expect(303);
    const page = await opd.get('/opd/informasi/baru').expect(200);
    expect(page.text).toContain('value="Bidang Statistik"');
    expect(page.text).toContain('value="7 tahun"');
    const other = await (await t.as('opd2')).get('/opd/informasi/baru').expect(200);
    expect(other.text).not.toContain('Bidang Statistik');
  });

  test('set for a day in the same submit', async () => {
    const made = await quick({ title: 'Nanti', category: 'berkala', action: 'schedule', publish_day: '2026-12-24' });
    expect(await desk.rowOf(made.headers.location as string)).toMatchObject({
      state: 'scheduled',
      publish_at: '2026-12-24T01:00:00.000Z',
    });
  });
});
