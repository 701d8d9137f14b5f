import {
  addDays,
  before,
  between,
  type DayOff,
  due,
  explainDue,
  isDate,
  isWorkingDay,
  makeCalendar,
  NoCalendarError,
  nextWorkingDay,
  weekday,
} from '../../src/calendar/working-days';
import { shippedCalendar } from './calendar-data';

const cal = shippedCalendar();
const off = (date: string, kind: DayOff['kind'], name: string, decree: string | null = null): DayOff => ({
  date,
  kind,
  name,
  decree,
});

test('zero days is the day itself, a day off too', () => {
  expect(due(cal, '2026-11-21', 0)).toBe('2026-11-21');
  expect(explainDue(cal, '2026-11-21', 0)).toEqual({ from: '2026-11-21', days: 0, due_on: '2026-11-21', skipped: [] });
  expect(due(cal, '1999-01-01', 0)).toBe('1999-01-01');
});

test('every skipped day is named with its reason and decree', () => {
  expect(explainDue(cal, '2026-12-23', 1)).toEqual({
    from: '2026-12-23',
    days: 1,
    due_on: '2026-12-28',
    skipped: [
      {
        date: '2026-12-24',
        reason: 'cuti_bersama',
        name: expect.stringContaining('Cuti Bersama'),
        decree: expect.stringContaining('1497'),
      },
      {
        date: '2026-12-25',
        reason: 'libur_nasional',
        name: 'Hari Raya Natal',
        decree: expect.stringContaining('1497'),
      },
      { date: '2026-12-26', reason: 'weekend', name: 'Sabtu', decree: null },
      { date: '2026-12-27', reason: 'weekend', name: 'Minggu', decree: null },
    ],
  });
});

test('a holiday on a weekend is a weekend', () => {
  const skipped = explainDue(cal, '2026-03-20', 1).skipped;
  expect(skipped.slice(0, 2).map(({ reason }) => reason)).toEqual(['weekend', 'weekend']);
});

test('a year without a calendar is an error that names it, never a guess', () => {
  const year = (run: () => unknown): number => {
    try {
      run();
    } catch (error) {
      if (error instanceof NoCalendarError) return error.year;
    }
    throw new Error('no NoCalendarError');
  };
  expect(year(() => due(cal, '2027-12-30', 3))).toBe(2028);
  expect(year(() => explainDue(cal, '2027-12-30', 3))).toBe(2028);
  expect(year(() => due(cal, '2018-06-01', 1))).toBe(2018);
  expect(year(() => between(cal, '2027-12-30', '2028-01-01'))).toBe(2028);
  expect(year(() => between(cal, '2028-01-01', '2027-12-30'))).toBe(2028);
  expect(year(() => before(cal, '2019-01-01', 1))).toBe(2018);
  expect(year(() => isWorkingDay(cal, '2028-01-01'))).toBe(2028);
  expect(year(() => nextWorkingDay(cal, '2027-12-31'))).toBe(2028);
});

test('only the days on the way need a calendar: the trigger itself does not', () => {
  expect(due(cal, '2018-12-31', 1)).toBe('2019-01-02');
  expect(between(cal, '2018-12-31', '2019-01-02')).toBe(1);
  expect(due(cal, '2027-12-30', 1)).toBe('2027-12-31');
  expect(between(cal, '2027-12-30', '2027-12-31')).toBe(1);
  expect(() => due(makeCalendar({ years: [2025, 2027], daysOff: [], version: 'gap' }), '2025-12-31', 300)).toThrow(
    NoCalendarError,
  );
});

test('impossible dates and counts are faults of the caller', () => {
  expect(() => due(cal, '2026-02-30x', 1)).toThrow(RangeError);
  expect(() => due(cal, '2026-11-23', -1)).toThrow(RangeError);
  expect(() => due(cal, '2026-11-23', 1.5)).toThrow(RangeError);
  expect(() => before(cal, '2026-11-23', -1)).toThrow(RangeError);
  expect(() => makeCalendar({ years: [2026], daysOff: [off('2026-13-01', 'local', 'x')], version: 'v' })).toThrow(
    RangeError,
  );
});

test('real dates only', () => {
  for (const good of ['2026-11-23', '2024-02-29', '2000-02-29']) expect(isDate(good)).toBe(true);
  for (const bad of [
    '',
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '23-11-2026',
    ' 2026-11-23',
    '2026-11-23T00:00:00Z',
    '1900-02-29',
  ])
    expect(isDate(bad)).toBe(false);
  expect(weekday('2026-11-22')).toBe(0);
  expect(weekday('2026-11-28')).toBe(6);
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
});

test('of two entries on one date the stronger kind wins, and two of one kind keep both names', () => {
  const entries = [
    off('2026-11-23', 'local', 'Hari jadi'),
    off('2026-11-23', 'libur_nasional', 'B', 'SKB'),
    off('2026-11-23', 'cuti_bersama', 'C', 'SKB'),
    off('2026-11-23', 'libur_nasional', 'A', 'SKB'),
  ];
  for (const daysOff of [entries, [...entries].reverse()])
    expect(makeCalendar({ years: [2026], daysOff, version: 'v' }).daysOff.get('2026-11-23')).toEqual(
      off('2026-11-23', 'libur_nasional', 'A / B', 'SKB'),
    );
});

test('a local closing day counts as no working day', () => {
  const withLocal = makeCalendar({ years: [2026], daysOff: [off('2026-11-24', 'local', 'Hari jadi')], version: 'v' });
  expect(due(withLocal, '2026-11-23', 1)).toBe('2026-11-25');
  expect(explainDue(withLocal, '2026-11-23', 1).skipped).toEqual([
    { date: '2026-11-24', reason: 'local', name: 'Hari jadi', decree: null },
  ]);
});

test('a hundred days are counted fast enough to do it for every open case', () => {
  const started = performance.now();
  for (let i = 0; i < 1000; i += 1) due(cal, '2026-12-11', 100);
  expect(performance.now() - started).toBeLessThan(10_000);
});
