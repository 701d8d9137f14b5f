import { CLOCKS, type ClockName, type Rung, type RungTime } from '../../src/workflow/escalations';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { changesBetween, datedFrom, inOrder, silencedClocks } from '../../src/workflow/ladder-changes';
import { fitsTime, REQUESTER_LETTERS, STAFF_MESSAGES } from '../../src/workflow/ladder-messages';
import { nextRung } from '../../src/workflow/ladder-preview';
import {
  ladderFaults,
  MOST_RUNGS,
  messagesFor,
  mostBefore,
  OPENED_CLOCKS,
  REACHABLE,
  sameTime,
} from '../../src/workflow/ladder-rules';
import { at, CAL, TZ } from '../workflow/facts';

const NEW: Rung = {
  ...{ case: 'request', step: 'sisa_dua_hari', clock: 'answer', at: { before: 2 }, to: ['holder', 'ppid'] },
  letter: 'time_left',
};
const faults = (over: Partial<Rung>) => ladderFaults([...DEFAULT_LADDER, { ...NEW, ...over } as Rung]);
const codes = (over: Partial<Rung>) => faults(over).map(({ code }) => code);

describe('limits', () => {
  test('how many days before a clock ends a rung may be', () => {
    const most = Object.fromEntries(
      [...new Set(Object.values(CLOCKS).flat())].map((clock) => [clock, mostBefore(clock)]),
    );
    expect(most).toEqual({
      ...{ answer: 9, repair: 2, arrival: 60, delivery: 60, objection_window: 29, objection_answer: 29, execution: 60 },
      // Fourteen plain days are ten working days at most.
      ...{ dispute_window: 13, dispute_start: 13, mediation: 13, dispute_decision: 99, court: 9, cassation: 9 },
    });
    expect(codes({ at: { before: 9 } })).toEqual([]);
    expect(faults({ at: { before: 10 } })).toEqual([
      { code: 'before_the_term', case: 'request', clock: 'answer', step: 'sisa_dua_hari', most: 9 },
    ]);
    expect(faults({ at: { before: 0 } })[0]).not.toHaveProperty('most');
  });

  test('counts are whole days up to sixty, a part lies between nothing and all', () => {
    const time = (when: RungTime, letter = 'still_overdue') => codes({ at: when, letter });
    expect([time({ after: 60 }), time({ after: 60, every: 60 })]).toEqual([[], []]);
    expect([time({ after: 61 }), time({ after: 1, every: 61 })]).toEqual([['not_a_count'], ['not_a_count']]);
    expect(time({ after: '6' as never })).toEqual(['not_a_count']);
    expect([0, 1, -0.5].map((fraction) => time({ fraction }, 'time_left'))).toEqual(Array(3).fill(['not_a_count']));
    expect(time({ fraction: 0.01 }, 'time_left')).toEqual([]);
    const unopened = (days: number) =>
      codes({ step: 'belum_dibuka', at: { unopened: days }, letter: 'unopened', to: ['desk'] });
    expect([unopened(1), unopened(0)]).toEqual([[], ['not_a_count']]);
  });

  test('a name has three to forty letters and no number behind it that looks like a turn', () => {
    const name = (step: string) => codes({ step });
    expect([name('abc'), name('a'.repeat(40)), name('sisa_d2x'), name('sisa2')]).toEqual([[], [], [], []]);
    expect([name('sisa_12'), name('sisa_d12')]).toEqual([['step_malformed'], ['step_malformed']]);
  });

  test('a ladder has so many rungs and not one more', () => {
    const many = (length: number) =>
      Array.from({ length: length - DEFAULT_LADDER.length }, (_, i): Rung => ({ ...NEW, step: `langkah_${i}_lagi` }));
    expect(ladderFaults([...DEFAULT_LADDER, ...many(MOST_RUNGS)])).toEqual([]);
    expect(ladderFaults([...DEFAULT_LADDER, ...many(MOST_RUNGS + 1)])).toEqual([
      { code: 'too_many', case: null, clock: null, step: null, most: MOST_RUNGS },
    ]);
  });

  test('two kinds of case may have a step of one name', () => {
    const other: Rung = { ...NEW, case: 'objection', clock: 'objection_answer', letter: 'objection_time_left' };
    expect(ladderFaults([...DEFAULT_LADDER, NEW, other])).toEqual([]);
    expect(ladderFaults([...DEFAULT_LADDER, NEW, NEW]).map(({ code }) => code)).toEqual(['step_twice']);
  });

  test('a shipped name keeps its clock as well as its time', () => {
    const moved = DEFAULT_LADDER.map(
      (rung): Rung =>
        rung.step === 'window_one_day_left' ? { ...rung, clock: 'repair', letter: 'repair_reminder' } : rung,
    );
    expect(ladderFaults(moved).map(({ code }) => code)).toEqual(['name_says_other_time']);
  });

  test('one unknown office among known ones is one too many, and so is one twice', () => {
    expect(codes({ to: ['ppid', 'admin'] })).toEqual(['unknown_addressee']);
    expect(codes({ to: ['ppid', 'ppid'] })).toEqual(['unknown_addressee']);
    expect(REACHABLE).toEqual(['requester', 'desk', 'holder', 'body_head', 'ppid', 'superior', 'auditor']);
    expect(OPENED_CLOCKS).toEqual(['answer', 'objection_answer']);
  });
});

