import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { verifyChains } from '../../src/audit/verify/queries';
import { runErasures } from '../../src/retention/run-commands';
import { accessCode } from '../../src/secrets/keys';
import { take } from '../api/lives';
import { aBreach, people, take as takeBreach } from '../breaches/cases';
import { answered, objected, on } from '../disputes/cases';
import { filed, ktp, row, step } from '../requests/staff/cases';
import { type Agent, type TestApp, testApp } from '../support/app';
import { closedRequest, SECRET, words } from './cases';

let app: TestApp;
let ppid: Agent;
let atasan: Agent;
beforeAll(async () => {
  app = await testApp();
  [ppid, atasan] = [await app.as('ppid'), await app.as('atasan')];
});
afterAll(() => app.close());

const RUN = resolve(__dirname, '../support/run-ts.cjs');
const CHILD = resolve(__dirname, 'run-child.ts');
const YEARS_LATER = '2033-01-10T09:00:00+07:00';
const RULE = { unit: 'year', counted_from: 'ended', basis: 'JRA 3/2024 nomor 12', reason: 'Jadwal kantor' };
const keep = async (kind: string, length: string) =>
  (await app.as('admin'))
    .post(`/admin/retensi/${kind}`)
    .type('form')
    .send({ ...RULE, length })
    .expect(303);
const propose = async (kind: string) => {
  const sent = await ppid.post('/retensi/usulan').type('form').send({ kind });
  return { status: sent.status, text: sent.text, path: String(sent.headers.location ?? '') };
};
const decide = (agent: Agent, path: string, form: object) =>
  agent
    .post(`${path}/transitions`)
    .type('form')
    .send({ version: '1', ...form });
const list = (path: string) => app.db('retention_lists').where('number', path.split('/').at(-1)).first();
const figures = async () => {
  const { body } = await app.browser().get('/api/v1/stats?year=2026').expect(200);
  return { ...body, as_of: null };
};

