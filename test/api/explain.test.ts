import supertest from 'supertest';
import { requestExample } from '../../src/api/openapi/request-body';
import type { CalendarChange } from '../../src/calendar/change';
import { changeCalendar } from '../../src/calendar/commands';
import { writing } from '../../src/db/connect';
import { sweep } from '../../src/jobs/sweep';
import type { LetterDoc } from '../../src/letters/facts';
import { openLetter } from '../../src/letters/sealing';
import { fileObjection } from '../../src/objections/filing/commands';
import { openIdentity } from '../../src/requests/identity';
import { openCaseKey } from '../../src/secrets/keys';
import { type TestApp, testApp } from '../support/app';
import { answerCheck, description } from './described';
import { take } from './lives';

const { check } = answerCheck(description());

let t: TestApp;
beforeEach(async () => {
  t = await testApp();
});
afterEach(() => t.close());

type Clock = { case: string; number: string; term: string; due_on: string; sentence: string } & Record<string, unknown>;

async function filed(over: object = {}): Promise<{ number: string; code: string }> {
  const sent = { ...requestExample, ...over };
  return (await supertest(t.app).post('/api/v1/requests').send(sent).expect(201)).body;
}

async function clocksOf({ number, code }: { number: string; code: string }): Promise<Clock[]> {
  const asked = supertest(t.app).get(`/api/v1/requests/${number}/explain`).set('Authorization', `Code ${code}`);
  const { body } = check(await asked.expect(200).expect('Cache-Control', 'no-store'));
  expect(body.number).toBe(number);
  return body.clocks;
}

const termOf = (clocks: Clock[], term: string): Clock => {
  const found = clocks.find((one) => one.term === term);
  if (!found) throw new Error(`no clock ${term} among ${clocks.map((one) => one.term)}`);
  return found;
};

async function addJointLeave(date: string): Promise<void> {
  const change: CalendarChange = {
    kind: 'add',
    decree: 'SKB Perubahan 2026',
    reason: 'Perubahan',
    add: [{ date, kind: 'cuti_bersama', name: 'Cuti bersama susulan' }],
    remove: [],
    years: [],
  };
  const by = { actor: { role: 'admin' }, now: t.clock.now().toISOString() };
  const order = { regionId: t.regionId, change, expected: null };
  const done = await writing(t.db, (trx) => changeCalendar(trx, order, by));
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  await sweep(t.deps);
}

async function letter(number: string, kind: string): Promise<LetterDoc> {
  const row = await t.db('requests').where({ number }).first();
  const key = openCaseKey(t.deps.keys, row.case_key_sealed, row.public_id);
  return openLetter(await t.db('letters').where({ request_id: row.id, kind }).orderBy('id', 'desc').first(), key);
}

/** The words in which a letter says how its date was counted. */
function countingOf(doc: LetterDoc): string {
  const section = doc.sections.find(({ heading }) => /^(Cara menghitung|How .* was counted)/.test(heading ?? ''));
  const { paragraphs = [], rows = [] } = section ?? {};
  return [...paragraphs, ...rows.map(([name, value]) => `${name}: ${value}.`)].join(' ');
}

test('a date, day 0 and its trigger, the article, each skipped day; in the very words of the letter', async () => {
  const one = await filed();
  const answer = termOf(await clocksOf(one), 'answer');
  expect(answer).toMatchObject({
    ...{ case: 'request', number: one.number, trigger: 'received', from: '2026-12-11', length: 10 },
    ...{ unit: 'working_day', article: 'UU 14/2008 Pasal 22 ayat (7)', override: null, binding: true },
    ...{ due_on: '2026-12-29', counted_on: '2026-12-29', told_on: null, changes: [] },
  });
  const named = (answer.skipped as { date: string; reason: string; decree: string | null }[]).filter(
    ({ reason }) => reason !== 'weekend',
  );
  expect(named).toEqual([
    expect.objectContaining({ date: '2026-12-24', reason: 'cuti_bersama', decree: expect.stringMatching(/\d/) }),
    expect.objectContaining({ date: '2026-12-25', reason: 'libur_nasional', decree: expect.stringMatching(/\d/) }),
  ]);
  expect(answer.sentence).toBe(countingOf(await letter(one.number, 'receipt')));
  expect(answer.sentence).toContain('Hari ke-0 adalah Jumat, 11 Desember 2026, hari permohonan diterima.');
  expect(answer.sentence).toContain('Jumat, 25 Desember 2026: ');
});

test('in the language of the request', async () => {
  const { sentence } = termOf(await clocksOf(await filed({ language: 'en' })), 'answer');
  expect(sentence).toContain('Day 0 is Friday, 11 December 2026, the day the request was received.');
});

test('a calendar that changed later: the date in force, the one told, what moved it and by which decree', async () => {
  const one = await filed();
  t.clock.set('2026-12-14T09:00:00+07:00');
  await addJointLeave('2026-12-28');
  const answer = termOf(await clocksOf(one), 'answer');
  expect(answer).toMatchObject({ due_on: '2026-12-30', counted_on: '2026-12-30', told_on: '2026-12-29' });
  expect(answer.changes).toEqual([
    {
      at: '2026-12-14T09:00:00+07:00',
      event: 'calendar_moved',
      ...{ from: '2026-12-29', to: '2026-12-30', decree: 'SKB Perubahan 2026' },
      days: [{ date: '2026-12-28', change: 'added', kind: 'cuti_bersama', name: 'Cuti bersama susulan' }],
    },
  ]);
  expect(answer.sentence).toContain(
    'Kalender kerja diubah pada Senin, 14 Desember 2026 berdasarkan SKB Perubahan 2026 (Senin, 28 Desember 2026 menjadi hari libur: Cuti bersama susulan). Hari terakhir berpindah dari Selasa, 29 Desember 2026 ke Rabu, 30 Desember 2026.',
  );
  expect(answer.sentence).toContain('Yang pernah diberitahukan: Selasa, 29 Desember 2026.');
});

