import { type Agent, signIn, type TestApp, testApp } from '../support/app';
import { addressOf, CAST_PASSWORD } from '../support/cast';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const post = (agent: Agent, form: Record<string, string>) => agent.post('/masuk').type('form').send(form);
const wrong = (email: string) => post(app.browser(), { email, password: 'salah-semuanya' });
const right = (email: string) => post(app.browser(), { email, password: CAST_PASSWORD });
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  ((answer.headers['set-cookie'] as string[] | undefined) ?? []).find((line) => line.startsWith('sesi='));
const events = () => app.db('audit_events').where('chain', 'sign-in').orderBy('seq').pluck('kind');

test('reading the page sets no cookie; signing in sets one that scripts and other sites do not get', async () => {
  const page = await app.browser().get('/masuk').expect(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  const answer = await right(addressOf('petugas')).expect(303);
  expect(cookieOf(answer)).toMatch(/; Path=\/;.* HttpOnly; SameSite=Lax$/);
});

test('behind https the cookie is secure', async () => {
  await app.close();
  app = await testApp({ config: { baseUrl: 'https://ppid.contoh.test', trustProxy: 1 } });
  const answer = await app
    .browser()
    .post('/masuk')
    .set('X-Forwarded-Proto', 'https')
    .type('form')
    .send({ email: addressOf('petugas'), password: CAST_PASSWORD });
  expect(cookieOf(answer)).toContain('; Secure');
});

test.each([
  ['petugas', '/petugas'],
  ['ppid', '/petugas'],
  ['opd', '/opd'],
  ['atasan', '/atasan'],
  ['auditor', '/auditor'],
  ['admin', '/admin'],
  ['warga', '/akun'],
] as const)('%s lands on %s', async (name, home) => {
  const answer = await right(addressOf(name)).expect(303);
  expect(answer.headers.location).toBe(home);
});

test('an address is known in any letter case', async () => {
  await right('  PETUGAS@Contoh.test ').expect(303);
});

test('after signing in one is where one wanted to be', async () => {
  const bounced = await app.browser().get('/admin/pengguna?q=a').expect(303);
  expect(bounced.headers.location).toBe(`/masuk?lanjut=${encodeURIComponent('/admin/pengguna?q=a')}`);
  const page = await app
    .browser()
    .get(bounced.headers.location as string)
    .expect(200);
  expect(page.text).toContain('name="lanjut" value="/admin/pengguna?q=a"');
  const form = { email: addressOf('admin'), password: CAST_PASSWORD, lanjut: '/admin/pengguna?q=a' };
  const answer = await post(app.browser(), form).expect(303);
  expect(answer.headers.location).toBe('/admin/pengguna?q=a');
});

test.each([
  'https://jahat.example/',
  '//jahat.example/',
  '/\\jahat.example',
  'javascript:alert(1)',
  '/%09//jahat.example',
])('nobody is sent on to %s', async (lanjut) => {
  const answer = await post(app.browser(), { email: addressOf('admin'), password: CAST_PASSWORD, lanjut });
  const to = new URL(answer.headers.location as string, 'http://portal.test');
  expect(to.host).toBe('portal.test');
  const agent = await signIn(app.browser(), addressOf('admin'), CAST_PASSWORD);
  const again = await agent.get(`/masuk?lanjut=${encodeURIComponent(lanjut)}`).expect(303);
  expect(new URL(again.headers.location as string, 'http://portal.test').host).toBe('portal.test');
});

test('an unknown address and a wrong password get the same answer', async () => {
  const [known, unknown] = [await wrong(addressOf('petugas')), await wrong('siapa@contoh.test')];
  expect([known.status, unknown.status]).toEqual([422, 422]);
  expect(known.text.replaceAll(addressOf('petugas'), 'siapa@contoh.test')).toBe(unknown.text);
  expect(known.text).toContain('Alamat e-mail atau kata sandi keliru');
  expect(known.text).toContain(`value="${addressOf('petugas')}"`);
  expect(known.text).not.toContain('salah-semuanya');
});

test('an unknown address takes as long as a wrong password', async () => {
  const time = async (email: string) => {
    const from = process.hrtime.bigint();
    for (let i = 0; i < 4; i++) await wrong(email);
    return Number(process.hrtime.bigint() - from);
  };
  await wrong('pemanasan@contoh.test');
  const [known, unknown] = [await time(addressOf('petugas')), await time('siapa@contoh.test')];
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2.5);
});

test('empty and endless input are told beside the field, with 422', async () => {
  const empty = await post(app.browser(), {}).expect(422);
  expect(empty.text).toContain('id="f-email-error"');
  expect(empty.text).toContain('id="f-password-error"');
  await post(app.browser(), { email: 'x'.repeat(10_000), password: 'y'.repeat(10_000) }).expect(422);
  const html = await post(app.browser(), { email: '<script>alert(1)</script>', password: 'x' }).expect(422);
  expect(html.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html.text).not.toContain('<script>alert');
});