test('two times are the same whatever order they are written in', () => {
  expect(sameTime({ after: 6, every: 5 }, { every: 5, after: 6 })).toBe(true);
  expect(sameTime({ after: 6, every: 5 }, { after: 6 })).toBe(false);
  expect(sameTime({ before: 6 }, { after: 6 })).toBe(false);
});

describe('the order of a ladder', () => {
  test('is kind of case, clock, then time: unopened, a part, before, on the day, after', () => {
    expect(inOrder([...DEFAULT_LADDER].reverse()).map(({ case: name, clock }) => `${name} ${clock}`)).toEqual(
      DEFAULT_LADDER.map(({ case: name, clock }) => `${name} ${clock}`),
    );
    const times: RungTime[] = [
      ...[{ unopened: 1 }, { unopened: 2 }, { fraction: 0.25 }, { fraction: 0.5 }, { before: 5 }, { before: 1 }],
      ...[{ on: 'due' as const }, { after: 1 }, { after: 6, every: 5 }],
    ];
    const rungs = times.map((when, i): Rung => ({ ...NEW, step: `r${i}`, at: when }));
    const shuffled = [3, 8, 0, 5, 2, 7, 1, 6, 4].map((i) => rungs[i] as Rung);
    expect(inOrder(shuffled)).toEqual(rungs);
    expect(inOrder([...rungs].reverse())).toEqual(rungs);
  });

  test('what is asked about keeps its own', () => {
    const given = [...DEFAULT_LADDER].reverse();
    inOrder(given);
    expect(given).toEqual([...DEFAULT_LADDER].reverse());
  });
});

