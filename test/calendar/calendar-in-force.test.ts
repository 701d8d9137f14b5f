import type { CalendarChange, NewDay } from '../../src/calendar/change';
import { changeCalendar } from '../../src/calendar/commands';
import { calendarInForce, holidaysOf, provisionalYearsOf } from '../../src/calendar/queries';
import { due, NoCalendarError } from '../../src/calendar/working-days';
import { type Trx, writing } from '../../src/db/connect';
import { ensureRegion } from '../../src/reference/commands';
import { type TestDb, testDb } from '../support/db';
import { shippedCalendar } from './calendar-data';

const now = '2026-11-22T02:00:00.000Z';
const by = { actor: { role: 'admin' }, now: '2026-11-23T02:00:00.000Z' };
let t: TestDb;
let regionId: number;

beforeEach(async () => {
  t = await testDb('reference');
  regionId = (await t.db('regions').first('id')).id;
});
afterEach(() => t.destroy());

const joint = (date: string): NewDay => ({ date, kind: 'cuti_bersama', name: 'Cuti bersama susulan' });
const added = (...add: NewDay[]): CalendarChange => {
  return { kind: 'add', decree: 'SKB perubahan', reason: 'Perubahan SKB', add, remove: [], years: [] };
};
const add = (trx: Trx, date: string, now = by.now) =>
  changeCalendar(trx, { regionId, change: added(joint(date)), expected: null }, { ...by, now });

test('the stored calendar is the shipped one', async () => {
  const cal = await calendarInForce(t.db, regionId);
  const shipped = shippedCalendar();
  expect([...cal.daysOff]).toEqual([...shipped.daysOff]);
  expect([...cal.years]).toEqual([...shipped.years]);
  expect(cal.version).toBe('2019.1 2020.1 2021.1 2022.1 2023.1 2024.1 2025.1 2026.1 2027.1');
  expect(due(cal, '2026-12-11', 10)).toBe('2026-12-29');
});

test('it is read once and again only when a version rises', async () => {
  const first = await calendarInForce(t.db, regionId);
  expect(await calendarInForce(t.db, regionId)).toBe(first);
  expect(await writing(t.db, (trx) => calendarInForce(trx, regionId))).toBe(first);
  expect(await writing(t.db, (trx) => add(trx, '2026-12-28'))).toMatchObject({ ok: true });
  const second = await calendarInForce(t.db, regionId);
  expect(due(second, '2026-12-11', 10)).toBe('2026-12-30');
  expect(second.version).toContain('2026.2 2027.1');
});

test('a change that is undone leaves no trace, also not for the next change', async () => {
  const undone = (trx: Trx) => add(trx, '2026-12-28').then(() => calendarInForce(trx, regionId));
  await expect(
    writing(t.db, async (trx) => {
      expect(due(await undone(trx), '2026-12-11', 10)).toBe('2026-12-30');
      throw new Error('undo');
    }),
  ).rejects.toThrow('undo');
  expect(due(await calendarInForce(t.db, regionId), '2026-12-11', 10)).toBe('2026-12-29');
  await writing(t.db, (trx) => add(trx, '2026-12-30', '2026-11-23T02:00:01.000Z'));
  expect(due(await calendarInForce(t.db, regionId), '2026-12-11', 10)).toBe('2026-12-29');
});

test('two databases in one process do not share a calendar', async () => {
  const other = await testDb();
  try {
    await ensureRegion(other.db, { name: 'Kabupaten Demak', timezone: 'Asia/Jakarta', now });
    await calendarInForce(t.db, regionId);
    const empty = await calendarInForce(other.db, regionId);
    expect(() => due(empty, '2026-12-11', 10)).toThrow(NoCalendarError);
  } finally {
    await other.destroy();
  }
});

test('a change that cannot be is refused as a value and leaves nothing behind', async () => {
  const change = (date: string) => writing(t.db, (trx) => add(trx, date));
  const refused = (refusal: object) => ({ ok: false, refusal });
  expect(await change('2026-02-30')).toEqual(refused({ code: 'impossible_date', date: '2026-02-30' }));
  expect(await change('2031-02-03')).toEqual(refused({ code: 'no_calendar', year: 2031 }));
  expect(await change('2026-12-27')).toEqual(refused({ code: 'weekend', date: '2026-12-27' }));
  expect(await t.db('calendar_changes')).toEqual([]);
  expect(await change('2026-12-28')).toMatchObject({ ok: true });
  expect(await change('2026-12-28')).toEqual(refused({ code: 'already_there', date: '2026-12-28' }));
  const events = await t.db('audit_events').where('chain', 'calendar');
  expect(events.map(({ kind }) => kind)).toEqual(['holiday_added']);
  expect(await t.db('calendar_changes')).toHaveLength(1);
});

test('one year with its decree and its days in order', async () => {
  const year = await holidaysOf(t.db, regionId, 2026);
  expect(year).toMatchObject({ year: 2026, version: 1, confidence: 'high', decree: expect.stringContaining('1497') });
  expect(year?.holidays).toHaveLength(25);
  expect(year?.holidays[0]).toEqual({
    date: '2026-01-01',
    kind: 'libur_nasional',
    name: 'Tahun Baru Masehi',
    decree: expect.stringContaining('1497'),
    confidence: 'high',
    note: null,
  });
  expect(await holidaysOf(t.db, regionId, 2028)).toBeNull();
  expect(await provisionalYearsOf(t.db, regionId)).toEqual([2027]);
});