test('what is due is listed by number, decided by a second person, destroyed with all that leans on it, and certified', async () => {
  const number = await closedRequest(app, { objected: true });
  const request = await row(app, number);
  expect(request.state).toBe('closed');
  const stored: string[] = [
    ...(await app.db('request_files').pluck('stored_name')),
    ...(await app.db('case_files').pluck('stored_name')),
  ];
  expect(stored).toHaveLength(2);
  const history = await app.db('case_history').orderBy(['case_kind', 'case_id', 'recorded_at']);
  const before = await figures();
  const letters = (await app.db('letters').whereNot('content_sealed', '')).length;
  expect(await words(app, SECRET)).toContain('requests');

  // On the word of a default nothing is destroyed.
  const unverified = await propose('request');
  expect([unverified.status, unverified.text]).toEqual([422, expect.stringContaining('masih nilai bawaan')]);
  await keep('request', '5');

  // Five years after its end it is due, and not a day sooner.
  expect((await propose('request')).status).toBe(422);
  app.clock.set(YEARS_LATER);
  const due = (await ppid.get('/retensi/jatuh-tempo/request').expect(200)).text;
  expect(due).toContain(number);
  expect(due).not.toContain('Karto');
  const { path, status } = await propose('request');
  expect(status).toBe(303);
  // The words above the buttons are those of what the buttons do.
  const [proposing, deciding] = await Promise.all([ppid, atasan].map(async (who) => (await who.get(path)).text));
  for (const [words, toDecide] of [
    ['Putuskan daftar ini', true],
    ['Wajib bila dikembalikan', true],
    ['Usulan ini menunggu keputusan', false],
  ] as const)
    expect([proposing?.includes(words), deciding?.includes(words)]).toEqual([!toDecide, toDecide]);
  // Nobody approves alone: the PPID may not, and who proposed may not even as the superior.
  expect((await decide(ppid, path, { action: 'approve' })).status).toBe(403);
  const [{ id: proposer }] = await app.db('users').where('email', 'atasan@contoh.test').select('id');
  const { proposed_by } = await list(path);
  await app.db('retention_lists').update({ proposed_by: proposer });
  expect((await decide(atasan, path, { action: 'approve' })).status).toBe(422);
  await app.db('retention_lists').update({ proposed_by });
  expect((await decide(atasan, path, { action: 'approve', version: '7' })).status).toBe(409);
  await runErasures(app.deps);
  expect(await words(app, SECRET)).toContain('requests');
  expect((await decide(atasan, path, { action: 'approve' })).status).toBe(303);

  // Two sweeps at once destroy it once.
  const both = await Promise.all([runErasures(app.deps), runErasures(app.deps)]);
  expect(both[0] + both[1]).toBe(1);
  expect(await words(app, SECRET)).toEqual([]);
  expect(await words(app, 'karto@warga.test')).toEqual([]);
  expect(letters).toBeGreaterThan(2);
  expect(await app.db('letters').whereNot('content_sealed', '')).toEqual([]);
  expect(await app.db('outbox').where((own) => own.whereNotNull('request_id').orWhereNotNull('letter_id'))).toEqual([]);
  expect(await app.db('idempotency_keys').where('request_id', request.id)).toEqual([]);
  for (const table of ['requests', 'objections']) {
    const erased = await app.db(table).first();
    expect(erased).toMatchObject({ case_key_sealed: null, identity_sealed: null, identity_index: null, user_id: null });
    expect(erased.erased_at).not.toBeNull();
  }
  for (const name of stored) expect(await app.deps.files.exists(name)).toBe(false);
  expect(await app.db('retention_files')).toEqual([]);
  const chains = [`request:${request.public_id}`, `objection:${(await app.db('objections').first()).public_id}`];
  for (const chain of chains) expect(await app.db('audit_events').where({ chain, kind: 'erased' })).toHaveLength(1);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });

  // The figures are as they were.
  expect(await app.db('case_history').orderBy(['case_kind', 'case_id', 'recorded_at'])).toEqual(history);
  expect(await figures()).toEqual(before);

  const done = await list(path);
  expect(done).toMatchObject({
    state: 'done',
    erased: 1,
    skipped: 0,
    files: 2,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const certified = await app.db('audit_events').where({ chain: 'retention', kind: 'destruction_certified' });
  expect(certified).toHaveLength(1);
  expect(JSON.parse(certified[0].payload).detail).toMatchObject({
    erased: 1,
    files: 2,
    digest: done.digest,
    approved_by: proposer,
  });
  const pdf = await ppid.get(`${path}/berita-acara.pdf`).buffer(true).expect(200);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect((await ppid.get(path).expect(200)).text).toContain('Berkas</dt>');

  // The pages of a destroyed case still open, for whoever may see it.
  const auditor = await app.as('auditor');
  for (const [agent, area] of [
    [ppid, '/petugas'],
    [atasan, '/atasan'],
    [auditor, '/auditor'],
  ] as const) {
    for (const [kind, table] of [
      ['permohonan', 'requests'],
      ['keberatan', 'objections'],
      ['sengketa', 'disputes'],
    ] as const) {
      const one = await app.db(table).first('number');
      const { text } = await agent.get(`${area}/${kind}/${one.number}`).expect(200);
      expect(text).toContain('dimusnahkan pada Senin, 10 Januari 2033');
      expect(text).not.toContain('Karto');
    }
  }
  const owner = app.browser();
  const code = accessCode(app.deps.keys, request.public_id);
  await owner.post('/lacak').type('form').send({ nomor: number, kode: code }).expect(303);
  const own = (await owner.get(`/permohonan/${number}`).expect(200)).text;
  expect(own).toContain('Data pribadi sudah dimusnahkan');
  expect((await owner.get(`/permohonan/${number}/tanda-terima`).expect(200)).text).toContain(number);
  const objection = await app.db('objections').first();
  const objector = app.browser();
  const sent = { nomor: objection.number, kode: accessCode(app.deps.keys, objection.public_id) };
  await objector.post('/lacak').type('form').send(sent).expect(303);
  for (const rest of ['', '/tanda-terima', '/sengketa']) {
    const { status, text } = await objector.get(`/keberatan/${objection.number}${rest}`);
    expect([rest, status]).toEqual([rest, 200]);
    expect(text).not.toContain('Karto');
  }
  for (const register of ['permohonan', 'keberatan', 'sengketa', 'surat']) {
    expect([register, (await ppid.get(`/petugas/register/${register}?tahun=2026`)).status]).toEqual([register, 200]);
  }
  // Its ready file still opens, without what is gone; no step leads on; and it is never listed again.
  const [dispute] = await app.db('disputes').select('number');
  await ppid.get(`/petugas/sengketa/${dispute.number}/berkas.zip`).expect(200);
  expect((await step(app, ppid, '/petugas', number, { action: 'record_letter' })).status).not.toBe(303);
  expect(own).not.toContain('/keberatan/baru?nomor=');
  const late = objected(app, { ground: 'd', requestId: request.id });
  await expect(late).rejects.toThrow('request_erased');
  expect((await propose('request')).status).toBe(422);
});

