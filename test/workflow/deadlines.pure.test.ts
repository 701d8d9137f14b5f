import { addDays, makeCalendar } from '../../src/calendar/working-days';
import { dayBefore, daysBetween, dueOn, instantAt } from '../../src/workflow/counted';
import {
  advisedDay,
  atEndOf,
  dueBy,
  explainAnswer,
  explainLetter,
  explainRequest,
  explainTerm,
  hoursAfter,
  objectBy,
  overAt,
  perkiDueOn,
  promisedBy,
  windowFrom,
} from '../../src/workflow/deadlines';
import type { RequestFacts } from '../../src/workflow/facts';
import { allTerms } from '../../src/workflow/terms';
import { at, CAL, IN_STATE, request, TZ } from './facts';

const kept = (code: string, length: number) =>
  JSON.stringify({ [code]: { length, reason: 'Perbup 7', in_force_on: '2026-12-01' } });

describe('the end of a term', () => {
  test('in working days forward, in calendar days, and in working days back', () => {
    expect(dueBy('answer', CAL, '2026-12-11')).toBe('2026-12-29');
    expect(dueBy('court_objection', CAL, '2027-02-01')).toBe('2027-02-15');
    const back = allTerms().filter((term) => term.before);
    expect(back.length).toBeGreaterThan(0);
    for (const { code, length, unit } of back) {
      expect([code, unit]).toEqual([code, 'working_day']);
      expect(daysBetween(CAL, dueBy(code, CAL, '2027-02-01'), '2027-02-01')).toBe(length);
      expect(explainTerm(code, CAL, '2027-02-01')).toMatchObject({
        days: length,
        skipped: [],
        due_on: expect.any(String),
      });
    }
  });

  test('by the length that the case keeps', () => {
    expect(dueBy('answer', CAL, '2026-12-11', kept('answer', 5))).toBe('2026-12-18');
    expect(dueBy('answer', CAL, '2026-12-11', kept('repair', 5))).toBe('2026-12-29');
    expect(dueBy('court_objection', CAL, '2027-02-01', kept('court_objection', 3))).toBe('2027-02-04');
  });

  test('hours run through night and holiday; what is not a day has no last day, and what is no hour no instant', () => {
    expect(hoursAfter('breach_notice', '2026-12-24T20:00:00.000Z')).toBe('2026-12-27T20:00:00.000Z');
    expect(hoursAfter('breach_notice', '2026-12-24T20:00:00.000Z', kept('breach_notice', 24))).toBe(
      '2026-12-25T20:00:00.000Z',
    );
    expect(() => hoursAfter('answer', '2026-12-24T20:00:00.000Z')).toThrow('answer is not counted in hours');
    expect(() => dueBy('breach_notice', CAL, '2026-12-11')).toThrow(
      'breach_notice is counted in hours, which have no last good day of their own',
    );
  });

  test('is over the midnight after its last good day; what happens by itself is dated its last moment', () => {
    expect(overAt('2026-12-29', TZ)).toBe(at('2026-12-30', '00:00'));
    expect(overAt('2026-12-31', 'Asia/Jayapura')).toBe('2026-12-31T15:00:00.000Z');
    expect(atEndOf('2026-12-29', TZ)).toBe('2026-12-29T16:59:59.999Z');
  });

  test('it is wise to act a working day earlier, and a promise is kept in working days', () => {
    expect(advisedDay(CAL, '2027-02-15')).toBe('2027-02-12');
    expect(promisedBy(CAL, '2026-12-23', 1)).toBe('2026-12-28');
  });

  test('the outer date of the Perki has its extension where there was one', () => {
    expect(perkiDueOn(CAL, '2026-12-14', request())).toBe('2026-12-30');
    expect(perkiDueOn(CAL, '2026-12-14', request({ extended_on: '2026-12-15' }))).toBe('2027-01-12');
    const terms = JSON.stringify({
      answer_perki: { length: 5, reason: 'x', in_force_on: '2026-12-01' },
      extension: { length: 1, reason: 'x', in_force_on: '2026-12-01' },
    });
    expect(perkiDueOn(CAL, '2026-12-14', request({ extended_on: '2026-12-15', terms }))).toBe('2026-12-22');
  });
});

