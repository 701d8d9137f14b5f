import fc from 'fast-check';
import {
  addDays,
  before,
  between,
  type DayOff,
  due,
  explainDue,
  isWorkingDay,
  makeCalendar,
  nextWorkingDay,
} from '../../src/calendar/working-days';

const YEARS = [2024, 2025, 2026, 2027];
const date = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-03-01', n));
const count = fc.integer({ min: 0, max: 120 });
const kind = fc.constantFrom<DayOff['kind']>('libur_nasional', 'cuti_bersama', 'local');
const dayOff: fc.Arbitrary<DayOff> = fc.record({
  date: fc.integer({ min: 0, max: 1460 }).map((n) => addDays('2024-01-01', n)),
  kind,
  name: fc.string({ maxLength: 5 }),
  decree: fc.option(fc.string({ maxLength: 5 }), { nil: null }),
});
// Trigger, count and days off are bounded so that no walk leaves the years of the calendar.
const daysOff = fc.array(dayOff, { maxLength: 80 });
const calendar = daysOff.map((days) => makeCalendar({ years: YEARS, daysOff: days, version: 'v' }));

const check = <T>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: 300 });

test('between inverts due', () => {
  check(fc.property(calendar, date, count, (cal, from, n) => between(cal, from, due(cal, from, n)) === n));
});

test('due gives the earliest day with that count', () => {
  check(
    fc.property(calendar, date, fc.integer({ min: 1, max: 120 }), (cal, from, n) => {
      const on = due(cal, from, n);
      return between(cal, from, addDays(on, -1)) === n - 1;
    }),
  );
});

test('due never lands on a day off when at least one day is counted', () => {
  check(
    fc.property(calendar, date, fc.integer({ min: 1, max: 120 }), (cal, from, n) =>
      isWorkingDay(cal, due(cal, from, n)),
    ),
  );
});

test('due never falls when the trigger or the count rises, and one more day is always later', () => {
  check(
    fc.property(calendar, date, fc.integer({ min: 0, max: 60 }), count, (cal, from, later, n) => {
      const on = due(cal, from, n);
      return on <= due(cal, addDays(from, later), n) && on < due(cal, from, n + 1);
    }),
  );
});

test('between adds up and turns its sign when reversed', () => {
  check(
    fc.property(calendar, date, date, date, (cal, a, b, c) => {
      const sum = between(cal, a, b) + between(cal, b, c);
      return sum === between(cal, a, c) && between(cal, a, b) + between(cal, b, a) === 0;
    }),
  );
});

test('terms counted one after the other are one term', () => {
  check(
    fc.property(
      calendar,
      date,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (cal, from, n, m) => due(cal, due(cal, from, n), m) === due(cal, from, n + m),
    ),
  );
});

test('counting back lands on the last working day with that many to go', () => {
  check(
    fc.property(calendar, date, count, (cal, d, k) => {
      fc.pre(d >= '2024-12-01');
      const on = before(cal, d, k);
      const next = nextWorkingDay(cal, on);
      return isWorkingDay(cal, on) && between(cal, on, d) === k && (next > d || between(cal, next, d) === k - 1);
    }),
  );
});

test('the explanation accounts for every day between the trigger and the deadline', () => {
  check(
    fc.property(calendar, date, count, (cal, from, n) => {
      const { due_on, skipped } = explainDue(cal, from, n);
      const walked = (Date.parse(due_on) - Date.parse(from)) / 86_400_000;
      return (
        due_on === due(cal, from, n) &&
        skipped.length + n === walked &&
        skipped.every((day) => !isWorkingDay(cal, day.date))
      );
    }),
  );
});

test('holidays give the same calendar in whatever order they are added', () => {
  const shuffled = daysOff.chain((days) =>
    fc.tuple(fc.constant(days), fc.shuffledSubarray(days, { minLength: days.length })),
  );
  check(
    fc.property(shuffled, date, count, ([days, other], from, n) => {
      const a = makeCalendar({ years: YEARS, daysOff: days, version: 'v' });
      const b = makeCalendar({ years: [...YEARS].reverse(), daysOff: other, version: 'v' });
      expect([...b.daysOff]).toEqual([...a.daysOff]);
      expect(explainDue(b, from, n)).toEqual(explainDue(a, from, n));
    }),
  );
});
