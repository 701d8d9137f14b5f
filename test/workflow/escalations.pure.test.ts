import { catchUp, rungsBetween } from '../../src/workflow/escalations';
import type { RequestFacts } from '../../src/workflow/facts';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { dueSystemSteps, nextActionAt, requestLadder } from '../../src/workflow/request-clocks';
import { at, CAL, IN_STATE, request, TZ } from './facts';

const FAR = at('2027-06-30', '23:59');
const plan = (facts: RequestFacts, since = facts.ladder_since, until = FAR) =>
  rungsBetween(requestLadder(facts), DEFAULT_LADDER, CAL, TZ, since, until).map((r) => [
    r.step,
    r.fire_at,
    r.to.join(' '),
  ]);

const eight = (day: string) => at(day, '08:00');

test('the whole ladder of a request that nobody answers, over a year end full of holidays', () => {
  expect(plan(request(), undefined, at('2027-01-08', '12:00'))).toEqual([
    ['unopened', eight('2026-12-14'), 'desk'],
    ['half_term', eight('2026-12-18'), 'holder'],
    ['three_days_left', eight('2026-12-22'), 'body_head'],
    ['one_day_left', eight('2026-12-28'), 'ppid'],
    ['due_today', eight('2026-12-29'), 'superior'],
    ['overdue', eight('2026-12-30'), 'superior auditor requester'],
    ['still_overdue_1', eight('2027-01-08'), 'superior'],
  ]);
});

test('a rung never falls on a day off: one working day before a Monday is the Friday', () => {
  const facts = request({}, '2026-11-23');
  expect(facts.due_on).toBe('2026-12-07');
  expect(plan(facts)).toContainEqual(['one_day_left', eight('2026-12-04'), 'ppid']);
});

test('a case that somebody opened reminds nobody to open it', () => {
  expect(plan(request({ first_opened_at: at('2026-12-11') })).map(([step]) => step)).not.toContain('unopened');
});

test('a moved date starts its own ladder, without the rungs that lie behind', () => {
  const extended = request({
    due_on: '2027-01-11',
    extended_on: '2026-12-28',
    ladder_since: at('2026-12-28', '10:00'),
  });
  expect(plan(extended, undefined, at('2027-01-12', '12:00'))).toEqual([
    ['three_days_left', eight('2027-01-06'), 'body_head'],
    ['one_day_left', eight('2027-01-08'), 'ppid'],
    ['due_today', eight('2027-01-11'), 'superior'],
    ['overdue', eight('2027-01-12'), 'superior auditor requester'],
  ]);
  const early = request({
    due_on: '2027-01-11',
    extended_on: '2026-12-14',
    ladder_since: at('2026-12-14'),
    first_opened_at: at('2026-12-14'),
  });
  expect(plan(early)[0]).toEqual(['half_term', eight('2026-12-23'), 'holder']);
});

test('while the requester holds the case only he is reminded', () => {
  expect(plan(IN_STATE.incomplete)).toEqual([['repair_one_day_left', eight('2026-12-15'), 'requester']]);
});

test('a notice ends the ladder of the answer and begins the reminders of the window', () => {
  expect(plan(IN_STATE.refused)).toEqual([
    ['window_five_days_left', eight('2027-01-22'), 'requester'],
    ['window_one_day_left', eight('2027-01-28'), 'requester'],
  ]);
  expect(plan(IN_STATE.withdrawn)).toEqual([]);
  expect(plan(IN_STATE.closed)).toEqual([]);
});

test('of the rungs behind a late entry the highest is sent and the others are kept as skipped', () => {
  const late = request({}, '2026-12-11', '2026-12-28');
  const past = rungsBetween(requestLadder(late), DEFAULT_LADDER, CAL, TZ, '', at('2026-12-28'));
  const { send, skip } = catchUp(past);
  expect([skip.map((r) => r.step), send?.step]).toEqual([['half_term', 'three_days_left'], 'one_day_left']);
  expect(catchUp([])).toEqual({ send: null, skip: [] });
});

test('time takes its steps at the midnight after the last good day', () => {
  const midnight = (day: string) => at(day, '00:00');
  expect(dueSystemSteps(request(), TZ)).toEqual([
    { step: 'complete_by_silence', at: midnight('2026-12-17'), day: '2026-12-16' },
    { step: 'pass_term', at: midnight('2026-12-30'), day: '2026-12-29' },
  ]);
  expect(dueSystemSteps(IN_STATE.incomplete, TZ)[0]).toEqual({
    step: 'lapse',
    at: midnight('2026-12-17'),
    day: '2026-12-16',
  });
  expect(dueSystemSteps(IN_STATE.delivered, TZ)).toEqual([
    { step: 'close', at: midnight('2027-01-30'), day: '2027-01-29' },
  ]);
  expect(dueSystemSteps(IN_STATE.granted, TZ)).toEqual([]);
});

test('the next instant at which something happens by itself', () => {
  const next = (facts: RequestFacts, now: string) => nextActionAt(facts, DEFAULT_LADDER, CAL, TZ, now);
  expect(next(request(), at('2026-12-11'))).toBe(eight('2026-12-14'));
  expect(next(request(), eight('2026-12-14'))).toBe(at('2026-12-17', '00:00'));
  expect(next(IN_STATE.closed, at('2027-02-01'))).toBeNull();
  const overdue = request({ state: 'in_process', complete_on: '2026-12-16', object_by: '2027-02-12' });
  expect(next(overdue, eight('2027-01-08'))).toBe(eight('2027-01-15'));
});
