import { verifyChains } from '../../src/audit/verify/queries';
import type { Asked } from '../../src/breaches/asked';
import { setAgency } from '../../src/breaches/commands';
import { takeBreachStep } from '../../src/breaches/step-commands';
import { openLetter } from '../../src/mail/sealing';
import { type TestApp, testApp } from '../support/app';
import { aBreach, breachRow, CONTENT, eventsOf, PPID, people, take } from './cases';

let app: TestApp;
beforeEach(async () => {
  app = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
});
afterEach(() => app.close());

const AGENCY = { do: 'notify_agency', way: 'portal', sent_at: null, note: 'LP-77' } as const;
const LIST = ['Siti,siti@warga.test,', 'Budi,,"Jalan Melati 3, Wedung"', 'Rina,rina@warga.test,Karanganyar'];
const notices = () => app.db('outbox').where('kind', 'like', 'breach_%').orderBy('id');

test('a number of its own, the clock, and nothing readable in the database', async () => {
  const number = await aBreach(app);
  expect(number).toBe('B-2026-000001');
  await people(app, number, LIST);
  const row = await breachRow(app, number);
  expect(row).toMatchObject({ state: 'open', due_at: '2026-12-14T02:00:00.000Z', people_count: 3, version: 2 });
  await take(app, number, { do: 'notify_subjects' });
  const stored = JSON.stringify([
    await app.db('breaches'),
    await app.db('breach_addressees'),
    await app.db('audit_events'),
    await app.db('outbox'),
  ]);
  for (const secret of ['Siti', 'warga.test', 'Melati', 'Salinan basis data']) expect(stored).not.toContain(secret);
});

test('the same report twice is one case, two at once too; another one is the next number', async () => {
  const twice = await Promise.all([aBreach(app), aBreach(app)]);
  expect(new Set(twice)).toEqual(new Set(['B-2026-000001']));
  expect(await aBreach(app, { people_count: 4 })).toBe('B-2026-000002');
  expect(await app.db('breaches').count({ n: '*' }).first()).toEqual({ n: 2 });
});

test('a term that the installation shortened counts for discoveries from its day on', async () => {
  const admin = await app.db('users').where('email', 'admin@contoh.test').first('id');
  await app.db('term_overrides').insert({
    ...{ region_id: app.regionId, code: 'breach_notice', length: 48, reason: 'Perbup 9/2026' },
    ...{ in_force_on: '2026-12-10', set_by: admin.id, set_at: app.clock.now().toISOString() },
  });
  const number = await aBreach(app);
  expect(await breachRow(app, number)).toMatchObject({ due_at: '2026-12-13T02:00:00.000Z' });
  const discovered_at = '2026-12-09T10:00:00.000Z';
  await take(app, number, { do: 'correct_discovery', discovered_at, reason: 'Log lebih awal' });
  expect(await breachRow(app, number)).toMatchObject({
    discovered_at,
    due_at: '2026-12-12T10:00:00.000Z',
    terms: null,
  });
});