describe('what lies between two ladders', () => {
  const between = (over: Partial<Rung>) => changesBetween([NEW], [{ ...NEW, ...over } as Rung]);

  test.each<[string, Partial<Rung>]>([
    ['another clock', { clock: 'repair' }],
    ['another time', { at: { before: 3 } }],
    ['another message', { letter: 'three_days_left' }],
    ['another addressee', { to: ['holder', 'superior'] }],
    ['one addressee more', { to: ['holder', 'ppid', 'superior'] }],
  ])('%s is a change', (_what, over) => {
    expect(between(over)).toEqual([
      { case: 'request', step: 'sisa_dua_hari', before: NEW, after: { ...NEW, ...over } },
    ]);
  });

  test('the order of the addressees and the day of a change say nothing', () => {
    expect(between({ to: ['ppid', 'holder'] })).toEqual([]);
    expect(between({ since: '2026-12-11T02:00:00.000Z' })).toEqual([]);
  });

  test('a step of the same name in another kind of case is another step', () => {
    const other: Rung = { ...NEW, case: 'objection', clock: 'objection_answer' };
    expect(changesBetween([NEW], [other]).map(({ case: name, before, after }) => [name, before, after])).toEqual([
      ['request', NEW, null],
      ['objection', null, other],
    ]);
    expect(datedFrom([other], [{ ...NEW, since: '2026-12-11T02:00:00.000Z' }], at('2026-12-14'))).toEqual([
      { ...other, since: at('2026-12-14') },
    ]);
  });

  test('a rung that moves to another clock begins now', () => {
    const present = [{ ...NEW, since: '2026-12-11T02:00:00.000Z' }];
    const moved: Rung = { ...NEW, clock: 'delivery' };
    expect(datedFrom([moved], present, at('2026-12-14'))).toEqual([{ ...moved, since: at('2026-12-14') }]);
  });

  test('the requester is silenced on a clock of his own kind of case only', () => {
    expect(silencedClocks([])).toEqual([
      ...['answer', 'repair', 'objection_window'].map((clock) => ({ case: 'request', clock })),
      { case: 'dispute', clock: 'dispute_window' },
    ]);
    const elsewhere = DEFAULT_LADDER.filter((rung) => rung.clock !== 'repair');
    expect(silencedClocks(elsewhere)).toEqual([{ case: 'request', clock: 'repair' }]);
  });
});

describe('what a rung may say', () => {
  test('a message says what is so at the time of the rung', () => {
    const times: [string, RungTime][] = [
      ...([
        ['unopened', { unopened: 1 }],
        ['a half', { fraction: 0.5 }],
        ['a quarter', { fraction: 0.25 }],
      ] as [string, RungTime][]),
      ...([
        ['one day before', { before: 1 }],
        ['two before', { before: 2 }],
      ] as [string, RungTime][]),
      ...([
        ['that day', { on: 'due' }],
        ['after', { after: 1 }],
      ] as [string, RungTime][]),
    ];
    const fitting = (says: Parameters<typeof fitsTime>[0]) =>
      times.filter(([, when]) => fitsTime(says, when)).map(([name]) => name);
    expect({
      unopened: fitting('unopened'),
      half: fitting('half'),
      left: fitting('left'),
      one_left: fitting('one_left'),
      today: fitting('today'),
      late: fitting('late'),
    }).toEqual({
      unopened: ['unopened'],
      half: ['a half'],
      left: ['a half', 'a quarter', 'one day before', 'two before'],
      one_left: ['one day before'],
      today: ['that day'],
      late: ['after'],
    });
  });

  test('every message, on which clocks of which kind of case', () => {
    const lines = (messages: typeof STAFF_MESSAGES) =>
      messages.map(({ letter, case: name, clocks, says }) => `${name} ${clocks.join('+')}: ${letter} (${says})`);
    expect(lines(STAFF_MESSAGES)).toEqual([
      'request answer: unopened (unopened)',
      'request answer: half_term (half)',
      'request answer: three_days_left (left)',
      'request answer: one_day_left (one_left)',
      'request answer: due_today (today)',
      'request answer: overdue (late)',
      'request answer: still_overdue (late)',
      'request arrival: letter_under_way (late)',
      'request delivery: delivery_one_day_left (one_left)',
      'request delivery: delivery_due_today (today)',
      'request delivery: delivery_late (late)',
      'request answer+repair+delivery+objection_window: time_left (left)',
      'objection objection_answer: objection_unopened (unopened)',
      'objection objection_answer: objection_half_term (half)',
      'objection objection_answer: objection_five_days_left (left)',
      'objection objection_answer: objection_one_day_left (one_left)',
      'objection objection_answer: objection_due_today (today)',
      'objection arrival: objection_letter_under_way (late)',
      'objection execution: execution_three_days_left (left)',
      'objection execution: execution_due_today (today)',
      'objection execution: execution_late (late)',
      'objection objection_answer+execution: objection_time_left (left)',
      'dispute dispute_start+mediation+dispute_decision+court+cassation: dispute_record (late)',
      'dispute mediation: mediation_three_days_left (left)',
      'dispute court: court_five_days_left (left)',
      'dispute cassation: cassation_five_days_left (left)',
      'dispute execution: ruling_three_days_left (left)',
      'dispute execution: ruling_due_today (today)',
      'dispute execution: ruling_late (late)',
      'dispute dispute_window+dispute_start+mediation+dispute_decision+court+cassation+execution: dispute_time_left (left)',
    ]);
    expect(lines(REQUESTER_LETTERS)).toEqual([
      'request answer: overdue (late)',
      'request repair: repair_reminder (left)',
      'request objection_window: window_reminder (left)',
      'dispute dispute_window: dispute_reminder (left)',
    ]);
  });

  test('of its own kind of case, on its own clock, to officers, to the requester, or to both with one word', () => {
    const may = (name: Rung['case'], clock: ClockName, when: RungTime, to: Rung['to']) =>
      messagesFor({ case: name, clock, at: when, to });
    expect(may('objection', 'execution', { before: 2 }, ['ppid'])).toEqual([
      ...['execution_three_days_left', 'objection_time_left'],
    ]);
    expect(may('dispute', 'execution', { before: 2 }, ['ppid'])).toEqual([
      'ruling_three_days_left',
      'dispute_time_left',
    ]);
    expect(may('objection', 'arrival', { after: 5 }, ['desk'])).toEqual(['objection_letter_under_way']);
    expect(may('request', 'repair', { before: 1 }, ['requester'])).toEqual(['repair_reminder']);
    expect(may('request', 'repair', { before: 1 }, ['requester', 'desk'])).toEqual([]);
    expect(may('request', 'answer', { after: 1 }, ['requester', 'superior'])).toEqual(['overdue']);
  });
});

