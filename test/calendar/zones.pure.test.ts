import fc from 'fast-check';
import { atLocal, endOfDay, localDay, withOffset } from '../../src/calendar/working-days';

const WIB = 'Asia/Jakarta';
const WITA = 'Asia/Makassar';
const WIT = 'Asia/Jayapura';

/** The same instants fall on different days in the three Indonesian zones. */
test.each([
  ['2026-12-11T14:59:59.999Z', '2026-12-11', '2026-12-11', '2026-12-11'],
  ['2026-12-11T15:00:00.000Z', '2026-12-11', '2026-12-11', '2026-12-12'],
  ['2026-12-11T16:00:00.000Z', '2026-12-11', '2026-12-12', '2026-12-12'],
  ['2026-12-11T16:59:59.999Z', '2026-12-11', '2026-12-12', '2026-12-12'],
  ['2026-12-11T17:00:00.000Z', '2026-12-12', '2026-12-12', '2026-12-12'],
  ['2026-12-31T17:00:00.000Z', '2027-01-01', '2027-01-01', '2027-01-01'],
])('%s is %s in WIB, %s in WITA, %s in WIT', (instant, wib, wita, wit) => {
  expect(localDay(instant, WIB)).toBe(wib);
  expect(localDay(new Date(instant), WITA)).toBe(wita);
  expect(localDay(instant, WIT)).toBe(wit);
});

test('an instant with an offset is the same instant', () => {
  expect(localDay('2026-12-11T23:59:59+07:00', WIB)).toBe('2026-12-11');
  expect(localDay('2026-12-12T00:00:00+07:00', WIB)).toBe('2026-12-12');
});

test('local times become fixed-width UTC instants', () => {
  expect(atLocal('2026-12-11', '08:00', WIB)).toBe('2026-12-11T01:00:00.000Z');
  expect(atLocal('2026-12-11', '00:00', WITA)).toBe('2026-12-10T16:00:00.000Z');
  expect(atLocal('2026-12-11', '00:00', WIT)).toBe('2026-12-10T15:00:00.000Z');
  expect(endOfDay('2026-12-11', WIB)).toBe('2026-12-11T16:59:59.999Z');
  expect(endOfDay('2026-12-11', WITA)).toBe('2026-12-11T15:59:59.999Z');
  expect(endOfDay('2026-12-11', WIT)).toBe('2026-12-11T14:59:59.999Z');
  expect(endOfDay('2026-12-11', 'UTC')).toBe('2026-12-11T23:59:59.999Z');
});

test('instants are written with the offset of the office', () => {
  expect(withOffset('2026-12-11T02:00:00.000Z', WIB)).toBe('2026-12-11T09:00:00+07:00');
  expect(withOffset('2026-12-11T02:00:00.000Z', WITA)).toBe('2026-12-11T10:00:00+08:00');
  expect(withOffset(new Date('2026-12-11T02:00:00.000Z'), WIT)).toBe('2026-12-11T11:00:00+09:00');
  expect(withOffset('2026-12-11T02:00:00.000Z', 'UTC')).toBe('2026-12-11T02:00:00+00:00');
  expect(withOffset('2026-12-11T02:00:00.000Z', 'America/St_Johns')).toBe('2026-12-10T22:30:00-03:30');
});

test('no offset is taken for granted: a zone with summer time and a former Indonesian offset', () => {
  expect(atLocal('2026-07-01', '08:00', 'Europe/Amsterdam')).toBe('2026-07-01T06:00:00.000Z');
  expect(atLocal('2026-12-01', '08:00', 'Europe/Amsterdam')).toBe('2026-12-01T07:00:00.000Z');
  expect(atLocal('2026-03-29', '01:59', 'Europe/Amsterdam')).toBe('2026-03-29T00:59:00.000Z');
  expect(atLocal('2026-03-29', '03:00', 'Europe/Amsterdam')).toBe('2026-03-29T01:00:00.000Z');
  expect(atLocal('1963-06-01', '08:00', WIB)).toBe('1963-06-01T00:30:00.000Z');
});

test('what is no instant, no time and no zone is refused', () => {
  expect(() => localDay('kemarin', WIB)).toThrow(RangeError);
  expect(() => atLocal('2026-02-30', '08:00', WIB)).toThrow(RangeError);
  expect(() => atLocal('2026-02-28', '25:00', WIB)).toThrow(RangeError);
  expect(() => localDay('2026-12-11T02:00:00.000Z', 'Asia/Demak')).toThrow(RangeError);
});

test('a local time read back is the same day, and the day ends one millisecond before the next', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.constantFrom(WIB, WITA, WIT), (date, zone) => {
      const end = endOfDay(date, zone);
      const next = new Date(Date.parse(end) + 1);
      return (
        localDay(atLocal(date, '00:00', zone), zone) === date &&
        localDay(end, zone) === date &&
        localDay(next, zone) > date
      );
    }),
  );
});
