import { verifyChains } from '../../src/audit/verify/queries';
import { advanceBreaches } from '../../src/breaches/advance-commands';
import { sweep } from '../../src/jobs/sweep';
import { mailTransport } from '../../src/mail/transport';
import { testSmtp } from '../mail/smtp';
import { type TestApp, testApp } from '../support/app';
import { aBreach, breachRow, escalationsOf, eventsOf, people, take } from './cases';

let app: TestApp;
beforeEach(async () => {
  // Friday, 09.00 in Demak.
  app = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
});
afterEach(() => app.close());

const goTo = async (iso: string): Promise<number> => {
  app.clock.set(iso);
  return advanceBreaches(app.deps);
};
const AGENCY = { do: 'notify_agency', way: 'portal', sent_at: null, note: null } as const;
const mails = () => app.db('outbox').where('kind', 'escalation').orderBy('id').pluck('subject');

test('the whole ladder over a weekend, at its hours, each rung once', async () => {
  const number = await aBreach(app);
  expect(await goTo('2026-12-12T08:59:59+07:00')).toBe(0);
  expect(await goTo('2026-12-12T09:00:00+07:00')).toBe(2);
  expect(await goTo('2026-12-12T09:00:00+07:00')).toBe(0);
  expect(await goTo('2026-12-13T09:00:00+07:00')).toBe(1);
  expect(await goTo('2026-12-14T03:00:00+07:00')).toBe(2);
  expect(await goTo('2026-12-14T09:00:00+07:00')).toBe(0);
  expect(await goTo('2026-12-14T09:00:01+07:00')).toBe(2);
  expect(await goTo('2026-12-15T09:00:01+07:00')).toBe(2);
  expect(await escalationsOf(app, number)).toEqual([
    'breach_first_day_0900>ppid',
    'breach_first_day_0900>admin',
    'breach_day_left_0900>superior',
    'breach_hours_left_0900>superior',
    'breach_hours_left_0900>admin',
    'breach_overdue_0900>superior',
    'breach_overdue_0900>auditor',
    'breach_still_overdue_1_0900>superior',
    'breach_still_overdue_1_0900>auditor',
  ]);
  const rows = await app.db('escalations').where('case_kind', 'breach').select('due_on');
  expect(new Set(rows.map((row) => row.due_on))).toEqual(new Set(['2026-12-14']));
  expect((await mails())[0]).toBe(`Pelanggaran data ${number}: 48 jam lagi batas pemberitahuan`);
  expect(await mails()).toHaveLength(9);
  const row = await breachRow(app, number);
  expect(row.next_action_at).toBe('2026-12-16T02:00:00.001Z');
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
  expect((await eventsOf(app, number)).length).toBe(row.seq);
});

test('it ends when both have been told, and goes on while one waits', async () => {
  const number = await aBreach(app);
  await people(app, number, ['Siti,siti@warga.test,']);
  await goTo('2026-12-12T10:00:00+07:00');
  await take(app, number, { do: 'notify_subjects' });
  expect((await breachRow(app, number)).state).toBe('open');
  expect(await goTo('2026-12-13T10:00:00+07:00')).toBe(1);
  await take(app, number, AGENCY);
  expect(await breachRow(app, number)).toMatchObject({ state: 'notified' });
  const before = await escalationsOf(app, number);
  await goTo('2026-12-20T10:00:00+07:00');
  expect(await escalationsOf(app, number)).toEqual(before);
});