test('five failures in a row close the account for 15 minutes of real time, with the same answer', async () => {
  const email = addressOf('petugas');
  for (let i = 0; i < 5; i++) await wrong(email).expect(422);
  const closed = await right(email).expect(422);
  expect(closed.text).toBe((await wrong(email)).text);
  app.clock.set('2027-01-11T09:00:00+07:00');
  await right(email).expect(422);
  app.clock.passReal(14.5 * 60_000);
  await right(email).expect(422);
  app.clock.passReal(60_000);
  await right(email).expect(303);
  expect(await events()).toEqual([
    ...Array(4).fill('sign_in_failed'),
    'account_locked',
    ...Array(4).fill('sign_in_failed'),
    'signed_in',
  ]);
});

test('guesses sent at once are all counted: the right one among them does not slip through', async () => {
  const email = addressOf('ppid');
  const guesses = Array.from({ length: 12 }, () => wrong(email).then((answer) => answer.status));
  await Promise.all(guesses);
  await right(email).expect(422);
});

test('a success in between starts the count anew', async () => {
  const email = addressOf('petugas');
  for (let i = 0; i < 4; i++) await wrong(email);
  await right(email).expect(303);
  for (let i = 0; i < 4; i++) await wrong(email);
  await right(email).expect(303);
});

test('one address of the network may try 30 times in 15 minutes', async () => {
  await app.close();
  app = await testApp({ config: { rateLimit: true } });
  // Not a form at all: the limit counts whatever is sent.
  for (let i = 0; i < 30; i++) await post(app.browser(), {}).expect(422);
  const refused = await right(addressOf('petugas')).expect(429);
  expect(refused.headers['retry-after']).toBeDefined();
});

test('a disabled account cannot sign in, and its session ends', async () => {
  const agent = await app.as('auditor');
  await agent.get('/akun/profil').expect(200);
  await app.db('users').where('email', addressOf('auditor')).update({ disabled_at: app.clock.now().toISOString() });
  await agent.get('/akun/profil').expect(303);
  await right(addressOf('auditor')).expect(422);
});

test('signing in gives the session a new name, and leaves what was planted before', async () => {
  const agent = app.browser();
  const first = await post(agent, { email: addressOf('warga'), password: CAST_PASSWORD }).expect(303);
  const second = await post(agent, { email: addressOf('petugas'), password: CAST_PASSWORD });
  // Already signed in: the form needs the session's token, which a planted session does not know.
  expect(second.status).toBe(403);
  const planted = cookieOf(first)?.split(';')[0] as string;
  const out = await app.as('warga');
  await out.post('/keluar').expect(303);
  const fresh = await app
    .browser()
    .post('/masuk')
    .set('Cookie', 'sesi=s%3Aplanted.abc')
    .type('form')
    .send({
      email: addressOf('petugas'),
      password: CAST_PASSWORD,
    });
  expect(fresh.status).toBe(303);
  expect(cookieOf(fresh)).not.toContain('planted');
  expect(cookieOf(fresh)?.split(';')[0]).not.toBe(planted);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const agent = app.browser();
  const answer = await post(agent, { email: addressOf('admin'), password: CAST_PASSWORD });
  const cookie = cookieOf(answer)?.split(';')[0] as string;
  await app.browser().get('/admin').set('Cookie', cookie).expect(200);
  const token = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/admin')).text)?.[1] as string;
  await agent.post('/keluar').type('form').send({ _csrf: token }).expect(303).expect('Location', '/');
  await app.browser().get('/admin').set('Cookie', cookie).expect(303);
  expect(await events()).toEqual(['signed_in', 'signed_out']);
});

test('signing out needs the form token, and another site cannot send it', async () => {
  const agent = app.browser();
  await post(agent, { email: addressOf('admin'), password: CAST_PASSWORD });
  await agent.post('/keluar').expect(403);
  await agent.get('/admin').expect(200);
  await app
    .browser()
    .post('/masuk')
    .set('Sec-Fetch-Site', 'cross-site')
    .type('form')
    .send({ email: 'a', password: 'b' })
    .expect(403);
});

test('a role counts from its first to its last day, for a session that is already there', async () => {
  const warga = await app.db('users').where('email', addressOf('warga')).first();
  const row = { user_id: warga.id, role: 'admin', from_on: '2026-12-14', until_on: '2026-12-15' };
  const agent = await app.as('warga');
  await app.db('user_roles').insert(row);
  await agent.get('/admin').expect(403);
  app.clock.set('2026-12-14T00:00:00+07:00');
  await agent.get('/admin').expect(200);
  app.clock.set('2026-12-15T23:59:59+07:00');
  await agent.get('/admin').expect(200);
  app.clock.set('2026-12-16T00:00:00+07:00');
  await agent.get('/admin').expect(403);
});
