import { type Agent, type TestApp, testApp } from '../support/app';

let app: TestApp;
let admin: Agent;
beforeEach(async () => {
  app = await testApp();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const FORM = { length: '8', inForceOn: '2026-12-14', reason: 'Keputusan Bupati Nomor 12 Tahun 2026' };
const send = (code: string, form: object = {}) =>
  admin
    .post(`/admin/tenggat/${code}`)
    .type('form')
    .send({ ...FORM, ...form });
const stored = () => app.db('term_overrides').orderBy('id');

/** A page's main part as words, without markup. */
async function words(path: string, language = 'id'): Promise<string> {
  const { text } = await admin.get(path).set('Cookie', `bahasa=${language}`).expect(200);
  return text
    .slice(text.indexOf('<main'), text.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#34;/g, '"')
    .replace(/\s+/g, ' ');
}

test('the list shows every term with length, day 0, who is bound, what lapses and the article', async () => {
  const text = await words('/admin/tenggat');
  expect(text).toContain(
    'Pemberitahuan tertulis 10 hari kerja Sesuai peraturan hari permohonan diterima PPID Terlambat; tetap wajib dipenuhi UU 14/2008 Pasal 22 ayat (7)',
  );
  expect(text).toContain('mundur dari hari sidang pertama Komisi Informasi');
  expect(text).toContain('UU 27/2022 Pasal 30 Belum diverifikasi');
  expect(text).toContain('72 jam');
  expect(text).toContain('Belum pernah diubah.');
  expect((await admin.get('/admin').expect(200)).text).toContain('href="/admin/tenggat"');
});

test('a new length is set, shown as coming, then as in force, with its history', async () => {
  await send('answer').expect(303).expect('Location', '/admin/tenggat/answer');
  const after = await words('/admin/tenggat/answer');
  expect(after).toContain('Berlaku untuk perkara yang diterima mulai Senin, 14 Desember 2026.');
  expect(after).toContain('8 hari kerja, akan berlaku mulai Senin, 14 Desember 2026');
  expect(after).toContain(
    '11 Des 2026, 09.00 8 hari kerja Senin, 14 Desember 2026 Keputusan Bupati Nomor 12 Tahun 2026 Admin Contoh',
  );
  app.clock.set('2026-12-14T09:00:00+07:00');
  expect(await words('/admin/tenggat/answer')).toContain('8 hari kerja, berlaku sejak Senin, 14 Desember 2026');
  await send('answer', { length: '10', inForceOn: '2026-12-15' }).expect(303);
  const list = await words('/admin/tenggat');
  expect(list).toContain('8 hari kerja, berlaku sejak Senin, 14 Desember 2026');
  expect(list).toContain('10 hari kerja, akan berlaku mulai Selasa, 15 Desember 2026');
  expect(list).toContain('Pemberitahuan tertulis 10 hari kerja (kembali sesuai peraturan) Selasa, 15 Desember 2026');
  app.clock.set('2026-12-15T09:00:00+07:00');
  expect(await words('/admin/tenggat/answer')).toContain('Berlaku di kantor ini Sesuai peraturan');
});

test.each([
  [{ length: '' }, 'length', 'Bagian ini wajib diisi.'],
  [{ length: '0' }, 'length', 'Tulis bilangan bulat dari 1 sampai 400.'],
  [{ length: '401' }, 'length', 'Tulis bilangan bulat dari 1 sampai 400.'],
  [{ length: '-5' }, 'length', 'Tulis bilangan bulat dari 1 sampai 400.'],
  [{ length: '7.5' }, 'length', 'Tulis bilangan bulat dari 1 sampai 400.'],
  [{ length: '1e2' }, 'length', 'Tulis bilangan bulat dari 1 sampai 400.'],
  [{ length: '10' }, 'length', 'Pada tanggal itu jangka waktunya memang sudah sekian.'],
  [{ inForceOn: '' }, 'inForceOn', 'Bagian ini wajib diisi.'],
  [{ inForceOn: '2026-02-30' }, 'inForceOn', 'Tanggal ini tidak ada.'],
  [{ inForceOn: '2026-12-11' }, 'inForceOn', 'Paling cepat Sabtu, 12 Desember 2026'],
  [{ reason: '' }, 'reason', 'Bagian ini wajib diisi.'],
  [{ reason: 'x'.repeat(501) }, 'reason', '500'],
])('%j is told beside the field, what was typed stays, nothing is stored', async (wrong, field, sentence) => {
  const typed = { ...FORM, ...wrong };
  const answer = await send('answer', wrong).expect(422);
  expect(answer.text).toMatch(new RegExp(`id="f-${field}-error">[^]*?${sentence}`));
  expect(answer.text).toContain(`href="#f-${field}"`);
  for (const name of ['length', 'inForceOn'] as const) expect(answer.text).toContain(`value="${typed[name]}"`);
  expect(answer.text).toContain(typed.reason);
  expect(await stored()).toEqual([]);
});

test.each([
  ['answer', '11', 'Ini lebih lama daripada 10 hari kerja menurut UU 14/2008 Pasal 22 ayat (7)', 'lebih lama daripada'],
  ['objection_window', '20', 'Ini lebih singkat daripada 30 hari kerja', 'lebih singkat daripada'],
])(
  '%s of %s days is warned of beside the field, and set only by who says he knows',
  async (code, length, told, warn) => {
    const answer = await send(code, { length }).expect(422);
    expect(answer.text).toContain(told);
    expect(answer.text).toContain('name="knowingly"');
    expect(await stored()).toEqual([]);
    await send(code, { length, knowingly: '1' }).expect(303);
    for (const path of ['/admin/tenggat', `/admin/tenggat/${code}`]) expect(await words(path)).toContain(warn);
  },
);

test('the statement stays ticked when another field is wrong, and is not asked for without need', async () => {
  const answer = await send('answer', { length: '11', knowingly: '1', reason: '' }).expect(422);
  expect(answer.text).toMatch(/name="knowingly" value="1" checked/);
  expect((await admin.get('/admin/tenggat/answer').expect(200)).text).not.toContain('name="knowingly"');
  await send('answer', { length: '9' }).expect(303);
});

test('markup in a reason does no harm, and a term that does not exist is not found', async () => {
  await send('answer', { reason: '<script>alert(1)</script>' }).expect(303);
  const { text } = await admin.get('/admin/tenggat/answer').expect(200);
  expect(text).toContain('&lt;script&gt;alert(1)');
  expect(text).not.toContain('<script>alert');
  await admin.get('/admin/tenggat/seratus').expect(404);
  await send('__proto__').expect(404);
  await admin.post('/admin/tenggat/answer').set('X-CSRF-Token', 'salah').type('form').send(FORM).expect(403);
  expect(await stored()).toHaveLength(1);
});

test('English is complete, and a term that left the table stays readable', async () => {
  await send('answer', { length: '11', knowingly: '1' }).expect(303);
  const set_by = (await app.db('users').first('id')).id;
  const row = { region_id: app.regionId, set_by, set_at: '2026-12-01T02:00:00.000Z', in_force_on: '2026-12-02' };
  await app.db('term_overrides').insert({ ...row, code: 'gone', length: 5, reason: 'Dulu' });
  const list = await words('/admin/tenggat', 'en');
  expect(list).toContain('11 working days, in force from Monday, 14 December 2026');
  expect(list).toContain('set longer than the 10 working days');
  expect(list).toContain('gone 5');
  const one = await words('/admin/tenggat/data_access', 'en');
  expect(one).toContain('Not verified yet');
  expect(one).toContain('To go back to the law, write 72.');
});

test('the public calculator counts with the length in force on day 0, and says whose it is and why', async () => {
  await send('answer').expect(303);
  const count = (mulai: string) => words(`/kalkulator-tenggat?mulai=${mulai}&tenggat=answer`);
  const before = await count('2026-12-11');
  expect(before).toContain('Hari terakhir Selasa, 29 Desember 2026');
  expect(before).not.toContain('Kantor ini menetapkan');
  const after = await count('2026-12-14');
  expect(after).toContain('Hari terakhir Senin, 28 Desember 2026');
  expect(after).toContain('8 hari kerja sejak Senin, 14 Desember 2026, dengan alasan: “Keputusan Bupati');
  expect(after).toContain('Menurut peraturan lamanya 10 hari kerja.');
  expect(after).toMatch(/: 8 hari kerja/);
  expect(await words('/kalkulator-tenggat')).not.toMatch(/: 8 hari kerja/);
});
