import { currentUser, staffWithRole } from '../../src/accounts/queries';
import { verifyChains } from '../../src/audit/verify/queries';
import { openLetter } from '../../src/mail/sealing';
import { filed, pdf, step } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';
import { addressOf, type CastName } from '../support/cast';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const LEAVE = { fromOn: '2026-12-14', untilOn: '2026-12-18' };
const userOf = (name: CastName) => app.db('users').where('email', addressOf(name)).first();

async function name(principal: CastName, deputy: CastName | string, dates: object = LEAVE) {
  const known = await userOf(deputy as CastName);
  const form = { deputy: known?.public_id ?? deputy, ...dates };
  return (await app.as(principal)).post('/akun/profil/pengganti').type('form').send(form);
}

const rolesAsDeputy = () => app.db('user_roles').whereNotNull('deputy_for').orderBy('id');
const logOf = async (who: CastName) => {
  const rows = await app
    .db('audit_events')
    .where('chain', `user:${(await userOf(who)).id}`)
    .orderBy('seq');
  return rows.map((row) => ({ kind: row.kind, ...JSON.parse(row.payload) }));
};
const letters = async () => {
  const rows = await app.db('outbox').where('kind', 'like', 'deputy_%').orderBy('id');
  return rows.map((row) => ({ kind: row.kind, subject: row.subject, ...openLetter(app.deps.keys, row) }));
};
/** The profile as words, without markup. */
const profile = async (who: CastName) =>
  (await (await app.as(who)).get('/akun/profil').expect(200)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('naming a deputy', () => {
  test('passes the roles on for the dates, with events on both chains and a letter', async () => {
    expect((await name('ppid', 'petugas')).status).toBe(303);
    const [ppid, petugas] = [await userOf('ppid'), await userOf('petugas')];
    const role = { role: 'ppid', body_id: null, from_on: '2026-12-14', until_on: '2026-12-18', deputy_for: ppid.id };
    expect(await rolesAsDeputy()).toMatchObject([{ ...role, user_id: petugas.id }]);
    const actor = { role: 'ppid', user: ppid.id, name: 'PPID Contoh', deputy_for: null };
    expect((await logOf('petugas')).slice(1)).toMatchObject([
      { kind: 'role_given', actor, changes: { role: [null, role] } },
    ]);
    expect((await logOf('ppid')).at(-1)).toMatchObject({
      kind: 'deputy_named',
      actor,
      detail: { deputy: petugas.id, deputy_name: 'Petugas Contoh', roles: [role] },
    });
    const [letter] = await letters();
    expect(letter).toMatchObject({ to: addressOf('petugas'), subject: 'Anda ditunjuk sebagai pengganti' });
    expect(letter?.text).toContain(
      'PPID Contoh menunjuk Anda sebagai pengganti dari Senin, 14 Desember 2026 sampai Jumat, 18 Desember 2026, untuk peran: PPID.',
    );
    expect(await profile('ppid')).toContain(
      'Pengganti Anda Petugas Contoh PPID Senin, 14 Desember 2026 sampai Jumat, 18 Desember 2026',
    );
    expect(await profile('petugas')).toContain('Anda menggantikan PPID Contoh PPID Senin, 14 Desember 2026');
    expect((await verifyChains(app.db)).ok).toBe(true);
  });

  test('says beforehand who cannot stand in', async () => {
    expect(await profile('atasan')).toContain('Atasan PPID tidak dapat digantikan oleh PPID, petugas');
    expect(await profile('auditor')).toContain('Auditor tidak dapat digantikan oleh PPID');
    expect(await profile('ppid')).not.toContain('tidak dapat digantikan');
  });

  test('lets in on these days and on no other', async () => {
    await name('opd', 'ppid');
    const deputy = await app.as('ppid');
    const answers: number[] = [];
    for (const day of ['2026-12-13', '2026-12-14', '2026-12-18', '2026-12-19']) {
      app.clock.set(`${day}T12:00:00+07:00`);
      answers.push((await deputy.get('/opd')).status);
    }
    expect(answers).toEqual([403, 200, 200, 403]);
    const bodyId = (await app.db('bodies').where('slug', 'dinkominfo').first('id')).id;
    const user = await currentUser(app.db, (await userOf('ppid')).id, '2026-12-14');
    expect(user?.roles).toContainEqual({
      role: 'opd',
      bodyId,
      bodySlug: 'dinkominfo',
      deputyFor: (await userOf('opd')).id,
    });
  });

  test('passes on what is held in one’s own name only, every role of it, and no administrator’s', async () => {
    const [petugas, ppid] = [await userOf('petugas'), await userOf('ppid')];
    const dates = { from_on: '2026-12-01', until_on: '2026-12-31' };
    await app.db('user_roles').insert([
      { user_id: petugas.id, role: 'ppid', ...dates, deputy_for: ppid.id },
      { user_id: petugas.id, role: 'admin' },
      { user_id: petugas.id, role: 'opd', body_id: (await app.db('bodies').where('slug', 'dinkes').first('id')).id },
    ]);
    expect((await name('petugas', 'opd')).status).toBe(303);
    const given = (await rolesAsDeputy()).filter((row) => row.deputy_for === petugas.id);
    expect(given.map(({ role }) => role)).toEqual(['petugas', 'opd']);
    const [letter] = await letters();
    expect(letter?.text).toContain('Petugas layanan informasi, PPID Pelaksana – Dinas Kesehatan');
    expect(await letters()).toHaveLength(1);
    expect(await profile('petugas')).toContain('Peran administrator hanya dapat diberikan oleh administrator.');
  });
});

describe('is refused beside the field, and nothing is stored', () => {
  afterEach(async () => {
    expect(await letters()).toEqual([]);
  });

  test.each([
    ['ppid', 'petugas', { fromOn: '2026-12-10' }, 'fromOn', 'tidak boleh sebelum hari ini'],
    ['ppid', 'petugas', { fromOn: '' }, 'fromOn', 'wajib diisi'],
    ['ppid', 'petugas', { untilOn: '' }, 'untilOn', 'wajib diisi'],
    ['ppid', 'petugas', { untilOn: '2026-02-30' }, 'untilOn', 'Tanggal ini tidak ada'],
    ['ppid', 'petugas', { untilOn: '2026-12-13' }, 'untilOn', 'Tanggal akhir harus sama dengan atau sesudah'],
    ['ppid', 'petugas', { untilOn: '2027-02-12' }, 'untilOn', 'paling lama 60 hari'],
    ['ppid', 'ppid', {}, 'deputy', 'Anda tidak dapat menjadi pengganti diri sendiri'],
    ['ppid', 'warga', {}, 'deputy', 'Pilih petugas yang aktif'],
    ['ppid', 'tidak-ada', {}, 'deputy', 'Pilih petugas yang aktif'],
    ['ppid', '', {}, 'deputy', 'wajib diisi'],
    ['atasan', 'ppid', {}, 'deputy', 'hanya didelegasikan ke atas'],
    ['atasan', 'petugas', {}, 'deputy', 'hanya didelegasikan ke atas'],
    ['atasan', 'opd2', {}, 'deputy', 'hanya didelegasikan ke atas'],
    ['auditor', 'ppid', {}, 'deputy', 'Peran auditor tidak boleh'],
    ['auditor', 'atasan', {}, 'deputy', 'Peran auditor tidak boleh'],
    ['admin', 'petugas', {}, 'fromOn', 'tidak memegang peran atas nama sendiri'],
  ] as const)('%s names %s with %j', async (principal, deputy, wrong, field, sentence) => {
    const dates = { ...LEAVE, ...wrong };
    const answer = await name(principal, deputy, dates);
    expect(answer.status).toBe(422);
    // An administrator is offered no form: the sentence stands in the summary.
    if (principal !== 'admin') expect(answer.text).toMatch(new RegExp(`id="f-${field}-error">[^]*?${sentence}`));
    expect(answer.text).toContain(sentence);
    if (principal !== 'admin') expect(answer.text).toContain(`value="${dates.fromOn}"`);
    expect(await rolesAsDeputy()).toEqual([]);
  });

  test('one who is no longer active, has not signed in yet, or belongs to another region', async () => {
    const { id } = await userOf('petugas');
    const refused = async (change: object, back: object) => {
      await app.db('users').where('id', id).update(change);
      expect((await name('ppid', 'petugas')).status).toBe(422);
      await app.db('users').where('id', id).update(back);
    };
    const { password_hash } = await userOf('petugas');
    await refused({ disabled_at: '2026-12-01T00:00:00.000Z' }, { disabled_at: null });
    await refused({ password_hash: null }, { password_hash });
    const other = { slug: 'lain', name: 'Lain', timezone: 'Asia/Jakarta', created_at: '2026-12-01T00:00:00.000Z' };
    const [region] = await app.db('regions').insert(other).returning('id');
    await refused({ region_id: region.id }, { region_id: app.regionId });
    expect(await rolesAsDeputy()).toEqual([]);
  });

  test('one who holds roles as a deputy only is no member of staff for this, and passes nothing on', async () => {
    const warga = await userOf('warga');
    const row = { role: 'petugas', from_on: '2026-12-01', until_on: '2026-12-31' };
    await app.db('user_roles').insert({ ...row, user_id: warga.id, deputy_for: (await userOf('petugas')).id });
    expect((await name('ppid', 'warga')).status).toBe(422);
    expect((await name('warga', 'ppid')).text).toContain('tidak memegang peran atas nama sendiri');
    expect(await profile('warga')).toContain('tidak ada yang dapat dititipkan');
  });
});

test('nobody is named twice for the same days, nor somebody who is away himself', async () => {
  await name('ppid', 'petugas');
  const again = await name('ppid', 'opd', { fromOn: '2026-12-18', untilOn: '2026-12-22' });
  expect([again.status, again.text.includes('Peran Anda sudah dititipkan pada tanggal itu')]).toEqual([422, true]);
  expect((await name('ppid', 'opd', { fromOn: '2026-12-19', untilOn: '2026-12-22' })).status).toBe(303);
  const away = await name('petugas', 'ppid');
  expect([away.status, away.text.includes('Orang ini sendiri menunjuk pengganti')]).toEqual([422, true]);
  expect(await rolesAsDeputy()).toHaveLength(2);
});

test('a second click names once; two principals at once do not put together what must stay apart', async () => {
  const clicks = await Promise.all([name('ppid', 'petugas'), name('ppid', 'petugas')]);
  expect(clicks.map(({ status }) => status).sort()).toEqual([303, 422]);
  const both = await Promise.all([name('atasan', 'auditor'), name('opd', 'auditor')]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
  expect(await rolesAsDeputy()).toHaveLength(2);
});

describe('ending', () => {
  const end = async (principal: CastName, id: number | string) =>
    (await app.as(principal)).post(`/akun/profil/pengganti/${id}/akhiri`).type('form').send({});

  test('takes every role of that leave, ends the sessions, and is in both logs and a letter', async () => {
    const petugas = await userOf('petugas');
    const bodyId = (await app.db('bodies').where('slug', 'dinkes').first('id')).id;
    await app.db('user_roles').insert({ user_id: petugas.id, role: 'opd', body_id: bodyId });
    await name('petugas', 'opd');
    await name('petugas', 'opd', { fromOn: '2026-12-21', untilOn: '2026-12-22' });
    const session = await app.signIn('opd');
    const [first] = await rolesAsDeputy();
    expect((await end('petugas', first.id)).status).toBe(303);
    expect((await rolesAsDeputy()).map((row) => row.from_on)).toEqual(['2026-12-21', '2026-12-21']);
    await session.get('/akun/profil').expect(303);
    expect((await logOf('opd')).slice(-2).map(({ kind }) => kind)).toEqual(['role_removed', 'role_removed']);
    expect((await logOf('petugas')).at(-1)).toMatchObject({ kind: 'deputy_ended', actor: { name: 'Petugas Contoh' } });
    const letter = (await letters()).at(-1);
    expect(letter?.subject).toBe('Penunjukan Anda sebagai pengganti diakhiri');
    expect(letter?.text).toContain('(Senin, 14 Desember 2026 sampai Jumat, 18 Desember 2026)');
    expect((await end('petugas', first.id)).status).toBe(404);
    // Named again for the same days, told again.
    await name('petugas', 'opd');
    expect((await letters()).map(({ kind }) => kind)).toEqual([
      'deputy_named',
      'deputy_named',
      'deputy_ended',
      'deputy_named',
    ]);
  });

  test('is for whoever named him; a deputy that the administrator gave is his too, a past one is nobody’s', async () => {
    const [ppid, petugas] = [await userOf('ppid'), await userOf('petugas')];
    const row = { user_id: petugas.id, role: 'ppid', deputy_for: ppid.id };
    await app.db('user_roles').insert({ ...row, from_on: '2026-12-01', until_on: '2026-12-10' });
    await app.db('user_roles').insert({ ...row, from_on: '2026-12-11', until_on: '2026-12-31' });
    const [past, present] = await rolesAsDeputy();
    const own = await app.db('user_roles').where({ user_id: petugas.id, role: 'petugas' }).first('id');
    expect((await end('opd', present.id)).status).toBe(404);
    expect((await end('ppid', past.id)).status).toBe(404);
    expect((await end('ppid', own.id)).status).toBe(404);
    expect((await end('ppid', 'x'.repeat(40))).status).toBe(404);
    expect((await end('ppid', present.id)).status).toBe(303);
    expect(await rolesAsDeputy()).toMatchObject([{ id: past.id }]);
  });

  test('comes by itself when the administrator takes the role away', async () => {
    await name('ppid', 'petugas');
    const ppid = await userOf('ppid');
    const role = await app.db('user_roles').where({ user_id: ppid.id, role: 'ppid' }).first('id');
    const admin = await app.as('admin');
    await admin.post(`/admin/pengguna/${ppid.public_id}/peran/${role.id}/cabut`).expect(303);
    expect(await rolesAsDeputy()).toEqual([]);
    expect((await logOf('petugas')).at(-1)).toMatchObject({ kind: 'role_removed', actor: { role: 'admin' } });
  });

  test('comes by itself when the administrator closes the account, and opening it again gives nothing back', async () => {
    await name('ppid', 'petugas');
    const { public_id } = await userOf('ppid');
    const admin = await app.as('admin');
    await admin.post(`/admin/pengguna/${public_id}/nonaktif`).expect(303);
    expect(await rolesAsDeputy()).toEqual([]);
    expect((await logOf('petugas')).at(-1)).toMatchObject({ kind: 'role_removed', actor: { role: 'admin' } });
    await admin.post(`/admin/pengguna/${public_id}/aktif`).expect(303);
    expect(await rolesAsDeputy()).toEqual([]);
  });
});

test('an administrator gives a deputy under the same rules', async () => {
  const admin = await app.as('admin');
  const give = async (to: CastName, role: CastName) => {
    const form = { role, ...LEAVE, deputyFor: (await userOf(role)).public_id };
    return admin
      .post(`/admin/pengguna/${(await userOf(to)).public_id}/peran`)
      .type('form')
      .send(form);
  };
  const refused = await give('ppid', 'atasan');
  expect([refused.status, refused.text.includes('hanya didelegasikan ke atas')]).toEqual([422, true]);
  expect((await give('ppid', 'auditor')).status).toBe(422);
  expect(await rolesAsDeputy()).toEqual([]);
  expect((await give('auditor', 'atasan')).status).toBe(422);
  expect((await give('admin', 'atasan')).status).toBe(303);
});

describe('during the leave', () => {
  test('mail to the office reaches the deputy too', async () => {
    await name('atasan', 'admin');
    const told = async (today: string) =>
      (await staffWithRole(app.db, app.regionId, 'atasan', null, today)).map(({ email }) => email);
    expect(await told('2026-12-13')).toEqual([addressOf('atasan')]);
    expect(await told('2026-12-14')).toEqual([addressOf('admin'), addressOf('atasan')]);
    await name('opd', 'petugas');
    const bodies = await app.db('bodies').whereIn('slug', ['dinkominfo', 'dinkes']).orderBy('slug', 'desc');
    const ofBody = async (id: number) =>
      (await staffWithRole(app.db, app.regionId, 'opd', id, '2026-12-14')).map(({ email }) => email);
    expect(await ofBody(bodies[0].id)).toEqual([addressOf('opd'), addressOf('petugas')]);
    expect(await ofBody(bodies[1].id)).toEqual([addressOf('opd2')]);
  });

  test('both names stand in the event of what the deputy does, and on the page of the case', async () => {
    await name('ppid', 'petugas');
    app.clock.set('2026-12-14T09:00:00+07:00');
    const number = await filed(app);
    const deputy = await app.as('petugas');
    const done = await step(app, deputy, '/petugas', number, { action: 'declare_complete' });
    expect(done.status).toBe(303);
    const event = await app.db('audit_events').where('kind', 'declared_complete').first();
    expect(JSON.parse(event.payload).actor).toEqual({
      role: 'ppid',
      user: (await userOf('petugas')).id,
      name: 'Petugas Contoh',
      deputy_for: (await userOf('ppid')).id,
    });
    const page = await deputy.get(`/petugas/permohonan/${number}`).expect(200);
    expect(page.text).toMatch(/Petugas Contoh[^<]*PPID Contoh/);
  });

  test('one with a body of his own acts for another as its deputy, and for his own in his own name', async () => {
    await name('opd2', 'opd');
    app.clock.set('2026-12-14T09:00:00+07:00');
    const agent = await app.as('opd');
    const actors: unknown[] = [];
    for (const body of ['dinkominfo', 'dinkes']) {
      const number = await filed(app, { body });
      await step(app, await app.as('ppid'), '/petugas', number, { action: 'declare_complete' });
      const answer = { action: 'propose_answer', reason: 'Terlampir.' };
      const done = await step(app, agent, '/opd', number, answer, { material_files: pdf() });
      expect(done.status).toBe(303);
      const event = await app.db('audit_events').where('kind', 'answer_proposed').orderBy('id', 'desc').first();
      actors.push(JSON.parse(event.payload).actor.deputy_for);
    }
    expect(actors).toEqual([null, (await userOf('opd2')).id]);
  });
});

test('a deputy publishes for another body in both names, for his own in his own', async () => {
  await name('opd2', 'opd');
  app.clock.set('2026-12-14T09:00:00+07:00');
  const agent = await app.as('opd');
  const facts = {
    title: 'Laporan Kinerja 2026',
    category: 'berkala',
    summary: 'Capaian.',
    holder: 'Sekretariat',
    year: '2026',
  };
  for (const body of ['dinkominfo', 'dinkes']) {
    const form = { ...facts, body, key: `kunci-halaman-${body}` };
    await agent.post('/opd/informasi').type('form').send(form).expect(303);
  }
  const events = await app.db('audit_events').where('kind', 'document_created').orderBy('id').pluck('payload');
  const actors = events.map((payload: string) => JSON.parse(payload).actor);
  expect(actors.map((actor) => actor.deputy_for)).toEqual([null, (await userOf('opd2')).id]);
  expect(actors.map((actor) => actor.role)).toEqual(['opd', 'opd']);
});

test('a requester’s profile says nothing of deputies, and English is complete', async () => {
  expect(await profile('warga')).not.toContain('Pengganti');
  await name('ppid', 'petugas');
  const page = await (await app.as('ppid')).get('/akun/profil').set('Cookie', 'bahasa=en').expect(200);
  expect(page.text).toContain('Deputy during leave');
  expect(page.text).toContain('60 days at most.');
});
