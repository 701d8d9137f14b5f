import {
  ADDRESSEES,
  baseStep,
  CLOCKS,
  catchUp,
  type LadderCase,
  nextInstant,
  ONE_UP,
  RUNG_TIME,
  type Rung,
  rungsBetween,
} from '../../src/workflow/escalations';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { at, CAL, TZ } from './facts';

/** When a rung fires, in words. */
function time({ at: when }: Rung): string {
  if ('unopened' in when) return `unopened for ${when.unopened}`;
  if ('fraction' in when) return `${when.fraction} of the term`;
  if ('before' in when) return `${when.before} before`;
  if ('on' in when) return `on ${when.on}`;
  return `${when.after} after${when.every ? `, every ${when.every}` : ''}`;
}

test('the ladder that every installation starts with, written out', () => {
  const lines = DEFAULT_LADDER.map(
    (rung) => `${rung.case} ${rung.clock}: ${rung.step} = ${rung.letter}, ${time(rung)}, to ${rung.to.join(' ')}`,
  );
  expect(lines).toEqual([
    'request answer: unopened = unopened, unopened for 1, to desk',
    'request answer: half_term = half_term, 0.5 of the term, to holder',
    'request answer: three_days_left = three_days_left, 3 before, to body_head',
    'request answer: one_day_left = one_day_left, 1 before, to ppid',
    'request answer: due_today = due_today, on due, to superior',
    'request answer: overdue = overdue, 1 after, to superior auditor requester',
    'request answer: still_overdue = still_overdue, 6 after, every 5, to superior',
    'request repair: repair_one_day_left = repair_reminder, 1 before, to requester',
    'request arrival: letter_under_way = letter_under_way, 5 after, every 5, to desk',
    'request delivery: delivery_one_day_left = delivery_one_day_left, 1 before, to holder',
    'request delivery: delivery_due_today = delivery_due_today, on due, to desk',
    'request delivery: delivery_late = delivery_late, 1 after, every 5, to ppid superior',
    'request objection_window: window_five_days_left = window_reminder, 5 before, to requester',
    'request objection_window: window_one_day_left = window_reminder, 1 before, to requester',
    'objection objection_answer: objection_unopened = objection_unopened, unopened for 1, to superior',
    'objection objection_answer: objection_half_term = objection_half_term, 0.5 of the term, to superior ppid',
    'objection objection_answer: objection_five_days_left = objection_five_days_left, 5 before, to superior',
    'objection objection_answer: objection_one_day_left = objection_one_day_left, 1 before, to superior ppid',
    'objection objection_answer: objection_due_today = objection_due_today, on due, to superior auditor',
    'objection arrival: objection_letter_under_way = objection_letter_under_way, 5 after, every 5, to desk',
    'objection execution: execution_three_days_left = execution_three_days_left, 3 before, to holder ppid',
    'objection execution: execution_due_today = execution_due_today, on due, to ppid',
    'objection execution: execution_late = execution_late, 1 after, every 5, to superior auditor',
    'dispute dispute_window: dispute_five_days_left = dispute_reminder, 5 before, to requester',
    'dispute dispute_window: dispute_one_day_left = dispute_reminder, 1 before, to requester',
    'dispute dispute_start: start_due = dispute_record, 1 after, every 5, to ppid',
    'dispute mediation: mediation_three_days_left = mediation_three_days_left, 3 before, to superior ppid',
    'dispute mediation: mediation_over = dispute_record, 1 after, every 5, to ppid',
    'dispute dispute_decision: decision_due = dispute_record, 1 after, every 10, to ppid',
    'dispute court: court_five_days_left = court_five_days_left, 5 before, to superior ppid',
    'dispute court: court_over = dispute_record, 1 after, every 5, to ppid',
    'dispute cassation: cassation_five_days_left = cassation_five_days_left, 5 before, to superior ppid',
    'dispute cassation: cassation_over = dispute_record, 1 after, every 5, to ppid',
    'dispute execution: ruling_three_days_left = ruling_three_days_left, 3 before, to holder ppid',
    'dispute execution: ruling_due_today = ruling_due_today, on due, to ppid',
    'dispute execution: ruling_late = ruling_late, 1 after, every 5, to superior auditor',
  ]);
  expect(RUNG_TIME).toBe('08:00');
});

test('a message whose addressee is missing goes one rung up, and ends with the administrator', () => {
  expect(ONE_UP).toEqual({
    ...{ requester: null, desk: 'ppid', holder: 'body_head', body_head: 'ppid', ppid: 'superior' },
    ...{ superior: 'admin', auditor: 'admin', admin: null },
  });
  expect([...ADDRESSEES].sort()).toEqual(Object.keys(ONE_UP).sort());
});

