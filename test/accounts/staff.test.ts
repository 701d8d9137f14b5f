import { type Agent, type TestApp, testApp } from '../support/app';
import { addressOf } from '../support/cast';
import { accountLetters, keyIn } from './letters-of-accounts';

let app: TestApp;
let admin: Agent;
beforeEach(async () => {
  app = await testApp();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const invitation = {
  email: 'Baru@Contoh.test',
  name: 'Budi Baru',
  title: 'Analis',
  employeeNumber: '19900101',
  role: 'petugas',
};
const invite = (form: object = {}) =>
  admin
    .post('/admin/pengguna/undang')
    .type('form')
    .send({ ...invitation, ...form });
const userOf = (email: string) => app.db('users').where('email', email).first();
const pathOf = async (email: string) => `/admin/pengguna/${(await userOf(email)).public_id}`;
const logOf = async (email: string) => {
  const { id } = await userOf(email);
  const rows = await app.db('audit_events').where('chain', `user:${id}`).orderBy('seq');
  return rows.map((row) => ({ kind: row.kind, ...JSON.parse(row.payload) }));
};

describe('an invitation', () => {
  test('makes an account with its role; the link sets the password', async () => {
    const page = await invite().expect(200);
    const [letter] = await accountLetters(app);
    expect(letter?.to).toBe('baru@contoh.test');
    // No mail server is set: the administrator hands the link on.
    expect(page.text).toContain(keyIn(letter?.link as string));
    const key = keyIn(letter?.link as string);
    const form = { kunci: key, fresh: 'gajah-duduk-di-pematang', again: 'gajah-duduk-di-pematang' };
    await app.browser().post('/masuk/atur-sandi').type('form').send(form).expect(303);
    const sign = { email: 'baru@contoh.test', password: form.fresh };
    await app.browser().post('/masuk').type('form').send(sign).expect(303).expect('Location', '/petugas');
    expect(await logOf('baru@contoh.test')).toMatchObject([
      { kind: 'user_invited', actor: { role: 'admin', name: 'Admin Contoh' }, changes: { name: [null, 'Budi Baru'] } },
      { kind: 'role_given', changes: { role: [null, { role: 'petugas', body_id: null }] } },
      { kind: 'password_set', actor: { role: 'self' } },
    ]);
  });

  test('the link is not shown where a mail server carries it', async () => {
    await app.close();
    app = await testApp({ config: { smtpUrl: 'smtp://127.0.0.1:1' } });
    admin = await app.as('admin');
    const page = await invite().expect(200);
    const [letter] = await accountLetters(app);
    expect(page.text).not.toContain(keyIn(letter?.link as string));
    expect(page.text).toContain('sudah dikirim ke baru@contoh.test');
  });

  test('an address that has an account is refused and the account offered', async () => {
    const answer = await invite({ email: addressOf('warga') }).expect(422);
    expect(answer.text).toContain(await pathOf(addressOf('warga')));
    expect(answer.text).toContain('value="Budi Baru"');
  });

  test('a second click makes no second account', async () => {
    const answers = await Promise.all([invite(), invite()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    expect(await app.db('users').where('email', 'baru@contoh.test').pluck('id')).toHaveLength(1);
  });

  test.each([
    [{ role: 'opd' }, 'f-body-error'],
    [{ role: 'opd', body: 'tidak-ada' }, 'f-body-error'],
    [{ role: 'raja' }, 'f-role-error'],
    [{ role: '' }, 'f-role-error'],
    [{ email: 'bukan' }, 'f-email-error'],
    [{ name: '' }, 'f-name-error'],
    [{ title: 'x'.repeat(10_000) }, 'f-title-error'],
  ])('%j is told beside the field and nothing is stored', async (form, error) => {
    const answer = await invite(form).expect(422);
    expect(answer.text).toContain(`id="${error}"`);
    expect(await userOf('baru@contoh.test')).toBeUndefined();
    expect(await accountLetters(app)).toEqual([]);
  });

  test('a fresh link can be made for someone who never used the first', async () => {
    await invite();
    const page = await admin.post(`${await pathOf('baru@contoh.test')}/tautan`).expect(200);
    const letters = await accountLetters(app);
    expect(letters).toHaveLength(2);
    expect(page.text).toContain(keyIn(letters[1]?.link as string));
  });
});

describe('roles', () => {
  const give = async (email: string, form: object) =>
    admin
      .post(`${await pathOf(email)}/peran`)
      .type('form')
      .send(form);

  test('are given and taken, each with an event; taking one ends the sessions', async () => {
    const email = addressOf('petugas');
    const session = await app.as('petugas');
    await give(email, { role: 'opd', body: 'dinkes' }).then((answer) => expect(answer.status).toBe(303));
    await session.get('/akun/profil').expect(200);
    const row = await app
      .db('user_roles')
      .where({ user_id: (await userOf(email)).id, role: 'opd' })
      .first();
    await admin.post(`${await pathOf(email)}/peran/${row.id}/cabut`).expect(303);
    await session.get('/akun/profil').expect(303);
    expect((await logOf(email)).slice(1)).toMatchObject([
      { kind: 'role_given', changes: { role: [null, { role: 'opd', body_id: row.body_id }] } },
      { kind: 'role_removed', changes: { role: [{ role: 'opd', body_id: row.body_id }, null] } },
    ]);
  });

  test('a deputy holds a role for stated dates, in the name of whoever holds it', async () => {
    const ppid = await userOf(addressOf('ppid'));
    const form = { role: 'ppid', fromOn: '2026-12-14', untilOn: '2026-12-18', deputyFor: ppid.public_id };
    expect((await give(addressOf('petugas'), form)).status).toBe(303);
    const row = await app.db('user_roles').where({ role: 'ppid', deputy_for: ppid.id }).first();
    expect(row).toMatchObject({ from_on: '2026-12-14', until_on: '2026-12-18' });
    const page = await admin.get(await pathOf(addressOf('petugas'))).expect(200);
    expect(page.text).toContain('Menggantikan PPID Contoh');
    expect(page.text).toContain('Senin, 14 Desember 2026 sampai Jumat, 18 Desember 2026');
  });

  test.each([
    [{ role: 'opd' }, 'f-body-error'],
    [{ role: 'opd', body: 'tidak-ada' }, 'f-body-error'],
    [{ role: 'petugas' }, 'f-role-error'],
    [{ role: 'ppid', fromOn: '2026-12-18', untilOn: '2026-12-14' }, 'f-untilOn-error'],
    [{ role: 'ppid', fromOn: '2026-02-30' }, 'f-fromOn-error'],
    [{ role: 'ppid', deputyFor: 'ppid' }, 'f-fromOn-error'],
    [{ role: 'ppid', fromOn: '2026-12-14', untilOn: '2026-12-18', deputyFor: 'auditor' }, 'f-deputyFor-error'],
    [{ role: 'petugas', fromOn: '2026-12-14', untilOn: '2026-12-18', deputyFor: 'petugas' }, 'f-deputyFor-error'],
    [{ role: 'ppid', fromOn: '2026-12-14', untilOn: '2026-12-18', deputyFor: 'tidak-ada' }, 'f-deputyFor-error'],
  ])('%j is refused beside the field', async (form, error) => {
    const deputyFor = (form as { deputyFor?: string }).deputyFor;
    const stands = deputyFor && (await userOf(`${deputyFor}@contoh.test`));
    const sent = { ...form, ...(deputyFor ? { deputyFor: stands?.public_id ?? deputyFor } : {}) };
    const before = await app.db('user_roles').count({ n: '*' });
    const answer = await give(addressOf('petugas'), sent);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${error}"`);
    expect(await app.db('user_roles').count({ n: '*' })).toEqual(before);
  });

  test('a role of somebody else’s cannot be taken through one’s own page', async () => {
    const ppid = await userOf(addressOf('ppid'));
    const role = await app.db('user_roles').where('user_id', ppid.id).first();
    await admin.post(`${await pathOf(addressOf('petugas'))}/peran/${role.id}/cabut`).expect(404);
    await admin.post(`${await pathOf(addressOf('petugas'))}/peran/99999999999999/cabut`).expect(404);
  });
});

describe('the last administrator', () => {
  const roleOf = async (email: string) =>
    (
      await app
        .db('user_roles')
        .where({ user_id: (await userOf(email)).id, role: 'admin' })
        .first()
    ).id;
  const take = async (email: string) => admin.post(`${await pathOf(email)}/peran/${await roleOf(email)}/cabut`);

  test('keeps the role and the account', async () => {
    const kept = await take(addressOf('admin'));
    expect(kept.status).toBe(422);
    expect(kept.text).toContain('administrator terakhir');
    await admin.post(`${await pathOf(addressOf('admin'))}/nonaktif`).expect(422);
    await admin.get('/admin').expect(200);
  });

  test('an invited one, a deputy, a disabled one and one with an end do not count', async () => {
    await invite({ role: 'admin' }).expect(200);
    const rows = [
      { name: 'warga', until_on: '2027-01-31' },
      { name: 'auditor', from_on: '2026-12-01', until_on: null, deputy_for: (await userOf(addressOf('admin'))).id },
      { name: 'ppid', disabled: true },
      { name: 'atasan', from_on: '2027-01-01' },
    ];
    for (const { name, disabled, ...row } of rows) {
      const user = await userOf(`${name}@contoh.test`);
      await app.db('user_roles').insert({ user_id: user.id, role: 'admin', ...row });
      if (disabled) await app.db('users').where('id', user.id).update({ disabled_at: '2026-12-01T00:00:00.000Z' });
    }
    expect((await take(addressOf('admin'))).status).toBe(422);
  });

  test('two who remove one another at once leave one', async () => {
    const other = await userOf(addressOf('petugas'));
    await app.db('user_roles').insert({ user_id: other.id, role: 'admin' });
    const second = await app.as('petugas');
    const [mine, theirs] = [await pathOf(addressOf('admin')), await pathOf(addressOf('petugas'))];
    await Promise.all([admin.post(`${theirs}/nonaktif`), second.post(`${mine}/nonaktif`)]);
    const open = await app
      .db('users')
      .whereIn('email', [addressOf('admin'), addressOf('petugas')])
      .whereNull('disabled_at');
    expect(open).toHaveLength(1);
  });
});

test('disabling ends the sessions, enabling lets in again; both are in the log', async () => {
  const session = await app.as('auditor');
  const path = await pathOf(addressOf('auditor'));
  await admin.post(`${path}/nonaktif`).expect(303);
  await session.get('/akun/profil').expect(303);
  await admin.post(`${path}/tautan`).expect(404);
  await admin.post(`${path}/aktif`).expect(303);
  await session.get('/akun/profil').expect(303);
  await app.signIn('auditor');
  expect((await logOf(addressOf('auditor'))).slice(1).map((event) => event.kind)).toEqual([
    'user_disabled',
    'user_enabled',
  ]);
});

test('names and positions are changed with old and new values; nothing changed, nothing written', async () => {
  const path = await pathOf(addressOf('ppid'));
  const form = { name: 'Dr. Siti <b>Aminah</b>', title: '', employeeNumber: '1975' };
  await admin.post(path).type('form').send(form).expect(303);
  await admin.post(path).type('form').send(form).expect(303);
  expect((await logOf(addressOf('ppid'))).slice(1)).toMatchObject([
    {
      kind: 'user_edited',
      changes: {
        name: ['PPID Contoh', 'Dr. Siti <b>Aminah</b>'],
        title: ['Pejabat Pengelola Informasi dan Dokumentasi', null],
        employee_number: [null, '1975'],
      },
    },
  ]);
  const page = await admin.get(path).expect(200);
  expect(page.text).toContain('Dr. Siti &lt;b&gt;Aminah&lt;/b&gt;');
  expect(page.text).not.toContain('<b>Aminah');
  await admin.post(path).type('form').send({ name: '' }).expect(422);
});

describe('the list', () => {
  test('goes on by a cursor and repeats or leaves out nobody', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({
      public_id: `p${i}`,
      region_id: app.regionId,
      email: `orang${i}@contoh.test`,
      name: ['Budi', 'budi', 'Éka', 'Zahra'][i % 4],
      created_at: '2026-12-01T00:00:00.000Z',
    }));
    await app.db('users').insert(rows);
    const seen: string[] = [];
    for (let path: string | undefined = '/admin/pengguna?tampil=semua'; path; ) {
      const { text }: { text: string } = await admin.get(path).expect(200);
      seen.push(...[...text.matchAll(/href="\/admin\/pengguna\/([^"/?]+)"/g)].map((match) => match[1] as string));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    const people = seen.filter((id) => id !== 'undang');
    expect(people).toHaveLength(128);
    expect(new Set(people).size).toBe(128);
  });

  test('shows staff first and finds by name or address, with % and _ taken literally', async () => {
    const found = async (query: string) => (await admin.get(`/admin/pengguna?${query}`).expect(200)).text;
    expect(await found('')).not.toContain('warga@contoh.test');
    expect(await found('tampil=semua')).toContain('warga@contoh.test');
    expect(await found('q=KOMINFO')).toContain('opd@contoh.test');
    expect(await found('q=opd2')).not.toContain('opd@contoh.test<');
    expect(await found('q=%25')).toContain('Tidak ada akun yang cocok');
    expect(await found(`q=${encodeURIComponent('"><script>')}`)).toContain('&#34;&gt;&lt;script&gt;');
    await admin.get('/admin/pengguna?sesudah=bukan-kursor').expect(200);
    await admin.get(`/admin/pengguna?q=${'x'.repeat(5000)}`).expect(200);
  });
});

test('an account that is not there', async () => {
  await admin.get('/admin/pengguna/tidak-ada').expect(404);
  await admin.post('/admin/pengguna/tidak-ada').type('form').send({ name: 'A' }).expect(404);
  await admin.post('/admin/pengguna/tidak-ada/peran').type('form').send({ role: 'ppid' }).expect(404);
});
