import { itemStanding } from '../../src/workflow/freshness';

test.each([
  // every, last, started, today, state, due
  [6, '2026-06-11', '2020-01-01', '2026-11-10', 'present', '2026-12-11'],
  [6, '2026-06-11', '2020-01-01', '2026-11-11', 'due', '2026-12-11'],
  [6, '2026-06-11', '2020-01-01', '2026-12-11', 'due', '2026-12-11'],
  [6, '2026-06-11', '2020-01-01', '2026-12-12', 'overdue', '2026-12-11'],
  [12, '2026-02-28', '2020-01-01', '2026-12-11', 'present', '2027-02-28'],
  [12, null, '2026-01-31', '2027-01-31', 'missing', '2027-01-31'],
  [12, null, '2026-01-31', '2027-02-01', 'overdue', '2027-01-31'],
  [null, '2001-01-01', '2020-01-01', '2026-12-11', 'present', null],
  [null, null, '2026-08-31', '2027-02-28', 'missing', '2027-02-28'],
  [null, null, '2026-08-31', '2027-03-01', 'overdue', '2027-02-28'],
])('every %s months, last %s, started %s: on %s it is %s, due %s', (every, last, started, today, state, due_on) => {
  expect(itemStanding(every, last, started, today)).toEqual({ state, due_on });
});
