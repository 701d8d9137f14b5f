import { makeCalendar } from '../../src/calendar/working-days';
import { serviceFigures } from '../../src/catalogue/figures';

const calendar = makeCalendar({ years: [2026], daysOff: [], version: '2026.1' });
const sum = (received_on: string, notified_on: string | null, due_on: string, n = 1) => ({
  received_on,
  notified_on,
  due_on,
  n,
  open: notified_on === null ? 1 : 0,
});

test('no request, no figure but zero', () => {
  expect(serviceFigures(2026, [], calendar)).toEqual({
    year: 2026,
    received: 0,
    answered: 0,
    onTime: 0,
    open: 0,
    medianDays: null,
  });
});

test('received, answered, on time and open are counted; the median is of working days', () => {
  const sums = [
    sum('2026-11-02', '2026-11-04', '2026-11-16', 2),
    sum('2026-11-02', '2026-11-17', '2026-11-16'),
    sum('2026-11-06', '2026-11-09', '2026-11-20'),
    sum('2026-11-02', null, '2026-11-16', 3),
  ];
  expect(serviceFigures(2026, sums, calendar)).toEqual({
    year: 2026,
    received: 7,
    answered: 4,
    onTime: 3,
    open: 3,
    medianDays: 2,
  });
  expect(serviceFigures(2026, sums.slice(0, 2), calendar).medianDays).toBe(2);
  expect(serviceFigures(2026, [...sums.slice(1, 3)], calendar).medianDays).toBe(6);
});

test('a year without a calendar has no median, and is no fault', () => {
  expect(serviceFigures(2018, [sum('2018-01-02', '2018-01-03', '2018-01-16')], calendar).medianDays).toBeNull();
});
