import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breachClock, breachDueAt, isBreachLate } from '../../src/workflow/breach-clock';
import { BREACH_FINAL, BREACH_STATES, type BreachState } from '../../src/workflow/breach-facts';
import { allowedBreachSteps, BREACH_MACHINE } from '../../src/workflow/breach-machine';
import { codeOf, DISCOVERED, IN_STATE, LAWFUL, NOW, OPEN, on, TALLY, taken } from './facts';

const FUTURE = '2026-12-12T02:01:00.000Z';

describe('the table itself', () => {
  test('every state is reached and left, or final', () => {
    const reached = new Set(BREACH_MACHINE.flatMap((row) => (row.to === 'same' ? [] : [row.to])));
    expect([...reached].sort()).toEqual([...BREACH_STATES].sort());
    const left = new Set(BREACH_MACHINE.filter((row) => row.to !== 'same').flatMap((row) => row.from));
    expect(BREACH_STATES.filter((state) => !left.has(state))).toEqual([...BREACH_FINAL]);
  });

  test('every row leaves an event that has words, and every refusal has a sentence, in both languages', () => {
    const source = readFileSync(join(__dirname, '../../src/workflow/breach-facts.ts'), 'utf8');
    const codes = [...source.slice(source.indexOf('BreachRefusal =')).matchAll(/\| '([a-z_]+)'/g)].map((m) => m[1]);
    expect(codes.length).toBeGreaterThan(15);
    for (const lang of ['id', 'en']) {
      const words = JSON.parse(readFileSync(join(__dirname, `../../src/i18n/${lang}/breaches.json`), 'utf8'));
      for (const row of BREACH_MACHINE)
        expect([row.event, words.event[row.event]]).toEqual([row.event, expect.any(String)]);
      for (const code of codes) expect([code, words.refused[code as string]]).toEqual([code, expect.any(String)]);
    }
  });

  test('from every state that is not final somebody can go on until it is', () => {
    const noOne = { ...TALLY, addressees: 0, waiting_email: 0 };
    for (const state of ['open', 'notified'] as const) {
      expect(allowedBreachSteps(IN_STATE[state], on('ppid', { tally: noOne })).length).toBeGreaterThan(2);
    }
    expect(allowedBreachSteps(IN_STATE.closed, on('ppid'))).toEqual([]);
    for (const role of ['atasan', 'auditor', 'petugas', 'opd', 'requester'] as const) {
      for (const state of Object.keys(IN_STATE) as BreachState[]) {
        expect([role, state, allowedBreachSteps(IN_STATE[state], on(role))]).toEqual([role, state, []]);
      }
    }
  });
});

describe('the clock', () => {
  test('is 72 clock hours, over a weekend, a holiday and the end of a year', () => {
    // Thursday evening before Christmas: Friday 25 is a holiday, then a weekend.
    expect(breachDueAt('2026-12-24T13:00:00.000Z', null)).toBe('2026-12-27T13:00:00.000Z');
    expect(breachDueAt('2026-12-31T10:00:00.000Z', null)).toBe('2027-01-03T10:00:00.000Z');
    expect(breachDueAt(DISCOVERED, null)).toBe(OPEN.due_at);
  });

  test('an installation may count fewer hours, and the case keeps them', () => {
    const terms = JSON.stringify({ breach_notice: { length: 48, reason: 'Perbup', in_force_on: '2026-01-01' } });
    expect(breachDueAt(DISCOVERED, terms)).toBe('2026-12-13T02:00:00.000Z');
    const after = taken(IN_STATE.none, LAWFUL.record, on('ppid', { terms }));
    expect(after).toMatchObject({ due_at: '2026-12-13T02:00:00.000Z', terms, state: 'open', recorded_at: NOW });
  });

  test('tells whole hours, and minutes below one', () => {
    expect(breachClock(OPEN.due_at, '2026-12-12T08:30:00.000Z')).toEqual({ past: false, hours: 41, minutes: 2490 });
    expect(breachClock(OPEN.due_at, '2026-12-14T01:35:00.000Z')).toMatchObject({ past: false, hours: 0, minutes: 25 });
    expect(breachClock(OPEN.due_at, OPEN.due_at)).toEqual({ past: false, hours: 0, minutes: 0 });
    expect(breachClock(OPEN.due_at, '2026-12-14T05:10:00.000Z')).toMatchObject({ past: true, hours: 3 });
  });

  test('the last instant is in time, the next is late', () => {
    expect(isBreachLate(OPEN, OPEN.due_at)).toBe(false);
    expect(isBreachLate(OPEN, '2026-12-14T02:00:00.001Z')).toBe(true);
    const told = { ...OPEN, subjects_notified_at: OPEN.due_at, agency_notified_at: OPEN.due_at };
    expect(isBreachLate(told, '2027-01-01T00:00:00.000Z')).toBe(false);
    expect(isBreachLate({ ...told, agency_notified_at: '2026-12-14T02:00:01.000Z' }, NOW)).toBe(true);
    expect(isBreachLate({ ...OPEN, closed_as: 'no_breach' }, '2027-01-01T00:00:00.000Z')).toBe(false);
  });
});

