import {
  afterStandstill,
  BREACH_RUNGS,
  type BreachFiring,
  breachFirings,
  caughtUp,
  nextBreachFiring,
} from '../../src/workflow/breach-ladder';
import { DISCOVERED, IN_STATE, OPEN } from './facts';

const ZONE = 'Asia/Jakarta';
const all = (until: string, facts = OPEN, since = facts.discovered_at) => breachFirings(facts, ZONE, since, until);
const brief = (firings: readonly BreachFiring[]) => firings.map((one) => `${one.fire_at} ${one.step}>${one.to.join()}`);

// Discovered Friday 09.00 in Demak: the whole ladder runs over a weekend.
test('the ladder fires at its hours, on any day, and goes on every 24 hours', () => {
  expect(brief(all('2026-12-16T03:00:00.000Z'))).toEqual([
    '2026-12-12T02:00:00.000Z breach_first_day_0900>ppid,admin',
    '2026-12-13T02:00:00.000Z breach_day_left_0900>superior',
    '2026-12-13T20:00:00.000Z breach_hours_left_0900>superior,admin',
    '2026-12-14T02:00:00.001Z breach_overdue_0900>superior,auditor',
    '2026-12-15T02:00:00.001Z breach_still_overdue_1_0900>superior,auditor',
    '2026-12-16T02:00:00.001Z breach_still_overdue_2_0900>superior,auditor',
  ]);
  expect(BREACH_RUNGS.map((rung) => rung.step)).toHaveLength(5);
});

test('from is exclusive, until inclusive, and a later start begins in the middle of the repeats', () => {
  expect(all('2026-12-12T02:00:00.000Z')).toHaveLength(1);
  expect(all('2026-12-12T01:59:59.999Z')).toEqual([]);
  expect(all('2026-12-13T01:00:00.000Z', OPEN, '2026-12-12T02:00:00.000Z')).toEqual([]);
  const later = all('2027-01-03T03:00:00.000Z', OPEN, '2027-01-01T02:00:00.001Z');
  expect(later.map((one) => one.step)).toEqual(['breach_still_overdue_19_0900', 'breach_still_overdue_20_0900']);
});

test('nothing fires once everybody has been told, or the case is closed', () => {
  for (const state of ['none', 'notified', 'closed'] as const) {
    expect(breachFirings(IN_STATE[state], ZONE, DISCOVERED, '2027-12-31T00:00:00.000Z')).toEqual([]);
    expect(nextBreachFiring(IN_STATE[state], ZONE, DISCOVERED)).toBeNull();
  }
});

test('the next firing after an instant, for ever', () => {
  expect(nextBreachFiring(OPEN, ZONE, DISCOVERED)).toBe('2026-12-12T02:00:00.000Z');
  expect(nextBreachFiring(OPEN, ZONE, '2026-12-14T02:00:00.000Z')).toBe('2026-12-14T02:00:00.001Z');
  expect(nextBreachFiring(OPEN, ZONE, '2027-02-01T02:00:00.001Z')).toBe('2027-02-02T02:00:00.001Z');
  expect(nextBreachFiring({ ...OPEN, ladder_since: '2026-12-13T12:00:00.000Z' }, ZONE, DISCOVERED)).toBe(
    '2026-12-13T20:00:00.000Z',
  );
});

test.each([
  ['Asia/Jakarta', '2026-12-14', '2330'],
  ['Asia/Makassar', '2026-12-15', '0030'],
  ['Asia/Jayapura', '2026-12-15', '0130'],
])('an end near midnight falls on the local day of %s', (zone, due_on, hour) => {
  const late = { ...OPEN, discovered_at: '2026-12-11T16:30:00.000Z', due_at: '2026-12-14T16:30:00.000Z' };
  const [first] = breachFirings(late, zone, late.discovered_at, '2026-12-12T16:30:00.000Z');
  expect(first).toMatchObject({ due_on, step: `breach_first_day_${hour}`, fire_at: '2026-12-12T16:30:00.000Z' });
});

test('an end that moves within its day has steps of its own', () => {
  const moved = { ...OPEN, discovered_at: '2026-12-11T01:00:00.000Z', due_at: '2026-12-14T01:00:00.000Z' };
  const until = '2026-12-20T00:00:00.000Z';
  const names = (facts: typeof OPEN) => all(until, facts).map((one) => `${one.step} ${one.due_on}`);
  expect(names(moved).filter((name) => names(OPEN).includes(name))).toEqual([]);
  expect(new Set(names(OPEN)).size).toBe(names(OPEN).length);
});

test('after a stand-still every named rung is sent, of the repeating one the newest', () => {
  const { send, skip } = afterStandstill(all('2026-12-18T03:00:00.000Z'));
  expect(send.map((one) => one.rung)).toEqual([
    'breach_first_day',
    'breach_day_left',
    'breach_hours_left',
    'breach_overdue',
    'breach_still_overdue',
  ]);
  expect(send.at(-1)?.step).toBe('breach_still_overdue_4_0900');
  expect(skip.map((one) => one.step)).toEqual([1, 2, 3].map((n) => `breach_still_overdue_${n}_0900`));
});

test('recorded late, the highest rung that lies behind is sent and the named ones below it are skipped', () => {
  const { send, skip } = caughtUp(all('2026-12-13T21:00:00.000Z'));
  expect(send.map((one) => one.rung)).toEqual(['breach_hours_left']);
  expect(skip.map((one) => one.rung)).toEqual(['breach_first_day', 'breach_day_left']);
  const years = caughtUp(all('2028-12-13T21:00:00.000Z'));
  expect([years.send.length, years.skip.length]).toEqual([1, 4]);
  expect(caughtUp([])).toEqual({ send: [], skip: [] });
});