test('an open case, a held one and a younger one stay, also when they became so after the approval', async () => {
  const held = await closedRequest(app);
  const reopened = await closedRequest(app);
  app.clock.set('2027-11-01T09:00:00+07:00');
  const open = await filed(app, { body: 'dinkominfo' });
  app.clock.set(YEARS_LATER);
  const { path } = await propose('request');
  expect(await app.db('retention_items').where('state', 'listed').orderBy('number').pluck('number')).toEqual(
    [held, reopened].sort(),
  );
  // One list holds a case at a time.
  expect((await propose('request')).status).toBe(422);
  expect((await decide(atasan, path, { action: 'approve' })).status).toBe(303);
  const asked = { number: held, reason: 'Bukti dalam perkara di PTUN', until: '' };
  await ppid.post('/retensi/penahanan').type('form').send(asked).expect(303);
  await app.db('requests').where('number', reopened).update({ state: 'granted' });
  expect(await runErasures(app.deps)).toBe(0);
  expect(await app.db('retention_items').where('state', 'skipped').orderBy('why').pluck('why')).toEqual([
    'held',
    'not_due',
  ]);
  for (const number of [held, reopened, open]) expect((await row(app, number)).case_key_sealed).not.toBeNull();
  expect(await list(path)).toMatchObject({ state: 'done', erased: 0, skipped: 2 });

  // Lifted with a reason, it is due again.
  await app.db('requests').where('number', reopened).update({ state: 'closed' });
  const hold = await app.db('retention_holds').first();
  await atasan
    .post(`/retensi/penahanan/${hold.id}/transitions`)
    .type('form')
    .send({ reason: 'Putusan tetap' })
    .expect(303);
  expect((await ppid.get('/retensi/jatuh-tempo/request')).text).toContain(held);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('identity papers go a year after the end, with nothing else of the case; bytes that will not go are tried again', async () => {
  const number = (await app.db('requests').where('state', 'closed').whereNull('erased_at').orderBy('id').first())
    .number;
  await keep('identity_papers', '1');
  const { path } = await propose('identity_papers');
  await decide(atasan, path, { action: 'approve' }).expect(303);
  const stuck = { ...app.deps, files: { ...app.deps.files, remove: () => Promise.reject(new Error('read-only')) } };
  await runErasures(stuck);
  const waiting: string[] = await app.db('retention_files').pluck('stored_name');
  expect(waiting.length).toBeGreaterThan(0);
  expect((await ppid.get(path)).text).toContain('masih menunggu dihapus');
  await runErasures(app.deps);
  expect(await app.db('retention_files')).toHaveLength(waiting.length);
  app.clock.passReal(2 * 60_000);
  await runErasures(app.deps);
  expect(await app.db('retention_files')).toEqual([]);
  for (const name of waiting) expect(await app.deps.files.exists(name)).toBe(false);
  const kept = await row(app, number);
  expect(kept.case_key_sealed).not.toBeNull();
  expect(await app.db('request_files').whereIn('request_id', [kept.id]).where('kind', 'ktp')).toEqual([]);
  const page = (await ppid.get(`/petugas/permohonan/${number}`).expect(200)).text;
  expect(page).toContain('Berkas identitas dimusnahkan menurut jadwal retensi');
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('a run that dies in the middle leaves nothing half done, and the next one ends it', async () => {
  const files = [await ktp(app)];
  for (let n = 0; n < 24; n++) {
    app.clock.set('2026-12-11T09:00:00+07:00');
    const number = await filed(app, { ...(n === 23 ? { files } : {}), body: 'dinkominfo', details: `${SECRET} ${n}` });
    await take(app, number, 'withdraw');
  }
  app.clock.set(YEARS_LATER);
  const { path } = await propose('request');
  await decide(atasan, path, { action: 'approve' }).expect(303);
  // Killed at the 22nd case: its batch is undone whole, the batch before stays.
  const { databaseUrl, dataDir, dataKey } = app.deps.config;
  const env = { NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, DATA_KEY: dataKey };
  const given = {
    env: { ...env, SESSION_SECRET: 'x'.repeat(32) },
    now: app.clock.now(),
    dies: 22,
    regionId: app.regionId,
  };
  const child = spawnSync(process.execPath, [RUN, CHILD, JSON.stringify(given)], { encoding: 'utf8' });
  expect(child.signal).toBe('SIGKILL');
  const { id } = await list(path);
  expect(await app.db('retention_items').where({ list_id: id, state: 'erased' })).toHaveLength(20);
  expect(await app.db('requests').whereNotNull('erased_at').whereNotNull('case_key_sealed')).toEqual([]);
  expect(await app.db('requests').whereNull('erased_at').whereNull('case_key_sealed')).toEqual([]);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
  await runErasures(app.deps);
  const done = await list(path);
  expect(done.state).toBe('done');
  expect(done.erased).toBe(done.cases);
  const twice = await app
    .db('audit_events')
    .where('kind', 'erased')
    .groupBy('chain')
    .havingRaw('count(*) > 1')
    .select('chain');
  expect(twice).toEqual([]);
  expect(await words(app, SECRET)).toEqual([]);
});

test('a rule that would reach an open case is refused with a sentence; a right one is a new version with its basis', async () => {
  const admin = await app.as('admin');
  const form = {
    length: '1',
    unit: 'month',
    counted_from: 'received',
    basis: 'JRA 3/2024 nomor 12',
    reason: 'Jadwal kantor',
  };
  app.clock.set('2033-03-10T09:00:00+07:00');
  const open = (await app.db('requests').whereNotIn('state', ['closed', 'withdrawn', 'lapsed']).first()).number;
  const refused = await admin.post('/admin/retensi/request').type('form').send(form).expect(422);
  expect(refused.text).toContain(`masih berjalan, misalnya ${open}`);
  expect(refused.text).toContain('JRA 3/2024 nomor 12');
  expect(await app.db('retention_rules').where('counted_from', 'received')).toEqual([]);
  for (const wrong of [{ length: '0' }, { length: '121' }, { basis: '' }, { unit: 'day' }, { reason: '' }]) {
    await admin
      .post('/admin/retensi/request')
      .type('form')
      .send({ ...form, counted_from: 'ended', ...wrong })
      .expect(422);
  }
  await admin
    .post('/admin/retensi/request')
    .type('form')
    .send({ ...form, counted_from: 'ended', length: '8', unit: 'year' })
    .expect(303);
  const text = (await admin.get('/admin/retensi').expect(200)).text;
  expect(text).toContain('8 tahun sejak perkara berakhir');
  expect(text).toContain('3 jenis catatan masih memakai nilai bawaan');
  const english = (await admin.get('/retensi').set('Cookie', 'bahasa=en').expect(200)).text;
  expect(english).toContain('8 years from the end of the case');
  await ppid.post('/retensi/penahanan').type('form').send({ number: 'P-2020-999999', reason: 'x' }).expect(422);
});

test('breaches and objections without a request have lists of their own; nobody concerned is left', async () => {
  app.clock.set('2026-12-11T09:00:00+07:00');
  const number = await aBreach(app);
  await people(app, number, [`${SECRET},,Wedung`]);
  app.clock.set('2026-12-20T09:00:00+07:00');
  expect(await takeBreach(app, number, { do: 'dismiss', reason: 'Bukan kegagalan' })).toMatchObject({ ok: true });
  app.clock.set('2026-12-11T09:00:00+07:00');
  const objection = await answered(app, await objected(app, { details: SECRET, files: [await ktp(app)] }));
  await on(app, '2027-02-22');
  app.clock.set('2034-01-10T09:00:00+07:00');
  for (const kind of ['breach', 'objection']) {
    await keep(kind, '5');
    const { path } = await propose(kind);
    await decide(atasan, path, { action: 'approve' }).expect(303);
  }
  expect(await runErasures(app.deps)).toBe(2);
  expect(await app.db('breach_addressees')).toEqual([]);
  expect(await app.db('breaches').first()).toMatchObject({ case_key_sealed: null, content_sealed: null });
  expect((await app.db('objections').where('id', objection.id).first()).case_key_sealed).toBeNull();
  expect(await words(app, SECRET)).toEqual([]);
  for (const address of [`/pelanggaran-data/${number}`, `/pelanggaran-data/${number}/penerima`])
    await ppid.get(address).expect(200);
  expect((await ppid.get(`/pelanggaran-data/${number}`)).text).toContain('dimusnahkan pada Selasa, 10 Januari 2034');
  expect((await ppid.get(`/petugas/keberatan/${objection.number}`)).text).toContain('dimusnahkan pada');
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});