describe('refusals', () => {
  const rest = { waiting: 0, last_told_at: null };
  const tally = (over: object) => ({ tally: { ...TALLY, ...over } });

  test.each([
    ['discovered_in_future', IN_STATE.none, { do: 'record', discovered_at: FUTURE }, {}],
    ['before_the_law', IN_STATE.none, { do: 'record', discovered_at: '2022-10-16T14:59:00.000Z' }, {}],
    ['not_earlier', OPEN, { do: 'correct_discovery', discovered_at: DISCOVERED }, {}],
    ['not_earlier', OPEN, { do: 'correct_discovery', discovered_at: '2026-12-11T02:01:00.000Z' }, {}],
    ['before_the_law', OPEN, { do: 'correct_discovery', discovered_at: '2020-01-01T00:00:00.000Z' }, {}],
    ['notice_incomplete', OPEN, LAWFUL.notify_subjects, { described: false }],
    ['notice_incomplete', OPEN, LAWFUL.notify_agency, { described: false }],
    ['notice_incomplete', OPEN, LAWFUL.record_sending, { described: false }],
    ['notice_incomplete', OPEN, LAWFUL.notify_public, { described: false }],
    ['no_addressees', OPEN, LAWFUL.notify_subjects, tally({ addressees: 0, waiting_email: 0 })],
    ['no_mail_waiting', OPEN, LAWFUL.notify_subjects, tally({ waiting_email: 0, waiting_post: 2 })],
    ['everyone_told', OPEN, LAWFUL.notify_subjects, tally({ waiting_email: 0 })],
    ['no_addressees', OPEN, { do: 'add_addressees', count: 0 }, {}],
    ['too_many_addressees', OPEN, { do: 'add_addressees', count: 4999 }, {}],
    ['nobody_chosen', OPEN, { do: 'drop_addressees', count: 0, told: 0, rest }, {}],
    ['already_told', OPEN, { do: 'drop_addressees', count: 2, told: 1, rest }, {}],
    ['nobody_chosen', OPEN, { do: 'record_sending', count: 0, gone: 0, sent_at: NOW, rest }, {}],
    ['already_told', OPEN, { do: 'record_sending', count: 2, gone: 1, sent_at: NOW, rest }, {}],
    ['sent_in_future', OPEN, { do: 'record_sending', count: 1, gone: 0, sent_at: FUTURE, rest }, {}],
    ['sent_before_discovery', OPEN, { ...LAWFUL.notify_agency, way: 'post', sent_at: '2026-12-11T01:00:00.000Z' }, {}],
    ['sent_in_future', OPEN, { ...LAWFUL.notify_public, sent_at: FUTURE }, {}],
    ['agency_told', IN_STATE.notified, LAWFUL.notify_agency, {}],
    ['agency_told', IN_STATE.notified, LAWFUL.notify_agency, tally({ agency_unsent: true })],
    ['agency_way_unknown', OPEN, { ...LAWFUL.notify_agency, way: 'merpati' }, {}],
    ['agency_has_no_email', OPEN, LAWFUL.notify_agency, { agency_email: false }],
    ['public_told', { ...OPEN, public_notified_at: NOW }, LAWFUL.notify_public, {}],
    ['addressees_known', OPEN, { ...LAWFUL.notify_public, instead: true }, {}],
    ['subjects_told', OPEN, LAWFUL.dismiss, tally({ last_told_at: NOW })],
    ['subjects_told', { ...OPEN, subjects_notified_at: NOW }, LAWFUL.dismiss, {}],
    ['mail_not_left', IN_STATE.notified, LAWFUL.close, tally({ unsent: 1 })],
    ['mail_not_left', IN_STATE.notified, LAWFUL.close, tally({ agency_unsent: true })],
    ['not_in_this_state', OPEN, LAWFUL.close, {}],
    ['role_may_not', OPEN, LAWFUL.mail_left, {}],
  ] as never[])('%s', (code: string, facts: typeof OPEN, step: never, over: object) => {
    expect(codeOf(facts, step, on('ppid', over))).toBe(code);
  });

  test('a full list is taken, one more is not', () => {
    expect(codeOf(OPEN, { do: 'add_addressees', count: 4998 }, on('ppid'))).toBeNull();
  });

  test('an agency whose mail has not left may be told another way', () => {
    const step = { ...LAWFUL.notify_agency, way: 'portal' } as never;
    const after = taken(IN_STATE.notified, step, on('admin', tally({ agency_unsent: true })));
    expect(after).toMatchObject({ state: 'notified', agency_way: 'portal', agency_notified_at: NOW });
  });
});