test('mails go to those with an address, the others on paper, and only then everybody has been told', async () => {
  const number = await aBreach(app);
  const [, budi] = await people(app, number, LIST);
  await take(app, number, AGENCY);
  expect(await take(app, number, { do: 'notify_subjects' })).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ state: 'open', subjects_notified_at: null });
  expect(await notices()).toHaveLength(2);
  const [mail] = await notices();
  const { text, html, to } = openLetter(app.deps.keys, mail);
  expect(to).toBe('siti@warga.test');
  expect(mail.subject).toBe('Pemberitahuan kegagalan pelindungan data pribadi');
  for (const words of [CONTENT.data_kinds, CONTENT.happened, CONTENT.handling, 'Pasal 46', 'Jumat, 11 Desember 2026'])
    expect(text).toContain(words);
  expect(html).toContain('Siti');
  expect(text).not.toContain('Budi');

  app.clock.set('2026-12-11T15:00:00+07:00');
  const sent_at = '2026-12-11T07:00:00.000Z';
  const posted = await take(app, number, { do: 'record_sending', chosen: 'post', way: 'post', sent_at });
  expect(posted).toEqual({ ok: true });
  const row = await breachRow(app, number);
  expect(row).toMatchObject({ state: 'notified', subjects_notified_at: sent_at });
  expect(await app.db('breach_addressees').where('id', budi?.id).first()).toMatchObject({
    way: 'post',
    told_at: sent_at,
  });
  expect(await eventsOf(app, number)).toEqual([
    'breach_recorded',
    'addressees_added',
    'agency_notified',
    'subjects_notified',
    'sending_recorded',
  ]);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('a second click sends nothing twice, nor do two at once', async () => {
  const number = await aBreach(app);
  await people(app, number, LIST);
  const { version } = await breachRow(app, number);
  const click = () => takeBreachStep(app.deps, { number, version, ...PPID, ask: { do: 'notify_subjects' } });
  const both = await Promise.all([click(), click()]);
  expect(both.map((done) => (done.ok ? 'ok' : done.kind)).sort()).toEqual(['ok', 'stale']);
  expect(await click()).toEqual({ ok: false, kind: 'stale' });
  expect(await take(app, number, { do: 'notify_subjects' })).toMatchObject({ code: 'no_mail_waiting' });
  expect(await notices()).toHaveLength(2);
  expect((await eventsOf(app, number)).filter((kind) => kind === 'subjects_notified')).toHaveLength(1);
});

test('without a mail server the case does not stand still: a letter on paper takes the place of the mail', async () => {
  const number = await aBreach(app);
  const [siti] = await people(app, number, ['Siti,siti@warga.test,Wedung']);
  await take(app, number, AGENCY);
  await take(app, number, { do: 'notify_subjects' });
  expect(await take(app, number, { do: 'close', reason: 'Selesai' })).toMatchObject({ code: 'mail_not_left' });
  app.clock.set('2026-12-11T11:00:00+07:00');
  const sent_at = '2026-12-11T03:30:00.000Z';
  const ask: Asked = { do: 'record_sending', chosen: [siti?.id as number], way: 'hand', sent_at };
  expect(await take(app, number, ask)).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ state: 'notified', subjects_notified_at: sent_at });
  expect(await take(app, number, ask)).toMatchObject({ code: 'already_told' });
  expect(await take(app, number, { do: 'close', reason: 'Selesai' })).toEqual({ ok: true });
});

test('a refused step keeps nothing, and its chain stays as it was', async () => {
  const number = await aBreach(app, { content: { ...CONTENT, handling: '' } });
  await people(app, number, LIST);
  const before = await breachRow(app, number);
  expect(await take(app, number, { do: 'notify_subjects' })).toMatchObject({ code: 'notice_incomplete' });
  expect(await take(app, number, { do: 'close', reason: 'x' })).toMatchObject({ code: 'not_in_this_state' });
  const admin = { role: 'admin' as const, by: { role: 'admin' } };
  expect(await take(app, number, { do: 'dismiss', reason: 'x' }, admin)).toMatchObject({ code: 'role_may_not' });
  expect(await breachRow(app, number)).toEqual(before);
  expect(await notices()).toEqual([]);
  await take(app, number, { do: 'describe', content: CONTENT, people_count: null });
  expect(await take(app, number, { do: 'notify_subjects' })).toEqual({ ok: true });
});