test('two sweeps at once send each rung once', async () => {
  const numbers = [await aBreach(app), await aBreach(app, { people_count: 9 })];
  app.clock.set('2026-12-14T10:00:00+07:00');
  const done = await Promise.all([advanceBreaches(app.deps), advanceBreaches(app.deps), advanceBreaches(app.deps)]);
  expect(done.reduce((sum, n) => sum + n, 0)).toBe(14);
  for (const number of numbers) expect(await escalationsOf(app, number)).toHaveLength(7);
  expect(await mails()).toHaveLength(14);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('a pass that dies in the middle of a case leaves nothing of it, and the next does it once', async () => {
  const [first, second] = [await aBreach(app), await aBreach(app, { people_count: 9 })];
  app.clock.set('2026-12-14T10:00:00+07:00');
  const { i18n } = app.deps;
  // The words of the second case's third message never come.
  let messages = 0;
  const dying = {
    ...app.deps,
    i18n: {
      for: (lang: 'id' | 'en') => {
        if (lang === 'id' && ++messages === 10) throw new Error('killed');
        return i18n.for(lang);
      },
    },
  };
  await advanceBreaches(dying);
  expect([(await escalationsOf(app, first)).length, (await escalationsOf(app, second)).length]).toEqual([7, 0]);
  expect(await mails()).toHaveLength(7);
  expect(await advanceBreaches(app.deps)).toBe(7);
  expect((await escalationsOf(app, second)).length).toBe(7);
  expect(await mails()).toHaveLength(14);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('after a stand-still every named rung is sent and the repeats are caught up with one', async () => {
  const number = await aBreach(app);
  await goTo('2026-12-18T10:00:00+07:00');
  expect((await escalationsOf(app, number)).filter((one) => one.includes('still'))).toEqual([
    'breach_still_overdue_1_0900>superior skipped',
    'breach_still_overdue_1_0900>auditor skipped',
    'breach_still_overdue_2_0900>superior skipped',
    'breach_still_overdue_2_0900>auditor skipped',
    'breach_still_overdue_3_0900>superior skipped',
    'breach_still_overdue_3_0900>auditor skipped',
    'breach_still_overdue_4_0900>superior',
    'breach_still_overdue_4_0900>auditor',
  ]);
  expect(await mails()).toHaveLength(9);
});

test('recorded 50 hours after the discovery, it meets the highest rung at once', async () => {
  const number = await aBreach(app, { discovered_at: '2026-12-09T00:00:00.000Z' });
  expect(await escalationsOf(app, number)).toEqual([
    'breach_first_day_0700>ppid skipped',
    'breach_first_day_0700>admin skipped',
    'breach_day_left_0700>superior',
  ]);
  expect(await eventsOf(app, number)).toEqual(['breach_recorded', 'escalated']);
  expect(await goTo('2026-12-12T01:00:00+07:00')).toBe(2);
});

test('recorded after the end, it is late at once', async () => {
  const number = await aBreach(app, { discovered_at: '2026-12-01T00:00:00.000Z' });
  expect((await escalationsOf(app, number)).filter((one) => !one.endsWith('skipped'))).toEqual([
    'breach_still_overdue_7_0700>superior',
    'breach_still_overdue_7_0700>auditor',
  ]);
});

test('an office that nobody holds passes its rung one up, and says so', async () => {
  await app.db('user_roles').where('role', 'auditor').delete();
  await aBreach(app);
  await goTo('2026-12-14T10:00:00+07:00');
  const rows = await app.db('escalations').where({ case_kind: 'breach', meant_for: 'auditor' });
  expect(rows.map((row) => row.sent_to)).toEqual(['admin']);
  const mail = await app.db('outbox').where('dedupe_key', 'like', '%breach_overdue%admin@%').first();
  expect(mail).toBeTruthy();
});

test('the sweep runs it, and does nothing twice', async () => {
  await aBreach(app);
  app.clock.set('2026-12-12T09:00:00+07:00');
  expect(await sweep(app.deps)).toMatchObject({ advanced: 2 });
  expect(await sweep(app.deps)).toMatchObject({ advanced: 0 });
});

describe('a mail server that is down', () => {
  test('a notice written in time that left after the end is late, and the log says so', async () => {
    const smtp = await testSmtp();
    let down = true;
    smtp.behave(() => (down ? { rcpt: 451 } : 'ok'));
    app.deps.mail = mailTransport({ ...app.deps.config, smtpUrl: smtp.url });
    try {
      const number = await aBreach(app);
      await people(app, number, ['Siti,siti@warga.test,']);
      await take(app, number, AGENCY);
      await take(app, number, { do: 'notify_subjects' });
      expect(await breachRow(app, number)).toMatchObject({ state: 'notified' });
      app.clock.set('2026-12-13T09:00:00+07:00');
      await sweep(app.deps);
      expect(await take(app, number, { do: 'close', reason: 'Selesai' })).toMatchObject({ code: 'mail_not_left' });
      down = false;
      app.clock.set('2026-12-15T09:00:00+07:00');
      await sweep(app.deps);
      app.clock.set('2026-12-15T11:00:00+07:00');
      await sweep(app.deps);
      const row = await breachRow(app, number);
      expect(row.subjects_notified_at).toBe('2026-12-15T02:00:00.000Z');
      expect(row.subjects_notified_at && row.subjects_notified_at > row.due_at).toBe(true);
      expect(await eventsOf(app, number)).toEqual([
        'breach_recorded',
        'addressees_added',
        'agency_notified',
        'subjects_notified',
        'notice_left_late',
      ]);
      expect(row.next_action_at).toBeNull();
      expect(await take(app, number, { do: 'close', reason: 'Selesai' })).toEqual({ ok: true });
      expect(await verifyChains(app.db)).toMatchObject({ ok: true });
    } finally {
      await smtp.close();
    }
  });
});
