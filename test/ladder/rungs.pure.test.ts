import { baseStep, type LadderCase, nextInstant, type Rung, rungsBetween } from '../../src/workflow/escalations';
import { nextRung } from '../../src/workflow/ladder-preview';
import { shippedCalendar } from '../calendar/calendar-data';

const CAL = shippedCalendar();
const TZ = 'Asia/Jakarta';
const at = (day: string, time = '08:00', zone = '+07:00') => new Date(`${day}T${time}:00${zone}`).toISOString();

/** Received on Friday 11 December 2026, due on Tuesday the 29th. */
const CASE: LadderCase = {
  case: 'request',
  clocks: { answer: { from: '2026-12-11', due_on: '2026-12-29' } },
  recorded_on: '2026-12-11',
  first_opened_at: null,
  ladder_since: at('2026-12-11', '09:00'),
};
const rung = (over: Partial<Rung>): Rung =>
  ({
    ...{ case: 'request', step: 'still_overdue', clock: 'answer', at: { after: 6, every: 5 }, to: ['superior'] },
    ...{ letter: 'still_overdue', ...over },
  }) as Rung;
const plan = (one: Rung, since: string, until: string) =>
  rungsBetween(CASE, [one], CAL, TZ, since, until).map(({ step, fire_at }) => [step, fire_at]);

test('a rung whose time was changed does not fire for what lay before the change', () => {
  const two = rung({ step: 'sisa_dua_hari', at: { before: 2 } });
  expect(plan(two, CASE.ladder_since, at('2026-12-31'))).toEqual([['sisa_dua_hari', at('2026-12-23')]]);
  const changedBefore = { ...two, since: at('2026-12-23', '07:59') };
  expect(plan(changedBefore, CASE.ladder_since, at('2026-12-31'))).toEqual([['sisa_dua_hari', at('2026-12-23')]]);
  const changedAfter = { ...two, since: at('2026-12-23', '08:00') };
  expect(plan(changedAfter, CASE.ladder_since, at('2026-12-31'))).toEqual([]);
  // An older change says nothing where the case's own ladder began later.
  expect(plan({ ...two, since: at('2026-12-01') }, at('2026-12-28'), at('2026-12-31'))).toEqual([]);
});

test('the turns of a changed rhythm are told apart by their day, so that none is taken for an old one', () => {
  const old = rung({});
  const turns = plan(old, CASE.ladder_since, at('2027-02-01'));
  expect(turns.map(([step]) => step)).toEqual([
    'still_overdue_1',
    'still_overdue_2',
    'still_overdue_3',
    'still_overdue_4',
  ]);
  const since = at('2027-01-20', '10:00');
  const slower = plan({ ...old, at: { after: 6, every: 10 }, since }, CASE.ladder_since, at('2027-02-28'));
  expect(slower.map(([step]) => step)).toEqual(['still_overdue_d16', 'still_overdue_d26', 'still_overdue_d36']);
  expect(slower.every(([, fire_at]) => (fire_at as string) > since)).toBe(true);
  expect(new Set([...turns, ...slower].map(([step]) => baseStep(step as string)))).toEqual(new Set(['still_overdue']));
});

test.each(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'Pacific/Auckland', 'America/Los_Angeles'])(
  'a repeating rung goes on in %s, whatever day it is in Greenwich when it has just fired',
  (zone) => {
    const first = rungsBetween(CASE, [rung({})], CAL, zone, CASE.ladder_since, null)[0];
    if (!first) throw new Error('nothing fires');
    for (const seconds of [0, 1, 1800, 3599, 3600, 43_200]) {
      const now = new Date(Date.parse(first.fire_at) + seconds * 1000).toISOString();
      const next = nextInstant(CASE, [], [rung({})], CAL, zone, now);
      expect([seconds, next !== null && next > now]).toEqual([seconds, true]);
    }
  },
);

test('what fires next leaves out what was fired', () => {
  const ladder = [rung({}), rung({ step: 'due_today', at: { on: 'due' } })];
  const on = (now: string, fired: string[] = []) =>
    nextRung(CASE, ladder, { cal: CAL, timezone: TZ, now, fired: new Set(fired) })?.step ?? null;
  expect(on(at('2026-12-11', '10:00'))).toBe('due_today');
  expect(on(at('2026-12-11', '10:00'), ['due_today 2026-12-29'])).toBe('still_overdue_1');
  expect(on(at('2026-12-11', '10:00'), ['due_today 2026-12-29', 'still_overdue_1 2026-12-29'])).toBe('still_overdue_2');
  // The same step for another date is another firing.
  expect(on(at('2026-12-11', '10:00'), ['due_today 2026-12-28'])).toBe('due_today');
});