test('a term that ended stays, and says why the calendar of today would give another', async () => {
  const one = await filed();
  await take(t, one.number, 'declare_complete');
  t.clock.set('2026-12-18T09:00:00+07:00');
  await take(t, one.number, 'not_held');
  t.clock.set('2026-12-21T09:00:00+07:00');
  await addJointLeave('2026-12-28');
  const answer = termOf(await clocksOf(one), 'answer');
  expect(answer).toMatchObject({ due_on: '2026-12-29', counted_on: '2026-12-30', told_on: null, changes: [] });
  expect(answer.sentence).toContain('Yang berlaku tetap Selasa, 29 Desember 2026: jangka waktu yang sudah berakhir');
});

test('a length that the office set: both lengths, since when, and why', async () => {
  const by = await t.db('users').where('email', 'admin@contoh.test').first('id');
  await t.db('term_overrides').insert({
    ...{ region_id: t.regionId, code: 'answer', length: 8, reason: 'Perbup 12/2026', in_force_on: '2026-12-01' },
    ...{ set_by: by.id, set_at: '2026-11-20T02:00:00.000Z' },
  });
  const one = await filed();
  const answer = termOf(await clocksOf(one), 'answer');
  expect(answer).toMatchObject({
    ...{ length: 8, due_on: '2026-12-23' },
    override: { length: 8, statutory: 10, reason: 'Perbup 12/2026', in_force_on: '2026-12-01' },
  });
  const said =
    'Menurut peraturan jangka waktu ini 10 hari kerja. Kantor ini menetapkannya 8 hari kerja untuk perkara yang diterima sejak Selasa, 1 Desember 2026, dengan alasan: “Perbup 12/2026”';
  expect(answer.sentence).toContain(said);
  expect(countingOf(await letter(one.number, 'receipt'))).toContain(said);
});

test('an extension stands beside the term it follows', async () => {
  const one = await filed();
  await take(t, one.number, 'declare_complete');
  t.clock.set('2026-12-28T09:00:00+07:00');
  await take(t, one.number, 'extend');
  const clocks = await clocksOf(one);
  expect(termOf(clocks, 'answer')).toMatchObject({ due_on: '2026-12-29', changes: [] });
  const extension = termOf(clocks, 'extension');
  expect(extension).toMatchObject({ trigger: 'answer_due', from: '2026-12-29', length: 7, binding: true });
  expect(extension.changes).toMatchObject([
    { event: 'extended', from: '2026-12-29', to: extension.due_on, decree: null },
  ]);
  const perki = termOf(clocks, 'answer_perki');
  expect(perki.binding).toBe(false);
  expect(perki.sentence).not.toContain('Yang berlaku tetap');
});

test('objections and disputes of a request stand with it, each clock under its own number', async () => {
  const one = await filed();
  t.clock.set('2026-12-30T09:00:00+07:00');
  await sweep(t.deps);
  const row = await t.db('requests').where('number', one.number).first();
  const identity = openIdentity(t.deps.keys, row);
  if (!identity) throw new Error('no identity');
  const objection = await fileObjection(t.deps, {
    ...{ channel: 'web', language: 'id', ground: 'c', requestId: row.id, bodyId: row.body_id },
    ...{
      requesterKind: 'individual',
      identity,
      details: row.details,
      purpose: row.purpose,
      position: 'Tidak dijawab.',
    },
    ...{ userId: null, files: [], actor: { role: 'requester' } },
  });
  if (objection.kind !== 'filed') throw new Error(JSON.stringify(objection));
  const { number: own, due_on } = objection.receipt;
  const clocks = await clocksOf(one);
  expect(clocks.map((clock) => clock.case)).toEqual([...clocks.map((clock) => clock.case)].sort().reverse());
  const answer = termOf(clocks, 'objection_answer');
  expect(answer).toMatchObject({ case: 'objection', number: own, due_on, from: '2026-12-30', length: 30 });
  const window = clocks.find((clock) => clock.case === 'objection' && clock.term === 'objection_window');
  expect(window).toMatchObject({ trigger: 'answer_due', from: '2026-12-29' });

  t.clock.set(`${due_on}T23:59:59+07:00`);
  t.clock.set(new Date(t.clock.now().getTime() + 86_400_000).toISOString());
  await sweep(t.deps);
  const dispute = termOf(await clocksOf(one), 'dispute_window');
  expect(dispute).toMatchObject({ case: 'dispute', trigger: 'objection_answered', from: due_on, length: 14 });
  expect(dispute.number).not.toBe(own);
});

test('another case stays another case', async () => {
  const [one, other] = [await filed(), await filed({ details: 'Yang lain' })];
  const explain = (number: string, header?: string) => {
    const call = supertest(t.app).get(`/api/v1/requests/${number}/explain`);
    return header ? call.set('Authorization', header) : call;
  };
  check(await explain(one.number).expect(401).expect('WWW-Authenticate', 'Code'));
  const wrong = check(await explain(one.number, `Code ${other.code}`).expect(404));
  const unknown = check(await explain('P-2026-999999', `Code ${other.code}`).expect(404));
  const known = await supertest(t.app)
    .get(`/api/v1/requests/${one.number}`)
    .set('Authorization', `Code ${other.code}`)
    .expect(404);
  expect([wrong.body, wrong.headers['cache-control']]).toEqual([unknown.body, unknown.headers['cache-control']]);
  expect(wrong.body).toEqual(known.body);
});
