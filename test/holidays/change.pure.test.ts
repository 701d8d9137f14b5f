import {
  type CalendarChange,
  calendarOf,
  calendarWith,
  changedDays,
  changeRefusal,
  LEAST_HOLIDAYS,
  newYears,
  type StoredCalendar,
  spanOf,
  touchedYears,
  turnedDays,
} from '../../src/calendar/change';
import { due } from '../../src/calendar/working-days';
import { shippedCalendar } from '../calendar/calendar-data';
import { shippedDays, shippedStored } from './calendars';

const stored: StoredCalendar = shippedStored();
const change = (given: Partial<CalendarChange>): CalendarChange => ({
  kind: 'add',
  decree: 'SKB perubahan',
  reason: 'Perubahan SKB',
  add: [],
  remove: [],
  years: [],
  ...given,
});
const joint = (date: string, name = 'Cuti bersama susulan') => ({ date, kind: 'cuti_bersama' as const, name });
const natal = { date: '2026-12-25', kind: 'libur_nasional' as const, name: 'Hari Raya Natal' };

describe('what is refused', () => {
  const refused = (given: Partial<CalendarChange>) => changeRefusal(stored, change(given));

  test.each([
    ['no decree', { decree: ' ', add: [joint('2026-12-28')] }, { code: 'decree_missing' }],
    ['no reason', { reason: '', add: [joint('2026-12-28')] }, { code: 'reason_missing' }],
    ['nothing at all', {}, { code: 'nothing' }],
    ['a day that is none', { add: [joint('2026-02-30')] }, { code: 'impossible_date', date: '2026-02-30' }],
    ['a year without a calendar', { add: [joint('2029-03-05')] }, { code: 'no_calendar', year: 2029 }],
    ['a Saturday by hand', { add: [joint('2026-12-26')] }, { code: 'weekend', date: '2026-12-26' }],
    [
      'a Sunday by hand',
      { kind: 'edit', add: [joint('2026-12-27')], remove: [natal] },
      { code: 'weekend', date: '2026-12-27' },
    ],
    ['what is there', { add: [natal] }, { code: 'already_there', date: '2026-12-25' }],
    [
      'the same twice',
      { add: [joint('2026-12-28'), joint('2026-12-28')] },
      { code: 'already_there', date: '2026-12-28' },
    ],
    ['what is not there', { remove: [joint('2026-12-28')] }, { code: 'not_there', date: '2026-12-28' }],
  ] as [string, Partial<CalendarChange>, object][])('%s', (_name, given, refusal) => {
    expect(refused(given)).toEqual(refusal);
  });

  test('a weekend in a list, and a name given to a holiday that falls on one', () => {
    expect(refused({ kind: 'import', add: [joint('2026-12-26')] })).toBeNull();
    const sunday = shippedDays(2027).find(({ date }) => date === '2027-03-28');
    expect(sunday).toBeDefined();
    if (!sunday) return;
    expect(refused({ kind: 'edit', remove: [sunday], add: [{ ...sunday, name: 'Paskah' }] })).toBeNull();
  });

  test('a year is never emptied, however it is done', () => {
    const national = shippedDays(2026).filter(({ kind }) => kind === 'libur_nasional');
    const keep = (n: number) => refused({ kind: 'import', remove: national.slice(n) });
    expect(keep(LEAST_HOLIDAYS)).toBeNull();
    expect(keep(LEAST_HOLIDAYS - 1)).toEqual({ code: 'would_empty', year: 2026, left: 9, least: 10 });
    expect(keep(0)).toMatchObject({ code: 'would_empty', left: 0 });
    // Joint leave does not stand in for a holiday.
    const leave = [1, 2, 3].map((n) => joint(`2026-06-0${n + 1}`));
    expect(refused({ kind: 'import', remove: national.slice(8), add: leave })).toMatchObject({
      code: 'would_empty',
      left: 8,
    });
  });

  test('a new year needs its holidays', () => {
    const mark = { year: 2028, decree: 'SKB 2028', confidence: 'high' as const };
    const days = Array.from({ length: LEAST_HOLIDAYS }, (_, n) => ({
      date: `2028-01-${String(n + 3).padStart(2, '0')}`,
      kind: 'libur_nasional' as const,
      name: `Libur ${n}`,
    }));
    const load = (n: number) => refused({ kind: 'year', add: days.slice(0, n), years: [mark] });
    expect(load(0)).toEqual({ code: 'too_few', year: 2028, left: 0, least: 10 });
    expect(load(9)).toMatchObject({ code: 'too_few', left: 9 });
    expect(load(10)).toBeNull();
  });
});

describe('the calendar as it would be', () => {
  test('without a change it is the calendar that is kept', () => {
    expect([...calendarOf(stored).daysOff]).toEqual([...shippedCalendar().daysOff]);
  });

  test('a day more moves the deadline, and only that year has a new version', () => {
    const after = calendarWith(stored, change({ add: [joint('2026-12-28')] }));
    expect(due(calendarOf(stored), '2026-12-11', 10)).toBe('2026-12-29');
    expect(due(after, '2026-12-11', 10)).toBe('2026-12-30');
    expect(after.version).toBe(calendarOf(stored).version.replace('2026.1', '2026.2'));
  });

  test('a day less moves it back', () => {
    const after = calendarWith(stored, change({ kind: 'remove', remove: [natal] }));
    expect(due(after, '2026-12-11', 10)).toBe('2026-12-28');
  });

  test('a new year can be counted in', () => {
    const years = [{ year: 2028, decree: 'SKB 2028', confidence: 'high' as const }];
    const add = [{ date: '2028-01-03', kind: 'libur_nasional' as const, name: 'Libur' }];
    const after = calendarWith(stored, change({ kind: 'year', add, years }));
    expect(due(after, '2027-12-31', 1)).toBe('2028-01-04');
    expect(after.version).toMatch(/2027\.1 2028\.1$/);
    expect(newYears(stored, change({ years }))).toEqual([2028]);
  });
});

test('only a day that turns counts as turned', () => {
  const turned = (given: Partial<CalendarChange>) => turnedDays(stored, change(given));
  expect(turned({ add: [joint('2026-12-28'), joint('2026-12-26'), joint('2026-12-25')] })).toEqual([
    { date: '2026-12-28', working: false },
  ]);
  expect(turned({ remove: [natal] })).toEqual([{ date: '2026-12-25', working: true }]);
  expect(turned({ remove: [natal], add: [{ ...natal, name: 'Natal' }] })).toEqual([]);
  expect(turned({ years: [{ year: 2027, decree: 'SKB', confidence: 'high' }] })).toEqual([]);
});

test('what a change touches', () => {
  const given = change({ add: [joint('2027-01-04'), joint('2026-12-28')], remove: [natal] });
  expect(touchedYears(given)).toEqual([2026, 2027]);
  expect(spanOf(given)).toEqual({ from: '2026-12-25', to: '2027-01-04' });
  expect(changedDays(given).map(({ date, change: what }) => `${date} ${what}`)).toEqual([
    '2026-12-25 removed',
    '2026-12-28 added',
    '2027-01-04 added',
  ]);
  const years = [{ year: 2027, decree: 'SKB', confidence: 'high' as const }];
  expect(spanOf(change({ years }))).toEqual({ from: '2027-01-01', to: '2027-12-31' });
});
