import { makeCalendar } from '../../src/calendar/working-days';
import { assess, type OpenCase } from '../../src/risk/assess';
import { RISK_WEIGHTS, type RiskCase, type RiskFacts, riskFacts, riskOf } from '../../src/workflow/risk';

const CALM: RiskFacts = {
  case: 'request',
  overdue: false,
  days: 9,
  unopened: false,
  extended: false,
  incomplete: false,
  other_objections: 0,
  request_unanswered: false,
  settled: false,
  idle_days: 0,
  record: null,
};

describe('what a fact weighs', () => {
  it.each<[string, Partial<RiskFacts>, Record<string, number>]>([
    ['nothing', {}, {}],
    ['six days left', { days: 6 }, {}],
    ['five days left', { days: 5 }, { days_left: 5 }],
    ['the last day', { days: 0 }, { days_left: 30 }],
    ['no calendar ahead', { days: null }, {}],
    ['a day off after the last day', { overdue: true, days: 0 }, { overdue: 40 }],
    ['three days over', { overdue: true, days: 3 }, { overdue: 40, days_over: 3 }],
    ['a year over', { overdue: true, days: 240 }, { overdue: 40, days_over: 20 }],
    ['unopened', { unopened: true }, { unopened: 10 }],
    ['extended', { extended: true }, { extended: 10 }],
    ['waiting for papers', { incomplete: true }, { incomplete: -10 }],
    ['one objection', { other_objections: 1 }, { other_objections: 10 }],
    ['many objections', { other_objections: 7 }, { other_objections: 20 }],
    ['four idle days', { idle_days: 4 }, {}],
    ['five idle days', { idle_days: 5 }, { idle: 2 }],
    ['a month idle', { idle_days: 22 }, { idle: 20 }],
    ['an objection', { case: 'objection' }, { objection: 25 }],
    [
      'an objection to silence',
      { case: 'objection', request_unanswered: true },
      { objection: 25, request_unanswered: 15 },
    ],
    ['a settled one', { case: 'objection', settled: true }, { objection: 25, settled: -15 }],
    ['four answers, all late', { record: { answered: 4, late: 4 } }, {}],
    ['five answers, all late', { record: { answered: 5, late: 5 } }, { record: 20 }],
    ['half of them late', { record: { answered: 40, late: 20 } }, { record: 10 }],
    ['one of a hundred late', { record: { answered: 100, late: 1 } }, {}],
  ])('%s', (_name, more, points) => {
    const { score, reasons } = riskOf({ ...CALM, ...more });
    expect(Object.fromEntries(reasons.map((one) => [one.reason, one.points]))).toEqual(points);
    expect(score).toBe(Object.values(points).reduce((sum, n) => sum + n, 0));
  });

  it('is the sum of its reasons, the heaviest first, whatever comes together', () => {
    const { score, reasons } = riskOf({
      ...{ case: 'objection', overdue: true, days: 2, unopened: true, extended: true, incomplete: true, settled: true },
      ...{ other_objections: 2, request_unanswered: true, idle_days: 9, record: { answered: 10, late: 7 } },
    });
    expect(reasons.map((one) => one.points)).toEqual(
      [40, 25, 20, 15, -15, 14, 10, 10, 10, -10, 2].sort((a, b) => Math.abs(b) - Math.abs(a)),
    );
    expect(score).toBe(reasons.reduce((sum, one) => sum + one.points, 0));
    expect(reasons.find((one) => one.reason === 'record')?.says).toEqual({ answered: 10, late: 7 });
  });

  it('never gives more for a line than its limit', () => {
    const most: RiskFacts = {
      ...CALM,
      case: 'objection',
      overdue: true,
      days: 999,
      other_objections: 99,
      idle_days: 999,
    };
    for (const { reason, points } of riskOf(most).reasons) {
      const line = RISK_WEIGHTS.find((one) => one.reason === reason);
      expect(Math.abs(points)).toBeLessThanOrEqual(Math.abs(line?.most ?? 0));
    }
  });
});

const cal = makeCalendar({
  years: [2026],
  daysOff: [{ date: '2026-12-24', kind: 'cuti_bersama', name: 'Natal', decree: null }],
  version: 'test',
});
const KNOWN: RiskCase = {
  case: 'request',
  due_on: '2026-12-28',
  unopened: false,
  extended: false,
  incomplete: false,
  other_objections: 0,
  request_unanswered: false,
  settled: false,
  last_act_on: '2026-12-18',
};

describe('the facts of a case on a day', () => {
  it('count working days ahead and behind', () => {
    expect(riskFacts(KNOWN, null, { cal, today: '2026-12-23' })).toMatchObject({
      overdue: false,
      days: 2,
      idle_days: 3,
    });
    expect(riskFacts(KNOWN, null, { cal, today: '2026-12-28' })).toMatchObject({ overdue: false, days: 0 });
    expect(riskFacts(KNOWN, null, { cal, today: '2026-12-30' })).toMatchObject({ overdue: true, days: 2 });
  });

  it('do not guess over a year without a calendar', () => {
    const next = { ...KNOWN, due_on: '2027-01-05' };
    expect(riskFacts(next, null, { cal, today: '2026-12-30' })).toMatchObject({ overdue: false, days: null });
  });
});

describe('the order of a list', () => {
  const open = (number: string, more: Partial<OpenCase>): OpenCase => ({
    ...{ kind: 'request', id: 1, number, state: 'in_process', details: '', ground: null, due_on: '2026-12-28' },
    ...{ recorded_at: '2026-12-18T02:00:00.000Z', last_act_at: '2026-12-18T02:00:00.000Z' },
    ...{ body_id: null, body_name: null, unopened: false, extended: false, other_objections: 0 },
    ...{ request_unanswered: false, settled: false },
    ...more,
  });

  it('follows the scores, and of equals the date', () => {
    const cases = [
      open('P-3', { due_on: '2026-12-29' }),
      open('P-2', {}),
      open('P-4', { due_on: '2026-12-16' }),
      open('K-1', { kind: 'objection', body_id: 7 }),
      open('P-1', { due_on: '2026-12-29', extended: true }),
    ];
    const records = new Map([[7, { answered: 10, late: 10 }]]);
    const found = assess(cases, records, { cal, today: '2026-12-18', timezone: 'Asia/Jakarta' });
    expect(found.map(({ of, risk }) => [of.number, risk.score])).toEqual([
      ['K-1', 50],
      ['P-4', 42],
      ['P-1', 10],
      ['P-2', 5],
      ['P-3', 0],
    ]);
  });
});
