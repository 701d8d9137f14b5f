import { makeAdmin } from '../../src/accounts/first-admin-commands';
import { type TestApp, testApp } from '../support/app';
import { addressOf } from '../support/cast';
import { keyIn } from './letters-of-accounts';

let app: TestApp;
afterEach(() => app.close());

const FRESH = 'gajah-duduk-di-pematang';

async function enterBy(link: string, email: string) {
  const form = { kunci: keyIn(link), fresh: FRESH, again: FRESH };
  await app.browser().post('/masuk/atur-sandi').type('form').send(form).expect(303);
  return app.browser().post('/masuk').type('form').send({ email, password: FRESH });
}

test('on a fresh installation: an account, its role, a link, and no letter', async () => {
  app = await testApp({ filled: 'reference' });
  const link = await makeAdmin(app.deps, { email: 'kepala@contoh.test', name: 'kepala@contoh.test' });
  expect(await app.db('outbox')).toEqual([]);
  const answer = await enterBy(link, 'kepala@contoh.test');
  expect(answer.headers.location).toBe('/admin');
  const kinds = await app.db('audit_events').where('chain', 'like', 'user:%').orderBy('id').pluck('kind');
  expect(kinds).toEqual(['admin_made', 'password_set']);
});

test('for an account that is there: opened, given the role once, and a link that resets', async () => {
  app = await testApp();
  const email = addressOf('petugas');
  await app.db('users').where('email', email).update({ disabled_at: '2026-12-01T00:00:00.000Z' });
  await makeAdmin(app.deps, { email, name: 'x' });
  const link = await makeAdmin(app.deps, { email, name: 'x' });
  const user = await app.db('users').where('email', email).first();
  expect(user).toMatchObject({ name: 'Petugas Contoh', disabled_at: null });
  expect(await app.db('user_roles').where({ user_id: user.id, role: 'admin' })).toHaveLength(1);
  expect((await enterBy(link, email)).status).toBe(303);
});
