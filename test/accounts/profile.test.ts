import { openText } from '../../src/secrets/keys';
import { type TestApp, testApp } from '../support/app';
import { addressOf, CAST_PASSWORD } from '../support/cast';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const FRESH = 'gajah-duduk-di-pematang';

test('one changes one’s own name; a requester’s stays sealed in the log', async () => {
  const agent = await app.as('warga');
  await agent.post('/akun/profil/nama').type('form').send({ name: 'Siti Aminah' }).expect(303);
  const page = await agent.get('/akun/profil').expect(200);
  expect(page.text).toContain('value="Siti Aminah"');
  expect(page.text).toContain('Nama Anda sudah tersimpan.');
  const event = await app.db('audit_events').where('kind', 'profile_changed').first();
  expect(event.payload).not.toContain('Siti');
  const [, sealed] = JSON.parse(event.payload).changes.name;
  expect(openText(app.deps.keys.seal, sealed, `${event.chain}:name`)).toBe('Siti Aminah');
});

test('a new password needs the present one, keeps this browser and ends the others', async () => {
  const here = await app.signIn('petugas');
  const elsewhere = await app.signIn('petugas');
  const change = (form: object) => here.post('/akun/profil/sandi').type('form').send(form);
  const wrong = await change({ present: 'salah-semuanya', fresh: FRESH, again: FRESH }).expect(422);
  expect(wrong.text).toContain('id="f-present-error"');
  const weak = await change({ present: CAST_PASSWORD, fresh: 'pendek', again: 'pendek' }).expect(422);
  expect(weak.text).toContain('id="f-fresh-error"');
  await change({ present: CAST_PASSWORD, fresh: FRESH, again: FRESH }).expect(303);
  const page = await here.get('/akun/profil').expect(200);
  expect(page.text).toContain('Kata sandi Anda sudah diganti.');
  await elsewhere.get('/akun/profil').expect(303);
  await app
    .browser()
    .post('/masuk')
    .type('form')
    .send({ email: addressOf('petugas'), password: FRESH })
    .expect(303);
});

test('a form without the session’s token changes nothing', async () => {
  const agent = await app.signIn('warga');
  await agent
    .post('/akun/profil/nama')
    .set('X-CSRF-Token', 'salah')
    .type('form')
    .send({ name: 'Orang Lain' })
    .expect(403);
  await agent
    .post('/akun/profil/nama')
    .set('Sec-Fetch-Site', 'cross-site')
    .type('form')
    .send({ name: 'X' })
    .expect(403);
  expect(await app.db('users').where('email', addressOf('warga')).pluck('name')).toEqual(['Warga Contoh']);
});
