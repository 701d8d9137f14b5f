import { clashOf, leaveProblem, overlap, passedOn } from '../../src/accounts/deputies';

type Dates = { from_on?: string | null; until_on?: string | null };
const own = (role: string, { from_on = null, until_on = null }: Dates = {}, body_id: number | null = null) => {
  return { role, body_id, from_on, until_on, deputy_for: null };
};
const deputy = (role: string, from_on: string, until_on: string) => {
  return { role, body_id: null, from_on, until_on, deputy_for: 9 };
};
const leave = { fromOn: '2026-12-14', untilOn: '2026-12-18' };
const passed = (role: string) => passedOn([own(role)], leave);

test.each([
  ['2026-12-11', '2026-12-11', null],
  ['2026-12-10', '2026-12-20', 'leave_past'],
  ['2026-12-14', '2026-12-13', 'dates_reversed'],
  ['2026-12-14', '2027-02-11', null],
  ['2026-12-14', '2027-02-12', 'leave_too_long'],
])('a leave from %s until %s: %s', (fromOn, untilOn, problem) => {
  expect(leaveProblem({ fromOn, untilOn }, '2026-12-11')).toBe(problem);
});

describe('what is passed on', () => {
  test('is held in one’s own name, for the days of the leave', () => {
    const held = [own('petugas'), own('opd', {}, 7), deputy('ppid', '2026-12-01', '2026-12-31'), own('admin')];
    expect(passedOn(held, leave)).toEqual([
      { role: 'petugas', body_id: null, from_on: '2026-12-14', until_on: '2026-12-18' },
      { role: 'opd', body_id: 7, from_on: '2026-12-14', until_on: '2026-12-18' },
    ]);
  });

  test('ends with one’s own role and begins with it', () => {
    const ending = own('ppid', { until_on: '2026-12-15' });
    const beginning = own('ppid', { from_on: '2026-12-16', until_on: '2027-12-31' });
    expect(passedOn([ending, beginning], leave)).toMatchObject([
      { from_on: '2026-12-14', until_on: '2026-12-15' },
      { from_on: '2026-12-16', until_on: '2026-12-18' },
    ]);
    expect(passedOn([own('ppid', { until_on: '2026-12-13' }), own('opd', { from_on: '2026-12-19' })], leave)).toEqual(
      [],
    );
  });
});

test.each([
  [own('a'), own('b'), true],
  [deputy('a', '2026-12-01', '2026-12-14'), deputy('b', '2026-12-14', '2026-12-20'), true],
  [deputy('a', '2026-12-01', '2026-12-13'), deputy('b', '2026-12-14', '2026-12-20'), false],
  [own('a', { until_on: '2026-12-13' }), deputy('b', '2026-12-14', '2026-12-20'), false],
  [own('a', { from_on: '2026-12-21' }), deputy('b', '2026-12-14', '2026-12-20'), false],
])('%j and %j share a day: %s', (a, b, shared) => {
  expect(overlap(a, b)).toBe(shared);
  expect(overlap(b, a)).toBe(shared);
});

describe('roles that must not meet in one deputy', () => {
  test.each([
    ['atasan', 'ppid', 'deputy_below'],
    ['atasan', 'petugas', 'deputy_below'],
    ['atasan', 'opd', 'deputy_below'],
    ['atasan', 'auditor', 'deputy_decides'],
    ['atasan', 'admin', null],
    ['atasan', 'atasan', null],
    ['auditor', 'ppid', 'deputy_decides'],
    ['auditor', 'atasan', 'deputy_decides'],
    ['auditor', 'petugas', null],
    ['auditor', 'opd', null],
    ['ppid', 'petugas', null],
    ['ppid', 'atasan', null],
    ['ppid', 'auditor', 'deputy_decides'],
    ['petugas', 'auditor', null],
  ])('%s to somebody who is %s: %s', (role, holds, clash) => {
    expect(clashOf(passed(role), [own(holds)])).toBe(clash);
  });

  test('only on the same day', () => {
    expect(clashOf(passed('atasan'), [own('ppid', { until_on: '2026-12-13' })])).toBeNull();
    expect(clashOf(passed('atasan'), [own('ppid', { from_on: '2026-12-19' })])).toBeNull();
    expect(clashOf(passed('atasan'), [own('ppid', { from_on: '2026-12-18' })])).toBe('deputy_below');
  });

  test('nor one after the other: who stands in for the superior does not become deputy of the PPID', () => {
    expect(clashOf(passed('ppid'), [deputy('atasan', '2026-12-18', '2026-12-24')])).toBe('deputy_below');
    expect(clashOf(passed('ppid'), [deputy('atasan', '2026-12-19', '2026-12-24')])).toBeNull();
    expect(clashOf(passed('atasan'), [deputy('auditor', '2026-12-14', '2026-12-14')])).toBe('deputy_decides');
  });

  test('nor both at once from one who holds both', () => {
    expect(clashOf(passedOn([own('atasan'), own('ppid')], leave), [])).toBe('deputy_below');
    expect(clashOf(passedOn([own('petugas'), own('ppid')], leave), [])).toBeNull();
  });
});