describe('firings', () => {
  const CASE: LadderCase = {
    ...{ case: 'request', clocks: { answer: { from: '2026-12-11', due_on: '2026-12-29' } } },
    ...{ recorded_on: '2026-12-11', first_opened_at: null, ladder_since: at('2026-12-11') },
  };
  const FAR = at('2027-03-01');
  const rung = (over: Partial<Rung>): Rung => ({
    ...{ case: 'request', step: 'x', clock: 'answer', at: { on: 'due' }, to: ['desk'], letter: 'y' },
    ...over,
  });
  const plan = (
    over: Partial<Rung>,
    of: Partial<LadderCase> = {},
    since = CASE.ladder_since,
    until: string | null = FAR,
  ) =>
    rungsBetween({ ...CASE, ...of }, [rung(over)], CAL, TZ, since, until).map(
      ({ step, fire_at }) => `${step} ${fire_at}`,
    );
  const eight = (day: string, step = 'x') => `${step} ${at(day, '08:00')}`;

  test('carry what is said, to whom, and the date they hang on', () => {
    expect(rungsBetween(CASE, [rung({})], CAL, TZ, CASE.ladder_since, null)).toEqual([
      { step: 'x', letter: 'y', due_on: '2026-12-29', to: ['desk'], fire_at: at('2026-12-29', '08:00') },
    ]);
  });

  test('at each kind of time', () => {
    expect(plan({ at: { unopened: 1 } })).toEqual([eight('2026-12-14')]);
    expect(plan({ at: { fraction: 0.5 } })).toEqual([eight('2026-12-18')]);
    expect(plan({ at: { fraction: 0.25 } })).toEqual([eight('2026-12-15')]);
    expect(plan({ at: { before: 3 } })).toEqual([eight('2026-12-22')]);
    expect(plan({ at: { after: 2 } })).toEqual([eight('2026-12-31')]);
    expect(plan({ at: { after: 2, every: 10 } })).toEqual([
      ...[
        eight('2026-12-31', 'x_1'),
        eight('2027-01-18', 'x_2'),
        eight('2027-02-01', 'x_3'),
        eight('2027-02-16', 'x_4'),
      ],
    ]);
  });

  test('a last day that is a day off is announced the working day before', () => {
    const holiday = { clocks: { answer: { from: '2026-12-11', due_on: '2026-12-26' } } };
    expect(plan({}, holiday)).toEqual([eight('2026-12-23')]);
  });

  test('none for another kind of case, a clock that does not run, or a case that was opened', () => {
    expect(plan({ case: 'objection' })).toEqual([]);
    expect(plan({ clock: 'repair' })).toEqual([]);
    expect(plan({ at: { unopened: 1 } }, { first_opened_at: at('2026-12-11') })).toEqual([]);
    expect(plan({ at: { before: 3 } }, { first_opened_at: at('2026-12-11') })).toHaveLength(1);
  });

  test('after the beginning, which is left out, up to the end, which is not', () => {
    const due = at('2026-12-29', '08:00');
    const before = at('2026-12-29', '07:59');
    expect(plan({}, {}, before, due)).toHaveLength(1);
    expect(plan({}, {}, due, FAR)).toEqual([]);
    expect(plan({}, {}, CASE.ladder_since, before)).toEqual([]);
  });

  test('in the order they fire, those of one moment in the order of the ladder; with no end only the next', () => {
    const ladder = [
      rung({ step: 'late', at: { after: 1 } }),
      rung({ step: 'due' }),
      rung({ step: 'early', at: { before: 3 } }),
      rung({ step: 'too', at: { before: 3 } }),
    ];
    const steps = (since: string, until: string | null) =>
      rungsBetween(CASE, ladder, CAL, TZ, since, until).map(({ step }) => step);
    expect(steps(CASE.ladder_since, FAR)).toEqual(['early', 'too', 'due', 'late']);
    expect(steps(CASE.ladder_since, null)).toEqual(['early']);
    expect(steps(at('2026-12-29', '08:00'), null)).toEqual(['late']);
    expect(steps(FAR, null)).toEqual([]);
  });

  test('the next instant: a step of time or a rung, whichever is first, and none before the ladder began', () => {
    const system = (day: string) => [{ step: 'lapse', at: at(day, '00:00'), day }];
    const next = (steps: ReturnType<typeof system>, now: string, of: Partial<LadderCase> = {}) =>
      nextInstant({ ...CASE, ...of }, steps, [rung({})], CAL, TZ, now);
    expect(next([], at('2026-12-14'))).toBe(at('2026-12-29', '08:00'));
    expect(next(system('2026-12-17'), at('2026-12-14'))).toBe(at('2026-12-17', '00:00'));
    expect(next([...system('2027-01-20'), ...system('2027-01-15')], at('2027-01-14'))).toBe(at('2027-01-15', '00:00'));
    expect(next(system('2027-01-15'), at('2026-12-14'))).toBe(at('2026-12-29', '08:00'));
    expect(next([], at('2026-12-14'), { ladder_since: at('2026-12-29', '08:00') })).toBeNull();
    expect(next([], at('2026-12-29', '08:00'))).toBeNull();
  });

  test('of what lies behind the highest is sent, the others are passed over', () => {
    const past = rungsBetween(CASE, [rung({}), rung({ step: 'z', at: { before: 3 } })], CAL, TZ, '', FAR);
    expect(catchUp(past)).toEqual({ send: past[1], skip: [past[0]] });
    expect(past.map(({ step }) => step)).toEqual(['z', 'x']);
  });

  test('the turn of a repeating rung is a number or a day behind its name', () => {
    expect(['still_overdue_3', 'still_overdue_d16', 'still_overdue', 'a_12', 'x_2_days'].map(baseStep)).toEqual([
      ...['still_overdue', 'still_overdue', 'still_overdue', 'a', 'x_2_days'],
    ]);
  });
});

test('the clocks of each kind of case', () => {
  expect(CLOCKS).toEqual({
    request: ['answer', 'repair', 'arrival', 'delivery', 'objection_window'],
    objection: ['objection_answer', 'arrival', 'execution'],
    dispute: ['dispute_window', 'dispute_start', 'mediation', 'dispute_decision', 'court', 'cassation', 'execution'],
  });
});
