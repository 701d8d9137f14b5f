import { type TestApp, testApp } from '../support/app';
import { addressOf, CAST_PASSWORD } from '../support/cast';
import { accountLetters, keyIn } from './letters-of-accounts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const FRESH = 'gajah-duduk-di-pematang';
const send = (path: string, form: Record<string, string>) => app.browser().post(path).type('form').send(form);
const lost = (email: string) => send('/masuk/lupa', { email });
const choose = (link: string, fresh: string, again = fresh) =>
  send('/masuk/atur-sandi', { kunci: keyIn(link), fresh, again });
const enter = (email: string, password: string) => send('/masuk', { email, password });
const lastLink = async () => (await accountLetters(app)).at(-1)?.link ?? '';

describe('a forgotten password', () => {
  test('a mailed link sets a new one, ends all sessions and is used up', async () => {
    const old = await app.as('petugas');
    await lost(addressOf('petugas')).expect(303).expect('Location', '/masuk/lupa/terkirim');
    const [letter] = await accountLetters(app);
    expect(letter?.to).toBe(addressOf('petugas'));
    expect(letter?.text).toContain('60 menit');
    const link = letter?.link as string;
    const page = await app.browser().get(link).expect(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('same-origin');
    await choose(link, FRESH).expect(303).expect('Location', '/masuk?sandi=baru');
    await old.get('/akun/profil').expect(303);
    await enter(addressOf('petugas'), CAST_PASSWORD).expect(422);
    await enter(addressOf('petugas'), FRESH).expect(303);
    await app.browser().get(link).expect(410);
    await choose(link, 'sapi-makan-rumput-hijau').expect(410);
  });

  test('an unknown address gets the same answer, as late, and no letter', async () => {
    const time = async (email: string) => {
      const from = Date.now();
      const answer = await lost(email).expect(303);
      return { took: Date.now() - from, location: answer.headers.location };
    };
    const known = await time(addressOf('petugas'));
    const unknown = await time('siapa@contoh.test');
    expect(unknown.location).toBe(known.location);
    expect(Math.abs(known.took - unknown.took)).toBeLessThan(200);
    expect(unknown.took).toBeGreaterThanOrEqual(295);
    expect(await accountLetters(app)).toHaveLength(1);
  });

  test('the link opens for an hour of real time, whatever the legal clock says', async () => {
    await lost(addressOf('petugas'));
    const link = await lastLink();
    app.clock.set('2027-02-01T09:00:00+07:00');
    app.clock.passReal(59 * 60_000);
    await app.browser().get(link).expect(200);
    app.clock.passReal(60_000);
    await app.browser().get(link).expect(410);
    await choose(link, FRESH).expect(410);
  });

  test('of several links the first one used closes the others', async () => {
    await lost(addressOf('ppid'));
    const first = await lastLink();
    await lost(addressOf('ppid'));
    const second = await lastLink();
    await choose(first, FRESH).expect(303);
    await choose(second, 'sapi-makan-rumput-hijau').expect(410);
  });

  test('two browsers with one link: one of them sets the password', async () => {
    await lost(addressOf('ppid'));
    const link = await lastLink();
    const answers = await Promise.all([choose(link, FRESH), choose(link, 'sapi-makan-rumput-hijau')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410]);
  });

  test('an account is sent three links an hour, and the answer does not say so', async () => {
    for (let i = 0; i < 5; i++) await lost(addressOf('ppid')).expect(303);
    expect(await accountLetters(app)).toHaveLength(3);
    app.clock.passReal(61 * 60_000);
    await lost(addressOf('ppid')).expect(303);
    expect(await accountLetters(app)).toHaveLength(4);
  });

  test('a disabled account is sent nothing, and its open links close', async () => {
    await lost(addressOf('auditor'));
    const link = await lastLink();
    await app.db('users').where('email', addressOf('auditor')).update({ disabled_at: app.clock.now().toISOString() });
    await lost(addressOf('auditor')).expect(303);
    expect(await accountLetters(app)).toHaveLength(1);
    await choose(link, FRESH).expect(410);
  });

  test('a new password opens an account that was closed by wrong guesses', async () => {
    for (let i = 0; i < 5; i++) await enter(addressOf('petugas'), 'salah-semuanya');
    await lost(addressOf('petugas'));
    await choose(await lastLink(), FRESH).expect(303);
    await enter(addressOf('petugas'), FRESH).expect(303);
  });

  test.each([
    ['pendek', 'paling sedikit 12 karakter'],
    ['x'.repeat(10_000), ''],
    ['password123456', 'mudah ditebak'],
    ['petugas@contoh.test', 'nama atau alamat e-mail'],
  ])('a password that cannot be taken is told beside the field: %s', async (fresh, words) => {
    await lost(addressOf('petugas'));
    const link = await lastLink();
    const answer = await choose(link, fresh).expect(422);
    expect(answer.text).toContain('id="f-fresh-error"');
    expect(answer.text).toContain(words);
    expect(answer.text).toContain(`value="${keyIn(link)}"`);
    expect(answer.text).not.toContain(`value="${fresh}"`);
    await enter(addressOf('petugas'), CAST_PASSWORD).expect(303);
  });

  test('typed twice and not alike: asked again, the link still opens', async () => {
    await lost(addressOf('petugas'));
    const link = await lastLink();
    const answer = await choose(link, FRESH, `${FRESH}x`).expect(422);
    expect(answer.text).toContain('id="f-again-error"');
    await choose(link, FRESH).expect(303);
  });

  test('spaces around a password are part of it', async () => {
    await lost(addressOf('petugas'));
    await choose(await lastLink(), '  gajah duduk  ').expect(303);
    await enter(addressOf('petugas'), 'gajah duduk').expect(422);
    await enter(addressOf('petugas'), '  gajah duduk  ').expect(303);
  });

  test('only the hash of the key is stored; the log tells of the change and nothing secret', async () => {
    await lost(addressOf('petugas'));
    const key = keyIn(await lastLink());
    await choose(await lastLink(), FRESH);
    const stored = JSON.stringify([await app.db('user_tokens'), await app.db('audit_events'), await app.db('outbox')]);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(FRESH);
    const user = await app.db('users').where('email', addressOf('petugas')).first();
    const kinds = await app.db('audit_events').where('chain', `user:${user.id}`).orderBy('seq').pluck('kind');
    expect(kinds).toEqual(['example_account_made', 'link_requested', 'password_set']);
  });

  test('a key that is no key', async () => {
    for (const kunci of ['', 'x', '%00', '../../etc/passwd', 'x'.repeat(5000)]) {
      await app
        .browser()
        .get(`/masuk/atur-sandi?kunci=${encodeURIComponent(kunci)}`)
        .expect(410);
      expect([410, 422]).toContain((await send('/masuk/atur-sandi', { kunci, fresh: FRESH, again: FRESH })).status);
    }
  });
});

describe('a requester’s account', () => {
  const form = { name: 'Siti "Ning" O’Connor & ꦱꦶꦠꦶ %', email: 'Siti@Contoh.test' };

  test('opens when its owner has followed the mailed link', async () => {
    await send('/daftar', form).expect(303).expect('Location', '/daftar/terkirim');
    const [letter] = await accountLetters(app);
    expect(letter?.to).toBe('siti@contoh.test');
    expect(letter?.text).not.toContain(form.name);
    await enter('siti@contoh.test', FRESH).expect(422);
    await choose(letter?.link as string, FRESH).expect(303);
    const answer = await enter('siti@contoh.test', FRESH).expect(303);
    expect(answer.headers.location).toBe('/akun');
  });

  test('a stranger cannot have his own words mailed to somebody else’s address', async () => {
    const email = 'korban@contoh.test';
    await send('/daftar', { name: 'Ambil hadiah di https://evil.test', email }).expect(303);
    await send('/daftar', { name: 'Ambil hadiah di https://evil.test', email }).expect(303);
    await lost(email).expect(303);
    const letters = await accountLetters(app);
    expect(letters).toHaveLength(3);
    for (const { text } of letters) {
      expect(text).toContain('Yth. Bapak/Ibu');
      expect(text).not.toContain('evil.test');
    }
  });

  test('an address that has an account gets a letter that says so, and the same answer', async () => {
    await send('/daftar', { name: 'Siapa Saja', email: addressOf('warga') })
      .expect(303)
      .expect('Location', '/daftar/terkirim');
    const [letter] = await accountLetters(app);
    expect(letter?.subject).toContain('sudah punya akun');
    expect(letter?.text).not.toContain('Siapa Saja');
    expect(await app.db('users').where('email', addressOf('warga')).pluck('name')).toEqual(['Warga Contoh']);
  });

  test('two forms at once make one account', async () => {
    const answers = await Promise.all([send('/daftar', form), send('/daftar', form)]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    expect(await app.db('users').where('email', 'siti@contoh.test').pluck('id')).toHaveLength(1);
  });

  test('what is missing or wrong is told beside the field, and what was typed stays', async () => {
    const answer = await send('/daftar', { name: '<script>alert(1)</script>', email: 'bukan alamat' }).expect(422);
    expect(answer.text).toContain('id="f-email-error"');
    expect(answer.text).toContain('value="bukan alamat"');
    expect(answer.text).toContain('&lt;script&gt;');
    await send('/daftar', { name: 'x'.repeat(10_000), email: 'a@contoh.test' }).expect(422);
    await send('/daftar', {}).expect(422);
    expect(await accountLetters(app)).toEqual([]);
  });

  test('its name is not in the log', async () => {
    await send('/daftar', form);
    const log = await app.db('audit_events').where('kind', 'account_registered').pluck('payload');
    expect(log).toHaveLength(1);
    expect(log.join()).not.toContain('Siti');
  });
});
