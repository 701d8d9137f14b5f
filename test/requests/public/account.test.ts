import { type TestApp, testApp } from '../../support/app';
import { file, SITI, wordsOn } from './applicant';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const asked = (details: string) => ({ what: { ...SITI.what, details } });

test('an account sees what was filed with it, and opens it without a code', async () => {
  const citizen = await portal.as('warga');
  const empty = await citizen.get('/akun').expect(200);
  expect(wordsOn(empty)).toContain('Belum ada permohonan yang diajukan dengan akun ini');
  const { number } = await file(citizen, asked('Data jalan desa'));
  await file(portal.browser(), asked('Milik orang lain'));
  const list = await citizen.get('/akun').expect(200);
  expect(list.text).toContain(`href="/permohonan/${number}"`);
  expect(wordsOn(list)).toContain('Data jalan desa');
  expect(wordsOn(list)).toContain('10 hari kerja lagi');
  expect(wordsOn(list)).not.toContain('Milik orang lain');
  // Another browser with the same account holds neither code nor draft.
  const elsewhere = await portal.signIn('warga');
  await elsewhere.get(`/permohonan/${number}`).expect(200);
  await elsewhere.get(`/permohonan/${number}/tanda-terima`).expect(200);
  const versi = /name="versi" value="(\d+)"/.exec((await elsewhere.get(`/permohonan/${number}/cabut`)).text)?.[1] ?? '';
  await elsewhere.post(`/permohonan/${number}/cabut`).type('form').send({ versi }).expect(303);
  expect(wordsOn(await citizen.get('/akun'))).not.toContain('10 hari kerja lagi');
});

test('asked twice with one account, from two browsers, it is one case and both see it', async () => {
  const first = await file(await portal.as('warga'));
  const second = await file(await portal.signIn('warga'));
  expect(second).toEqual(first);
});

test('acting while signed in needs the form token', async () => {
  const citizen = await portal.as('warga');
  const { number } = await file(citizen);
  const forged = await citizen
    .post(`/permohonan/${number}/cabut`)
    .set('X-CSRF-Token', 'salah')
    .type('form')
    .send({ versi: '1' });
  expect(forged.status).toBe(403);
  const upload = await citizen
    .post(`/permohonan/${number}/berkas`)
    .set('X-CSRF-Token', 'salah')
    .attach('ktp', Buffer.from('x'), 'ktp.png');
  expect(upload.status).toBe(403);
});

test('the list goes on by pages, and a made-up place is its beginning', async () => {
  const citizen = await portal.as('warga');
  const { number } = await file(citizen, asked('Yang pertama'));
  const { id: _, ...row } = await portal.db('requests').where({ number }).first();
  for (let i = 2; i <= 23; i++) {
    const own = {
      public_id: `p${i}`,
      number: `P-2026-0001${String(i).padStart(2, '0')}`,
      details: `Yang ke-${i}`,
      duplicate_key: `d${i}`,
    };
    await portal.db('requests').insert({ ...row, ...own });
  }
  const first = await citizen.get('/akun').expect(200);
  expect(first.text.match(/<h2><a href="\/permohonan/g)).toHaveLength(20);
  const next = /href="(\/akun\?sesudah=[^"]+)"/.exec(first.text)?.[1] ?? '';
  const second = await citizen.get(next).expect(200);
  expect(second.text.match(/<h2><a href="\/permohonan/g)).toHaveLength(3);
  expect(wordsOn(second)).toContain('Yang pertama');
  expect(wordsOn(await citizen.get('/akun?sesudah=xyz').expect(200))).toContain('Yang ke-23');
  const past = Buffer.from('{"id":1}').toString('base64url');
  expect(wordsOn(await citizen.get(`/akun?sesudah=${past}`).expect(200))).toContain('Belum ada permohonan');
});

test('an account without role and one of the staff see the same page', async () => {
  await (await portal.as('petugas')).get('/akun').expect(200);
  await portal.browser().get('/akun').expect(303).expect('Location', /masuk/);
});