describe('the window to object', () => {
  const from = (over: Partial<RequestFacts>) => windowFrom(request(over));

  test('begins with the notice, with a late delivery after it, or with the end of a silent term', () => {
    expect(from({})).toBe('2026-12-29');
    expect(from({ notified_on: '2026-12-21' })).toBeNull();
    const noticed = { notified_on: '2026-12-21', notice_reached_on: '2026-12-23', promised_on: '2026-12-28' };
    expect(from(noticed)).toBe('2026-12-23');
    expect(from({ ...noticed, delivered_on: '2026-12-28' })).toBe('2026-12-23');
    expect(from({ ...noticed, delivered_on: '2026-12-29' })).toBe('2026-12-29');
    expect(from({ ...noticed, notice_reached_on: null, delivered_on: '2026-12-29' })).toBe('2026-12-29');
    expect(from({ ...noticed, notice_reached_on: '2027-01-04', delivered_on: '2026-12-29' })).toBe('2027-01-04');
    expect(from({ ...noticed, notice_reached_on: '2026-12-29', delivered_on: '2026-12-29' })).toBe('2026-12-29');
    expect(from({ ...noticed, promised_on: null, delivered_on: '2026-12-29' })).toBe('2026-12-23');
  });

  test('has a last day where there is something to object to', () => {
    expect(objectBy(CAL, request())).toBe('2027-02-12');
    expect(objectBy(CAL, request({ terms: kept('objection_window', 40) }))).toBe('2027-02-26');
    expect(objectBy(CAL, request({ notified_on: '2026-12-21', object_by: '2027-02-01' }))).toBe('2027-02-01');
    for (const state of ['lapsed', 'withdrawn'] as const) {
      expect(objectBy(CAL, { ...IN_STATE[state], object_by: '2027-02-01' })).toBeNull();
    }
  });
});

describe('how a date was counted', () => {
  test('with its article, its beginning, its length and every skipped day', () => {
    expect(explainTerm('answer', CAL, '2026-12-21')).toEqual({
      ...{ term: 'answer', article: 'UU 14/2008 Pasal 22 ayat (7)', from: '2026-12-21', days: 10, unit: 'working_day' },
      ...{ override: null, due_on: '2027-01-08', calendar_version: 'test' },
      skipped: [
        ...['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2027-01-01', '2027-01-02', '2027-01-03'],
        '2027-01-05',
      ].map((date) => expect.objectContaining({ date })),
    });
  });

  test('with the length an installation set, and the law’s beside it', () => {
    expect(explainTerm('answer', CAL, '2026-12-11', kept('answer', 5))).toMatchObject({
      ...{ days: 5, due_on: '2026-12-18' },
      override: { length: 5, statutory: 10, reason: 'Perbup 7', in_force_on: '2026-12-01' },
    });
    expect(explainTerm('answer', CAL, '2026-12-11', kept('repair', 5)).override).toBeNull();
  });

  test('plain days skip none', () => {
    expect(explainTerm('court_objection', CAL, '2026-12-21')).toMatchObject({
      ...{ from: '2026-12-21', days: 14, unit: 'calendar_day', due_on: '2027-01-04', skipped: [] },
    });
  });

  const told = (list: readonly { term: string; from: string; due_on: string; binding?: boolean }[]) =>
    list.map(
      ({ term, from, due_on, binding }) => `${term} ${from} ${due_on}${binding === undefined ? '' : ` ${binding}`}`,
    );

  test('the answer, and after an extension the seven days that follow it', () => {
    expect(told(explainAnswer(CAL, request()))).toEqual(['answer 2026-12-11 2026-12-29']);
    const extended = request({ extended_on: '2026-12-28', extended_from: '2026-12-29' });
    const both = ['answer 2026-12-11 2026-12-29', 'extension 2026-12-29 2027-01-11'];
    expect(told(explainAnswer(CAL, extended))).toEqual(both);
    expect(told(explainAnswer(CAL, { ...extended, extended_from: null }))).toEqual(both);
    expect(told(explainAnswer(CAL, { ...extended, extended_from: '2026-12-30' }))[1]).toBe(
      'extension 2026-12-30 2027-01-12',
    );
  });

  test('every clock of a request, and which of them binds', () => {
    const all = (facts: RequestFacts) => told(explainRequest(CAL, facts));
    const answer = 'answer 2026-12-11 2026-12-29 true';
    expect(all(request())).toEqual([answer, 'completeness_check 2026-12-11 2026-12-16 true']);
    expect(all(IN_STATE.in_process)).toEqual([answer, 'answer_perki 2026-12-11 2026-12-29 false']);
    expect(all(request({ complete_on: '2026-12-14' }))).toEqual([answer, 'answer_perki 2026-12-14 2026-12-30 false']);
    const incomplete = { ...IN_STATE.incomplete, incomplete_reached_on: '2026-12-14' };
    expect(all(incomplete)).toEqual([answer, 'repair 2026-12-14 2026-12-17 true']);
    expect(all({ ...incomplete, repair_due_on: null })).toEqual([answer]);
    expect(all({ ...incomplete, state: 'lapsed' })).toEqual([answer]);
    expect(all(IN_STATE.refused)).toEqual([
      ...[answer, 'answer_perki 2026-12-11 2026-12-29 false', 'objection_window 2026-12-14 2027-01-29 true'],
    ]);
    expect(all({ ...IN_STATE.refused, object_by: null })).toHaveLength(2);
    expect(all({ ...IN_STATE.refused, notice_reached_on: null })).toHaveLength(2);
    expect(all(request({ extended_on: '2026-12-28', complete_on: '2026-12-14' }))).toEqual([
      ...[answer, 'extension 2026-12-29 2027-01-11 true', 'answer_perki 2026-12-14 2026-12-30 false'],
    ]);
  });

  test('the date that a letter turns on', () => {
    const of = (kind: string, facts: RequestFacts) =>
      told([explainLetter(kind, CAL, facts)].filter((one) => one !== null));
    const extended = request({ extended_on: '2026-12-28', extended_from: '2026-12-29' });
    const second = ['extension 2026-12-29 2027-01-11'];
    expect(of('receipt', extended)).toEqual(['answer 2026-12-11 2026-12-29']);
    expect(of('extension', extended)).toEqual(second);
    expect(of('extension', request())).toEqual([]);
    expect(of('date_moved', extended)).toEqual(second);
    expect(of('date_moved', request())).toEqual(['answer 2026-12-11 2026-12-29']);
    const incomplete = { ...IN_STATE.incomplete, incomplete_reached_on: '2026-12-14', object_by: '2027-02-12' };
    for (const kind of ['incomplete', 'repair_reminder']) {
      expect(of(kind, incomplete)).toEqual(['repair 2026-12-14 2026-12-17']);
      expect(of(kind, { ...incomplete, repair_due_on: null })).toEqual([]);
      expect(of(kind, { ...incomplete, incomplete_reached_on: null })).toEqual([]);
    }
    expect(of('refused', IN_STATE.refused)).toEqual(['objection_window 2026-12-14 2027-01-29']);
    expect(of('overdue', { ...request(), object_by: '2027-02-12' })).toEqual([
      'objection_window 2026-12-29 2027-02-12',
    ]);
    expect(of('refused', { ...IN_STATE.refused, object_by: null })).toEqual([]);
    expect(of('refused', { ...IN_STATE.refused, notice_reached_on: null })).toEqual([]);
  });

  test('each by the length that the case keeps', () => {
    const terms = JSON.stringify(
      Object.fromEntries(
        ['answer', 'extension', 'answer_perki', 'completeness_check', 'repair', 'objection_window'].map((code) => [
          ...[code, { length: 1, reason: 'x', in_force_on: '2026-12-01' }],
        ]),
      ),
    );
    const facts = { ...IN_STATE.incomplete, incomplete_reached_on: '2026-12-14', terms };
    const everything = [
      ...explainRequest(CAL, {
        ...facts,
        complete_on: '2026-12-14',
        extended_on: '2026-12-14',
        object_by: '2027-01-29',
      }),
      ...explainRequest(CAL, request({ terms })),
      ...['receipt', 'incomplete', 'date_moved'].map((kind) => explainLetter(kind, CAL, facts)),
      explainLetter('refused', CAL, { ...IN_STATE.refused, terms }),
    ];
    expect(everything.map((one) => [one?.term, one?.days])).toEqual(everything.map((one) => [one?.term, 1]));
    expect(new Set(everything.map((one) => one?.term)).size).toBe(6);
  });
});