test('what fires next of rungs that fire at one moment is the first of the ladder; with everything fired nothing does', () => {
  const facts = {
    ...{ case: 'request' as const, clocks: { answer: { from: '2026-12-11', due_on: '2026-12-29' } } },
    ...{ recorded_on: '2026-12-11', first_opened_at: null, ladder_since: at('2026-12-11') },
  };
  const ladder: Rung[] = [
    { ...NEW, step: 'later', at: { on: 'due' } },
    { ...NEW, step: 'one' },
    { ...NEW, step: 'two' },
  ];
  const next = (fired: string[], now = at('2026-12-11'), since = facts.ladder_since) =>
    nextRung({ ...facts, ladder_since: since }, ladder, { cal: CAL, timezone: TZ, now, fired: new Set(fired) })?.step ??
    null;
  expect(next([])).toBe('one');
  expect(next(['one 2026-12-29'])).toBe('two');
  expect(next(['one 2026-12-29', 'two 2026-12-29'])).toBe('later');
  expect(next(['one 2026-12-29', 'two 2026-12-29', 'later 2026-12-29'])).toBeNull();
  expect(next([], at('2026-12-11'), at('2026-12-28'))).toBe('later');
  expect(next([], at('2026-12-28'), at('2026-12-11'))).toBe('later');
  const endless: Rung = { ...NEW, step: 'again', at: { after: 1, every: 1 } };
  const turns = new Set(Array.from({ length: 600 }, (_, i) => `again_${i + 1} 2026-12-29`));
  const asked = { cal: CAL, timezone: TZ, now: at('2026-12-11'), fired: turns };
  // A calendar has an end; within it the next turn that was not fired is found, and a fired one never again.
  turns.delete('again_40 2026-12-29');
  expect(nextRung(facts, [endless], asked)?.step).toBe('again_40');
});
