import { openPoints, plainPoints, point } from '../../../src/reports/annual/checks';
import { dayClasses, disputeResults, executionOf } from '../../../src/reports/annual/figures';
import { NO_TEXTS } from '../../../src/reports/annual/narrative';
import type { Cell } from '../../../src/reports/statistics/cell';
import { followedOf } from '../../../src/reports/statistics/followed';
import { ANNUAL_REMINDERS, annualDueBy, annualReminderOn, mayTakeAnnual } from '../../../src/workflow/annual-report';

test('the report of a year is due on 31 March of the next, or as an override says', () => {
  expect(annualDueBy(2026)).toBe('2027-03-31');
  expect(annualDueBy(2027)).toBe('2028-03-31');
  const kept = JSON.stringify({ annual_report: { length: 2, reason: 'Perbup', in_force_on: '2026-01-01' } });
  expect(annualDueBy(2026, kept)).toBe('2027-02-28');
});

test('reminders have their days, and end a month after the last', () => {
  const due = annualDueBy(2026);
  expect(ANNUAL_REMINDERS.map(({ on }) => on(due))).toEqual(['2027-02-28', '2027-03-24', '2027-03-31', '2027-04-01']);
  const on = (day: string) => annualReminderOn(due, day)?.step ?? null;
  expect([on('2027-02-27'), on('2027-02-28'), on('2027-03-30'), on('2027-03-31'), on('2027-04-30')]).toEqual([
    ...[null, 'month_before', 'week_before', 'last_day', 'overdue'],
  ]);
  expect(on('2027-05-01')).toBeNull();
});

test('nothing is taken back from what was published, and nothing is published from a draft', () => {
  expect(mayTakeAnnual('draft', 'publish')).toBe(false);
  expect(mayTakeAnnual('publishing', 'thaw')).toBe(false);
  expect(mayTakeAnnual('published', 'thaw')).toBe(false);
  expect(mayTakeAnnual('published', 'correct')).toBe(true);
});

test('classes of time share out every answer', () => {
  const classes = dayClasses([
    { days: 0, answers: 1 },
    { days: 10, answers: 4 },
    { days: 11, answers: 2 },
    { days: 90, answers: 3 },
  ]);
  expect(classes.map(({ answers }) => answers)).toEqual([1, 0, 4, 2, 3]);
});

test('disputes are summed up by how far they went, a window that nobody used among none of them', () => {
  const cell: Cell = {
    ...{ received_on: '2026-02-02', result: 'filed', answered_on: '2026-02-03', due_on: null, imported: 0 },
    ...{ body_id: null, channel: null, kind: null, ground: 'a', n: 1, outcome: null, registered_on: null },
    ...{ in_court_on: null, court_decision_on: null, execute_by: null, executed_on: null },
  };
  const heard = { registered_on: '2026-02-10' };
  const court = { in_court_on: '2026-04-01', court_decision_on: '2026-05-01' };
  const disputes: Cell[] = [
    { ...cell, n: 2 },
    { ...cell, result: 'window_missed', answered_on: null, n: 9 },
    { ...cell, result: 'not_registered' },
    { ...cell, ...heard, result: 'settled', outcome: 'agreed', execute_by: '2026-06-01', n: 3 },
    { ...cell, ...heard, ...court, result: 'final', outcome: 'opened', executed_on: '2026-07-01' },
  ];
  const objections: Cell[] = [
    { ...cell, result: 'granted', executed_on: '2026-07-01' },
    { ...cell, result: 'granted_partly', n: 2 },
    { ...cell, result: 'upheld', n: 5 },
  ];
  const followed = followedOf({ objections, disputes });
  expect(disputeResults(followed)).toEqual({
    ...{ petitions: 7, registered: 4, not_registered: 1, agreed: 3, rulings: { opened: 1 } },
    ...{ in_court: 1, judged: 1, owed: 4, executed: 1 },
  });
  expect(executionOf(followed)).toEqual({ owed: 3, executed: 1 });
});

test('a reason stands for what it was given for, and for nothing that came later', () => {
  const one = point('request.in_future', { count: 1, cases: ['P-2026-000001'] });
  const { mark, count, vars } = one;
  const reasons = { [one.key]: { mark, count, vars, reason: 'Salah ketik', by: 'PPID', at: '' } };
  expect(openPoints([one], reasons)).toEqual([]);
  const two = point('request.in_future', { count: 2, cases: ['P-2026-000001', 'P-2026-000002'] });
  expect(openPoints([two], reasons)).toEqual([two]);
  // What must be written or mended is not explained away.
  const plain = plainPoints({
    unsound: { table: 'requests', whole: 3, parts: 2 },
    counted: [{ kind: 'request', register: 3, figures: 2 }],
    yearRunning: true,
    texts: { ...NO_TEXTS, policy: 'Ada' },
  });
  expect(plain.filter(({ explainable }) => explainable).map(({ key }) => key)).toEqual([
    'request.counted',
    'year_running',
  ]);
  expect(plain.map(({ key, count }) => [key, count])).toContainEqual(['text', 5]);
  expect(plain).toHaveLength(4);
});