test('the agency by mail: written once, and another way while it has not left', async () => {
  const number = await aBreach(app);
  const mail = { do: 'notify_agency', way: 'email', sent_at: null, note: null } as const;
  expect(await take(app, number, mail)).toMatchObject({ code: 'agency_has_no_email' });
  const agency = { name: 'Lembaga PDP', address: 'Jakarta', email: 'lapor@pdp.test' };
  await setAgency(app.deps, { role: 'admin' }, agency);
  await setAgency(app.deps, { role: 'admin' }, agency);
  expect(await app.db('audit_events').where('kind', 'agency_set')).toHaveLength(1);
  expect(await take(app, number, mail)).toEqual({ ok: true });
  const [letter] = await notices();
  const { to, text } = openLetter(app.deps.keys, letter);
  expect([to, letter.kind]).toEqual(['lapor@pdp.test', 'breach_agency']);
  for (const words of ['Lembaga PDP', '3 orang', 'Sedang disiapkan', number, CONTENT.data_kinds])
    expect(text).toContain(words);
  expect(await take(app, number, mail)).toMatchObject({ code: 'agency_told' });
  expect(await notices()).toHaveLength(1);
  expect(await take(app, number, AGENCY)).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ agency_way: 'portal' });
  expect(await take(app, number, AGENCY)).toMatchObject({ code: 'agency_told' });
});

test('people written down by mistake can be removed as long as nobody told them', async () => {
  const number = await aBreach(app);
  const [siti] = await people(app, number, LIST);
  await take(app, number, AGENCY);
  await take(app, number, { do: 'notify_subjects' });
  const drop = (chosen: number[] | 'waiting') =>
    take(app, number, { do: 'drop_addressees', chosen, reason: 'Salah orang' });
  expect(await drop([siti?.id as number])).toMatchObject({ code: 'already_told' });
  expect(await drop([])).toMatchObject({ code: 'nobody_chosen' });
  expect(await drop([999_999])).toMatchObject({ code: 'nobody_chosen' });
  expect(await drop('waiting')).toEqual({ ok: true });
  // With the last one who waited gone, everybody left has been told.
  expect(await breachRow(app, number)).toMatchObject({
    state: 'notified',
    subjects_notified_at: '2026-12-11T02:00:00.000Z',
  });
  expect(await app.db('breach_addressees').count({ n: '*' }).first()).toEqual({ n: 2 });
});

test('somebody of another case is not touched', async () => {
  const [mine, other] = [await aBreach(app), await aBreach(app, { people_count: 9 })];
  const [theirs] = await people(app, other, ['Tono,,Demak']);
  const chosen = [theirs?.id as number];
  expect(await take(app, mine, { do: 'drop_addressees', chosen, reason: 'x' })).toMatchObject({
    code: 'nobody_chosen',
  });
  expect(await app.db('breach_addressees').where('id', theirs?.id).first()).toBeTruthy();
});

test('nobody is written down twice for one case, whatever the capitals', async () => {
  const number = await aBreach(app);
  await people(app, number, LIST);
  const again = [
    { name: 'Baru', email: 'baru@warga.test', address: null },
    { name: 'SITI ', email: 'siti@warga.test', address: null },
  ];
  expect(await take(app, number, { do: 'add_addressees', contacts: again })).toEqual({
    ok: false,
    kind: 'known',
    places: [1],
  });
  expect(await app.db('breach_addressees').count({ n: '*' }).first()).toEqual({ n: 3 });
});

test('somebody else concerned opens the case again', async () => {
  const number = await aBreach(app);
  await people(app, number, ['Siti,siti@warga.test,']);
  await take(app, number, AGENCY);
  await take(app, number, { do: 'notify_subjects' });
  app.clock.set('2026-12-16T09:00:00+07:00');
  await people(app, number, ['Tono,tono@warga.test,']);
  expect(await breachRow(app, number)).toMatchObject({ state: 'open', subjects_notified_at: null });
  // The end has passed meanwhile: the superior and the auditor are told at once.
  expect(await app.db('escalations').where({ case_kind: 'breach', state: 'sent' })).toHaveLength(2);
  await take(app, number, { do: 'notify_subjects' });
  expect(await notices()).toHaveLength(2);
  expect(await breachRow(app, number)).toMatchObject({ state: 'notified' });
});

