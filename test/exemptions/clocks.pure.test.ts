import { between, makeCalendar, NoCalendarError } from '../../src/calendar/working-days';
import {
  endingRungs,
  maskingDueOn,
  maskingRungs,
  nextExemptionAction,
  renewalDueOn,
  rungsToFire,
} from '../../src/workflow/exemption-clocks';
import { shippedCalendar } from '../calendar/calendar-data';

const TZ = 'Asia/Jakarta';
const cal = shippedCalendar();
const ending = (ends_on: string | null, terms: string | null = null) => ({ ends_on, terms });
const days = (ends_on: string) =>
  Object.fromEntries(endingRungs(cal, ending(ends_on)).map(({ step, on }) => [step, on]));

test.each([['2027-03-05'], ['2026-12-31'], ['2026-04-08'], ['2026-11-23']])(
  '%s: alerts on working days 60 and 35 ahead, the decision on the last day with 30 ahead',
  (ends) => {
    const { exemption_alert, exemption_last_alert, renewal_due } = days(ends) as Record<string, string>;
    expect(between(cal, exemption_alert as string, ends)).toBe(60);
    expect(between(cal, exemption_last_alert as string, ends)).toBe(35);
    const due = renewalDueOn(cal, ending(ends)) as string;
    expect(between(cal, due, ends)).toBe(30);
    // The last such day: the next one is a working day nearer.
    const next = new Date(Date.parse(`${due}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(between(cal, next, ends)).toBe(29);
    expect(between(cal, renewal_due as string, ends)).toBe(30);
    expect((renewal_due as string) <= due).toBe(true);
  },
);

test('worked dates: the end of 2026, with Christmas and its joint leave', () => {
  // 31 Dec is day 0 back: 30 29 28, (27 26 25 24 off), 23 22 21, 18–14, 11–7, 4–30 Nov, 27–23 Nov, 20 Nov.
  expect(renewalDueOn(cal, ending('2026-12-31'))).toBe('2026-11-17');
  expect(days('2026-12-31')).toMatchObject({ exemption_last_alert: '2026-11-10', exemption_alert: '2026-10-06' });
  // The last day with thirty ahead is Imlek, Tuesday 17 February 2026; its message leaves on the Friday before the leave.
  expect(renewalDueOn(cal, ending('2026-04-08'))).toBe('2026-02-17');
  expect(days('2026-04-08')).toMatchObject({ renewal_due: '2026-02-13', exemption_last_alert: '2026-02-06' });
  expect(days('2027-03-05')).toMatchObject({ exemption_alert: '2026-12-04', exemption_last_alert: '2027-01-14' });
});

test('a year without a calendar is an error, never a guess; without an end there is no clock', () => {
  const narrow = makeCalendar({ years: [2027], daysOff: [], version: '2027.1' });
  expect(() => endingRungs(narrow, ending('2027-01-29'))).toThrow(NoCalendarError);
  expect(() => renewalDueOn(narrow, ending('2056-06-30'))).toThrow(NoCalendarError);
  expect(endingRungs(narrow, ending(null))).toEqual([]);
  expect(renewalDueOn(narrow, ending(null))).toBeNull();
  expect(maskingDueOn(narrow, '2027-12-31', null)).toBeNull();
});

test('another length that the office has set is counted; the law’s own otherwise', () => {
  const set = (length: number) =>
    JSON.stringify({ exemption_alert: { length, reason: 'r', in_force_on: '2026-01-01' } });
  const [first] = endingRungs(cal, ending('2026-12-31', set(40)));
  expect(between(cal, (first as { on: string }).on, '2026-12-31')).toBe(40);
});

test('of rungs that lie behind only the last is sent, each once', () => {
  const rungs = endingRungs(cal, ending('2026-12-31'));
  expect(rungsToFire(rungs, [], '2026-10-05')).toEqual({ send: null, skip: [] });
  expect(rungsToFire(rungs, [], '2026-10-06').send?.step).toBe('exemption_alert');
  const late = rungsToFire(rungs, ['exemption_alert'], '2026-11-18');
  expect([late.send?.step, late.skip.map(({ step }) => step)]).toEqual([
    'renewal_overdue',
    ['exemption_last_alert', 'renewal_due'],
  ]);
  expect(
    rungsToFire(
      rungs,
      rungs.map(({ step }) => step),
      '2026-12-31',
    ).send,
  ).toBeNull();
});

test('the masking is due five working days after the end, and asked for every five after that', () => {
  expect(maskingDueOn(cal, '2026-12-18', null)).toBe('2026-12-29');
  expect(maskingRungs(cal, '2026-12-28', '2026-12-27')).toEqual([]);
  expect(maskingRungs(cal, '2026-12-28', '2026-12-28')).toEqual([{ step: 'masking_due', on: '2026-12-28' }]);
  expect(maskingRungs(cal, '2026-12-28', '2027-01-05')).toEqual([{ step: 'masking_due', on: '2026-12-28' }]);
  expect(maskingRungs(cal, '2026-12-28', '2027-01-06')).toEqual([{ step: 'masking_overdue_1', on: '2027-01-06' }]);
});

test('it is looked at daily from 200 days before its end, and at the midnight after its last day', () => {
  const watched = { state: 'decided' as const, ends_on: '2026-12-31', masked_on: null };
  const next = (now: string, over = {}) => nextExemptionAction({ ...watched, ...over }, now, TZ);
  expect(next('2026-01-05T02:00:00.000Z')).toBe('2026-06-14T01:00:00.000Z');
  expect(next('2026-10-05T00:59:59.000Z')).toBe('2026-10-05T01:00:00.000Z');
  expect(next('2026-10-05T01:00:00.000Z')).toBe('2026-10-06T01:00:00.000Z');
  expect(next('2026-12-31T01:00:00.000Z')).toBe('2026-12-31T17:00:00.000Z');
  expect(next('2026-12-31T01:00:00.000Z', { ends_on: null })).toBeNull();
  expect(next('2027-01-01T02:00:00.000Z', { state: 'expired' })).toBe('2027-01-02T01:00:00.000Z');
  expect(next('2027-01-01T02:00:00.000Z', { state: 'expired', masked_on: '2027-01-01' })).toBeNull();
});
