import {
  addDays,
  atLocal,
  type DayOff,
  due,
  isDate,
  localDay,
  makeCalendar,
  NoCalendarError,
  withOffset,
} from '../../src/calendar/working-days';

const off = (name: string, decree: string | null, kind: DayOff['kind'] = 'libur_nasional', date = '2026-11-23') => {
  return { date, kind, name, decree };
};
const calendarOf = (daysOff: DayOff[], years = [2026]) => makeCalendar({ years, daysOff, version: 'v' });

test('what is wrong names what was given', () => {
  const cal = calendarOf([]);
  expect(() => calendarOf([off('x', null, 'local', '2026-13-01')])).toThrow('Not a date: 2026-13-01');
  expect(() => addDays('kemarin', 1)).toThrow(new RangeError('Not a date: kemarin'));
  expect(() => due(cal, '2026-11-23', -1)).toThrow('Not a number of days: -1');
  expect(() => atLocal('2026-02-30', '08:00', 'UTC')).toThrow('Not a local time: 2026-02-30 08:00');
  expect(() => localDay('kemarin', 'UTC')).toThrow('Not an instant: kemarin');
  expect(() => localDay(new Date(Number.NaN), 'UTC')).toThrow('Not an instant: Invalid Date');
  expect(() => due(cal, '2026-12-31', 1)).toThrow(NoCalendarError);
  expect(new NoCalendarError(2027)).toMatchObject({
    name: 'NoCalendarError',
    message: 'No calendar is loaded for 2027',
    year: 2027,
  });
});

test('a date has a year of four digits: no other is taken, though ten characters of it read back the same', () => {
  for (const far of ['+012026-11', '-000001-01']) expect(isDate(far)).toBe(false);
  expect(isDate('0001-01-01')).toBe(true);
});

test('years stand in their order, days too, whatever order they came in', () => {
  const cal = calendarOf(
    [off('c', null, 'local', '2027-01-05'), off('a', null, 'local', '2025-03-01'), off('b', null)],
    [2027, 2025, 2026],
  );
  expect([...cal.years]).toEqual([2025, 2026, 2027]);
  expect([...cal.daysOff.keys()]).toEqual(['2025-03-01', '2026-11-23', '2027-01-05']);
});

test('decrees of one day are joined; what has none adds none', () => {
  const one = (...entries: DayOff[]) => calendarOf(entries).daysOff.get('2026-11-23');
  expect(one(off('A', 'SKB 2'), off('B', 'SKB 1'))).toMatchObject({ name: 'A / B', decree: 'SKB 1 / SKB 2' });
  expect(one(off('A', null), off('B', 'SKB 1'))).toMatchObject({ name: 'A / B', decree: 'SKB 1' });
  expect(one(off('A', null), off('B', null))).toMatchObject({ decree: null });
  expect(one(off('A', 'SKB', 'local'), off('B', 'SKB 2', 'cuti_bersama'))).toEqual(off('B', 'SKB 2', 'cuti_bersama'));
});

test('before zones were agreed on, a town’s own time had seconds', () => {
  expect(atLocal('1850-01-01', '00:00', 'Asia/Jakarta')).toBe('1849-12-31T16:52:48.000Z');
  expect(withOffset('1849-12-31T16:52:48.000Z', 'Asia/Jakarta')).toBe('1850-01-01T00:00:00+07:07');
  expect(localDay('1849-12-31T16:52:47.000Z', 'Asia/Jakarta')).toBe('1849-12-31');
});

test('a server’s own UTC is a zone like any other', () => {
  expect(atLocal('2026-12-11', '08:00', 'UTC')).toBe('2026-12-11T08:00:00.000Z');
  expect(withOffset('2026-12-11T08:00:00.000Z', 'UTC')).toBe('2026-12-11T08:00:00+00:00');
  expect(localDay('2026-12-11T23:59:59.999Z', 'UTC')).toBe('2026-12-11');
});
