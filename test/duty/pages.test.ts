import { remindOfTexts } from '../../src/duty/remind/commands';
import { DUTY_TEXTS } from '../../src/duty/texts';
import { type Agent, type TestApp, testApp } from '../support/app';

let app: TestApp;
let ppid: Agent;
beforeAll(async () => {
  app = await testApp();
  ppid = await app.as('ppid');
});
afterAll(() => app.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const read = async (path: string, language = 'id') =>
  main((await app.browser().get(path).set('Cookie', `bahasa=${language}`).expect(200)).text);
const edit = (path: string, form: object) => ppid.post(`/teks-layanan/${path}`).type('form').send(form);
const stored = () => app.db('duty_texts').orderBy('id');

test.each(DUTY_TEXTS)(
  '$path stands in both languages, with its article and without an empty mark',
  async ({ path, article }) => {
    for (const language of ['id', 'en']) {
      const text = await read(path, language);
      expect(text).not.toMatch(/\{\{|\}\}/);
      expect(text).toContain(article);
    }
  },
);

test('the index leads to every page, and lengths of terms are those in force', async () => {
  const index = await read('/standar-layanan');
  for (const { path } of DUTY_TEXTS) expect(index).toContain(`href="${path}"`);
  const text = await read('/standar-layanan/permohonan');
  expect(text).toContain('paling lambat 10 hari kerja');
  const admin = await app.as('admin');
  const form = { length: '8', inForceOn: '2026-12-14', reason: 'Keputusan Bupati' };
  await admin.post('/admin/tenggat/answer').type('form').send(form).expect(303);
  app.clock.set('2026-12-14T09:00:00+07:00');
  expect(await read('/standar-layanan/permohonan')).toContain('paling lambat 8 hari kerja');
});

test('a text is written anew, the old version stays readable, and a stale editor loses nothing', async () => {
  const page = (await ppid.get('/teks-layanan/maklumat/id').expect(200)).text;
  expect(page).toContain('Ini teks bawaan');
  await edit('maklumat/id', { version: 0, body: 'Kami **berjanji** satu.', note: 'SK 1/2026' }).expect(303);
  await edit('maklumat/id', { version: 1, body: 'Kami berjanji dua.' }).expect(303);
  const present = await read('/standar-layanan/maklumat');
  expect(present).toContain('Kami berjanji dua.');
  expect(present).toContain('<strong>Versi 2</strong>');
  expect(present).toContain('<a href="/standar-layanan/maklumat?versi=1">Versi 1</a>');
  const old = await read('/standar-layanan/maklumat?versi=1');
  expect(old).toContain('Kami <strong>berjanji</strong> satu.');
  expect(old).toContain('Ini versi 1');
  const stale = await edit('maklumat/id', { version: 1, body: 'Kami berjanji tiga.' }).expect(409);
  expect(stale.text).toContain('Kami berjanji tiga.');
  expect(stale.text).toContain('baru saja diubah orang lain');
  expect(await stored()).toHaveLength(2);
  // The same words again are a second click, not a version.
  await edit('maklumat/id', { version: 1, body: 'Kami berjanji dua.' }).expect(303);
  expect(await stored()).toHaveLength(2);
  expect(await read('/standar-layanan/maklumat', 'en')).toContain('The Indonesian text is newer');
  await app.browser().get('/standar-layanan/maklumat?versi=9').expect(404);
  await app.browser().get('/standar-layanan/maklumat?versi=x').expect(404);
});

test('an unknown mark is a sentence beside the field, what was typed stays, nothing changes; a preview saves nothing', async () => {
  const before = await stored();
  const wrong = await edit('biaya/id', { version: 0, body: 'Hubungi {{nomor}}.' }).expect(422);
  expect(wrong.text).toContain('Tanda {{nomor}} tidak dikenal');
  expect(wrong.text).toContain('Hubungi {{nomor}}.');
  const shown = await edit('biaya/id', { version: 0, body: '## Tarif\n\nGratis.', action: 'preview' }).expect(200);
  expect(shown.text).toContain('<h2>Tarif</h2>');
  expect(await stored()).toEqual(before);
  await ppid.get('/teks-layanan/lain/id').expect(404);
  await ppid.get('/teks-layanan/biaya/xx').expect(404);
});

test('a text found right starts its clock anew; six months later every PPID is written to, once', async () => {
  app.clock.set('2027-01-04T09:00:00+07:00');
  await edit('profil/id/benar', { version: 0 }).expect(303);
  expect((await ppid.get('/teks-layanan/profil/id').expect(200)).text).toContain('Minggu, 4 Juli 2027');
  const mails = () => app.db('outbox').where('dedupe_key', 'like', 'duty-text:profil:%');
  app.clock.set('2027-07-04T09:00:00+07:00');
  await remindOfTexts(app.deps);
  expect(await mails()).toHaveLength(0);
  app.clock.set('2027-07-05T09:00:00+07:00');
  await Promise.all([remindOfTexts(app.deps), remindOfTexts(app.deps)]);
  await remindOfTexts(app.deps);
  expect(await mails()).toHaveLength(1);
  expect(main((await ppid.get('/teks-layanan').expect(200)).text)).toContain('Perlu diperiksa lagi');
});

test('the page of reports lists what is published under the sub-kinds of the access report, and nothing that is not', async () => {
  const row = {
    region_id: app.regionId,
    body_id: (await app.db('bodies').first('id')).id,
    category: 'berkala',
    subkind: 'akses-informasi',
    made_on: null,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    published_at: '2026-01-02T00:00:00.000Z',
  };
  await app.db('documents').insert([
    { ...row, public_id: 'r1', slug: 'laporan-2025', title: 'Laporan layanan 2025', state: 'published' },
    { ...row, public_id: 'r2', slug: 'laporan-2026', title: 'Laporan layanan 2026', state: 'draft' },
  ]);
  const text = await read('/laporan');
  expect(text).toContain('href="/informasi/laporan-2025"');
  expect(text).not.toContain('Laporan layanan 2026');
});

test('a version cannot be changed or taken out, on either engine', async () => {
  await expect(app.db('duty_texts').where('version', 1).update({ note: 'x' })).rejects.toThrow();
  await expect(app.db('duty_texts').where('version', 1).delete()).rejects.toThrow();
});