describe('counts that are remembered', () => {
  test('are those of the calendar they were asked of', () => {
    const other = makeCalendar({ years: CAL.years, daysOff: [], version: 'no holidays' });
    for (let turn = 0; turn < 2; turn += 1) {
      expect([dueOn(CAL, '2026-12-23', 1), dueOn(other, '2026-12-23', 1)]).toEqual(['2026-12-28', '2026-12-24']);
      expect([dayBefore(CAL, '2026-12-28', 1), dayBefore(other, '2026-12-28', 1)]).toEqual([
        '2026-12-23',
        '2026-12-25',
      ]);
      expect(daysBetween(CAL, '2026-12-23', '2026-12-28')).toBe(1);
      expect(daysBetween(other, '2026-12-23', '2026-12-28')).toBe(3);
      expect(instantAt('2026-12-23', '08:00', TZ)).toBe('2026-12-23T01:00:00.000Z');
      expect(instantAt('2026-12-23', '08:00', 'Asia/Jayapura')).toBe('2026-12-22T23:00:00.000Z');
    }
  });

  test('are not counted again, and never more than twenty thousand of a calendar are kept', () => {
    const cal = makeCalendar({ years: [2026], daysOff: [], version: 'counted once' });
    expect(dueOn(cal, '2026-12-21', 1)).toBe('2026-12-22');
    expect(dueOn(cal, '2026-12-22', 1)).toBe('2026-12-23');
    // From here on this calendar can count nothing: what still answers was remembered.
    (cal.years as Set<number>).clear();
    expect([dueOn(cal, '2026-12-21', 1), dueOn(cal, '2026-12-22', 1)]).toEqual(['2026-12-22', '2026-12-23']);
    for (let n = 2; n < 20_000; n += 1) dueOn(cal, addDays('2026-12-21', n), 0);
    expect(dueOn(cal, '2026-12-21', 1)).toBe('2026-12-22');
    dueOn(cal, addDays('2026-12-21', 20_000), 0);
    expect(() => dueOn(cal, '2026-12-21', 1)).toThrow('2026');
  });

  test('a year that has no calendar stays an error each time it is asked', () => {
    for (let turn = 0; turn < 2; turn += 1) expect(() => dueOn(CAL, '2027-12-30', 3)).toThrow('2028');
  });
});
