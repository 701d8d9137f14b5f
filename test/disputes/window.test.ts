import { verifyChains } from '../../src/audit/verify/queries';
import { takeObjectionStep } from '../../src/objections/steps/commands';
import { type TestApp, testApp } from '../support/app';
import { again, answered, disputeOf, does, events, objected, on, opened } from './cases';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const letters = (kind: string) => app.db('letters').where({ kind }).orderBy('id');

test('an answer by e-mail opens the window the same day: fourteen working days', async () => {
  const dispute = await opened(app);
  // 24 and 25 December and 1 January are skipped, and the Saturdays and Sundays.
  expect(dispute).toMatchObject({ state: 'window_open', window_from: '2026-12-11', file_by: '2027-01-06' });
  expect(dispute.number).toMatch(/^S-2026-\d{6}$/);
  expect(await events(app, dispute)).toEqual(['window_opened']);
});

test('an answer on paper opens it when the day it arrived is recorded', async () => {
  const objection = await answered(app, await objected(app, { email: null }));
  expect(await disputeOf(app, objection)).toBeUndefined();
  await on(app, '2026-12-16');
  const letter = await app.db('letters').where('kind', 'objection_upheld').first();
  const done = await takeObjectionStep(app.deps, {
    ...{ caseId: objection.id, version: null, actor: { role: 'petugas', userId: 1, bodyId: null } },
    by: { role: 'petugas', userId: 1 },
    step: { do: 'record_letter', letter: letter.kind, sent_on: '2026-12-12', reached_on: '2026-12-15' },
  });
  expect(done.ok).toBe(true);
  expect(await disputeOf(app, objection)).toMatchObject({ window_from: '2026-12-15', file_by: '2027-01-08' });
});

test('silence opens it: day 0 is the last of the thirty days, whoever was told', async () => {
  const objection = await objected(app);
  await on(app, '2027-02-01');
  const silent = await app.db('objections').where('id', objection.id).first();
  expect(silent).toMatchObject({ state: 'unanswered', due_on: '2027-01-28' });
  expect(await disputeOf(app, objection)).toMatchObject({ state: 'window_open', window_from: '2027-01-28' });
});

test('the reminders go out once each, at eight in the morning, five and one working days before', async () => {
  const dispute = await opened(app);
  await on(app, '2026-12-28', '07:59');
  expect(await letters('dispute_reminder')).toEqual([]);
  await on(app, '2026-12-28', '08:00');
  await on(app, '2026-12-28', '09:00');
  const [first] = await letters('dispute_reminder');
  expect(first).toMatchObject({ dated_on: '2026-12-28', case_kind: 'dispute', case_id: dispute.id });
  // Tuesday the 5th is a holiday: one working day before the 6th is Monday the 4th.
  await on(app, '2027-01-04', '07:59');
  expect(await letters('dispute_reminder')).toHaveLength(1);
  await on(app, '2027-01-04', '08:00');
  await on(app, '2027-01-06', '10:00');
  expect((await letters('dispute_reminder')).map((one) => one.dated_on)).toEqual(['2026-12-28', '2027-01-04']);
  const fired = await app.db('escalations').where({ case_kind: 'dispute', case_id: dispute.id }).orderBy('id');
  expect(fired.map(({ step, fired_at }) => [step, fired_at])).toEqual([
    ['dispute_five_days_left', '2026-12-28T01:00:00.000Z'],
    ['dispute_one_day_left', '2027-01-04T01:00:00.000Z'],
  ]);
  const mails = await app.db('outbox').where('kind', 'dispute_reminder');
  expect(mails.length).toBe(2);
});

test('whoever has filed is not reminded', async () => {
  const dispute = await opened(app);
  expect(await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester')).toBeNull();
  await on(app, '2027-01-06');
  expect(await letters('dispute_reminder')).toEqual([]);
  expect(await letters('dispute_filed')).toHaveLength(1);
});

test('the window passes; a filing after it is recorded and flagged, never refused', async () => {
  const dispute = await opened(app);
  await on(app, '2027-01-06', '23:59');
  expect(await again(app, dispute)).toMatchObject({ state: 'window_open' });
  await on(app, '2027-01-07', '00:30');
  expect(await again(app, dispute)).toMatchObject({ state: 'window_missed' });
  expect(await does(app, dispute, { do: 'file_dispute', on: '2027-01-08' }, 'requester')).toBe('date_in_future');
  await on(app, '2027-01-08');
  expect(await does(app, dispute, { do: 'file_dispute', on: '2027-01-08' }, 'requester')).toBeNull();
  expect(await again(app, dispute)).toMatchObject({ state: 'filed', filed_late: 1, filed_on: '2027-01-08' });
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('filed within the window but entered after it is not late', async () => {
  const dispute = await opened(app);
  await on(app, '2027-01-11');
  expect(await does(app, dispute, { do: 'file_dispute', on: '2027-01-06' }, 'petugas')).toBeNull();
  expect(await again(app, dispute)).toMatchObject({ state: 'filed', filed_late: 0 });
});