test('an announcement instead of notices only where nobody can be named', async () => {
  const number = await aBreach(app);
  await take(app, number, AGENCY);
  const ask = {
    do: 'notify_public',
    sent_at: '2026-12-11T02:00:00.000Z',
    instead: true,
    note: 'Laman kabupaten',
  } as const;
  expect(await take(app, number, ask)).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ state: 'notified', public_instead: 1 });
  expect(await take(app, number, { do: 'close', reason: 'Selesai' })).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ state: 'closed', closed_as: 'handled', next_action_at: null });
});

test('what was no breach is closed by the PPID, and the superior and the auditor are told', async () => {
  const number = await aBreach(app);
  expect(await take(app, number, { do: 'dismiss', reason: 'Data uji' })).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ state: 'closed', closed_as: 'no_breach', next_action_at: null });
  expect(await app.db('outbox').where('subject', 'like', '%bukan pelanggaran%')).toHaveLength(2);
});

test('an earlier discovery only, and the ladder catches up', async () => {
  const number = await aBreach(app);
  const correct = (discovered_at: string) =>
    take(app, number, { do: 'correct_discovery', discovered_at, reason: 'Log server' });
  expect(await correct('2026-12-11T02:00:00.000Z')).toMatchObject({ code: 'not_earlier' });
  expect(await correct('2026-12-09T20:00:00.000Z')).toEqual({ ok: true });
  expect(await breachRow(app, number)).toMatchObject({ due_at: '2026-12-12T20:00:00.000Z' });
  expect(await eventsOf(app, number)).toEqual(['breach_recorded', 'discovery_corrected', 'escalated', 'escalated']);
  const event = await app.db('audit_events').where('kind', 'discovery_corrected').first();
  expect(JSON.parse(event.payload).changes).toMatchObject({
    discovered_at: ['2026-12-11T02:00:00.000Z', '2026-12-09T20:00:00.000Z'],
    due_at: ['2026-12-14T02:00:00.000Z', '2026-12-12T20:00:00.000Z'],
  });
});

test('the log alone rebuilds the facts of the row', async () => {
  const number = await aBreach(app);
  await people(app, number, LIST);
  await take(app, number, AGENCY);
  await take(app, number, { do: 'notify_subjects' });
  app.clock.set('2026-12-12T09:00:00+07:00');
  await take(app, number, {
    do: 'record_sending',
    chosen: 'post',
    way: 'courier',
    sent_at: '2026-12-12T01:00:00.000Z',
  });
  await take(app, number, { do: 'notify_public', sent_at: '2026-12-12T01:30:00.000Z', instead: false, note: 'Papan' });
  const row = await breachRow(app, number);
  const events = await app.db('audit_events').where('chain', `breach:${row.public_id}`).orderBy('seq');
  const rebuilt: Record<string, unknown> = {};
  for (const { payload } of events) {
    for (const [key, [, value]] of Object.entries(JSON.parse(payload).changes as Record<string, [unknown, unknown]>)) {
      rebuilt[key] = value;
    }
  }
  expect(row).toMatchObject(rebuilt);
  expect(Object.keys(rebuilt)).toEqual(
    expect.arrayContaining(['state', 'due_at', 'subjects_notified_at', 'agency_way']),
  );
});

describe('the chain of a breach', () => {
  test('is checked against the head on its row', async () => {
    const number = await aBreach(app);
    expect(await verifyChains(app.db)).toMatchObject({ ok: true });
    await app
      .db('breaches')
      .where({ number })
      .update({ head_hash: 'f'.repeat(64) });
    expect(await verifyChains(app.db)).toMatchObject({
      ok: false,
      broken: { reason: expect.stringContaining('head') },
    });
  });

  test('without its row is found', async () => {
    const number = await aBreach(app);
    await app.db('breaches').where({ number }).delete();
    expect(await verifyChains(app.db)).toMatchObject({
      ok: false,
      broken: { reason: expect.stringContaining('gone') },
    });
  });
});
