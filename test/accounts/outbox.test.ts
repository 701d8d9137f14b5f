import { writing } from '../../src/db/connect';
import { enqueueMail } from '../../src/mail/outbox';
import { type TestApp, type TestAppOptions, testApp } from '../support/app';

let app: TestApp;
const open = async (options: TestAppOptions = {}) => {
  app = await testApp(options);
  return app.as('admin');
};
afterEach(() => app.close());

let count = 0;
async function letter(state: string, last_error: string | null = null): Promise<number> {
  count += 1;
  const mail = {
    kind: 'receipt',
    to: 'siti@contoh.test',
    subject: `Surat <b>${count}</b>`,
    text: 'Kode Anda: RAHASIA & <i>x</i>',
  };
  const now = app.clock.now().toISOString();
  await writing(app.db, (trx) =>
    enqueueMail(trx, app.deps.keys, now, { ...mail, regionId: app.regionId, dedupeKey: `t${count}` }),
  );
  const row = await app.db('outbox').where('dedupe_key', `t${count}`).first();
  await app.db('outbox').where('id', row.id).update({ state, last_error });
  return row.id;
}

test('without a mail server the administrator reads the letters, and each opening is recorded', async () => {
  const admin = await open();
  const id = await letter('pending');
  const list = await admin.get('/admin/surat-keluar').expect(200);
  expect(list.text).toContain('Pengiriman e-mail belum disetel');
  expect(list.text).toContain('s•••@contoh.test');
  expect(list.text).not.toContain('siti@contoh.test');
  expect(list.text).toContain(`Surat &lt;b&gt;${count}&lt;/b&gt;`);
  const page = await admin.get(`/admin/surat-keluar/${id}`).expect(200);
  expect(page.text).toContain('Kode Anda: RAHASIA &amp; &lt;i&gt;x&lt;/i&gt;');
  const events = await app.db('audit_events').where('chain', 'outbox');
  expect(events.map((event) => [event.kind, JSON.parse(event.payload).detail])).toEqual([
    ['letter_opened', { letter: id }],
  ]);
});

test('where a mail server carries the letters, nobody else reads them', async () => {
  const admin = await open({ config: { smtpUrl: 'smtp://127.0.0.1:1' } });
  const id = await letter('sent');
  const page = await admin.get(`/admin/surat-keluar/${id}`).expect(200);
  expect(page.text).not.toContain('RAHASIA');
  expect(page.text).not.toContain('Kirim lagi');
  expect(await app.db('audit_events').where('chain', 'outbox')).toEqual([]);
});

test.each(['failed', 'uncertain'])('a letter that is %s is listed with its trouble and sent again', async (state) => {
  const admin = await open({ config: { smtpUrl: 'smtp://127.0.0.1:1' } });
  const id = await letter(state, '550 no such user');
  await letter('sent');
  const home = await admin.get('/admin').expect(200);
  expect(home.text).toContain('1 surat gagal atau belum jelas terkirim');
  const list = await admin.get('/admin/surat-keluar?keadaan=perhatian').expect(200);
  expect(list.text).toContain('550 no such user');
  expect(list.text.match(/href="\/admin\/surat-keluar\/\d+"/g)).toHaveLength(1);
  await admin
    .get(`/admin/surat-keluar/${id}`)
    .expect(200)
    .expect(/Kirim lagi/);
  await admin.post(`/admin/surat-keluar/${id}/kirim`).expect(303);
  expect(await app.db('outbox').where('id', id).first()).toMatchObject({ state: 'pending', attempts: 0 });
  expect(await app.db('audit_events').where('chain', 'outbox').pluck('kind')).toEqual(['letter_sent_again']);
});

test('a letter that was sent is not sent again', async () => {
  const admin = await open();
  const id = await letter('sent');
  await admin.post(`/admin/surat-keluar/${id}/kirim`).expect(409);
  expect(await app.db('outbox').where('id', id).first()).toMatchObject({ state: 'sent' });
});

test('pages follow one another; words that are no filter and numbers that are no letter', async () => {
  const admin = await open();
  for (let i = 0; i < 51; i++) await letter('sent');
  const first = await admin.get('/admin/surat-keluar?keadaan=terkirim').expect(200);
  const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') as string;
  const second = await admin.get(next).expect(200);
  expect(second.text.match(/href="\/admin\/surat-keluar\/\d+"/g)).toHaveLength(1);
  expect(second.text).not.toContain('rel="next"');
  await admin.get('/admin/surat-keluar?keadaan=constructor&sesudah=x').expect(200);
  await admin.get('/admin/surat-keluar/99999999999999999').expect(404);
  await admin.get('/admin/surat-keluar/abc').expect(404);
});