describe('what a step sets', () => {
  test('people on paper keep the case open after the mails', () => {
    const waits = on('ppid', { tally: { ...TALLY, waiting_post: 1 } });
    expect(taken(OPEN, LAWFUL.notify_subjects, waits).subjects_notified_at).toBeNull();
    expect(taken(OPEN, LAWFUL.notify_subjects, on('ppid')).subjects_notified_at).toBe(NOW);
  });

  test('the instant of the last notice counts, not of the last click', () => {
    const late = { waiting: 0, last_told_at: '2026-12-11T20:00:00.000Z' };
    const step = { do: 'record_sending', count: 1, gone: 0, sent_at: '2026-12-11T08:00:00.000Z', rest: late } as const;
    expect(taken(OPEN, step, on('ppid')).subjects_notified_at).toBe('2026-12-11T20:00:00.000Z');
  });

  test('somebody else concerned opens a notified case again', () => {
    const after = taken({ ...IN_STATE.notified, public_instead: 1 }, LAWFUL.add_addressees, on('ppid'));
    expect(after).toMatchObject({ state: 'open', subjects_notified_at: null, public_instead: 0, ladder_since: NOW });
    expect(after.agency_notified_at).not.toBeNull();
  });

  test('an earlier discovery moves the end and begins the ladder anew', () => {
    expect(taken(OPEN, LAWFUL.correct_discovery, on('ppid'))).toMatchObject({
      discovered_at: '2026-12-11T01:00:00.000Z',
      due_at: '2026-12-14T01:00:00.000Z',
      ladder_since: NOW,
    });
  });

  test('a mail that left after the end makes a notice in time a late one, once', () => {
    const step = { do: 'mail_left', of: 'subjects', left_at: '2026-12-15T00:00:00.000Z' } as const;
    const after = taken(IN_STATE.notified, step, on('system'));
    expect(after.subjects_notified_at).toBe('2026-12-15T00:00:00.000Z');
    expect(isBreachLate(after, NOW)).toBe(true);
    expect(codeOf(after, step, on('system'))).toBe('not_late');
    expect(codeOf(OPEN, step, on('system'))).toBe('not_late');
  });
});
