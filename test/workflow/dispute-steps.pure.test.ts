import { DISPUTE_STATES, type DisputeFacts } from '../../src/workflow/dispute-facts';
import { allowedDisputeSteps, decideDispute, rolesForDispute } from '../../src/workflow/dispute-machine';
import { type DisputeStep, type DisputeStepName, STEP_TO } from '../../src/workflow/dispute-steps';
import { disputeSystemSteps } from '../../src/workflow/dispute-terms';
import type { Role } from '../../src/workflow/facts';
import type { StepContext } from '../../src/workflow/table';
import { actor, at, on, TZ } from './facts';
import { DISPUTE_IN, DISPUTE_LAWFUL, DISPUTE_TODAY, dispute } from './later-facts';

const FAR = '2027-11-30';

/** The case after a step of the staff's on a day; throws when it is refused. */
function take(facts: DisputeFacts, step: DisputeStep, ctx: StepContext = on(DISPUTE_TODAY, 'ppid')): DisputeFacts {
  const judged = decideDispute(facts, step, ctx);
  if (!judged.ok) throw new Error(judged.code);
  return { ...facts, ...judged.changes, state: judged.to };
}

/** Why a step is refused; null when it is taken. */
function codeOf(facts: DisputeFacts, step: DisputeStep, ctx: StepContext = on(DISPUTE_TODAY, 'ppid')) {
  const judged = decideDispute(facts, step, ctx);
  return judged.ok ? null : judged.code;
}

/** What a step changes, beside the state. */
function changes(facts: DisputeFacts, step: DisputeStep, ctx: StepContext = on(DISPUTE_TODAY, 'ppid')) {
  const judged = decideDispute(facts, step, ctx);
  if (!judged.ok) throw new Error(judged.code);
  return judged.changes;
}

const decide = (over: object): DisputeStep => ({ ...DISPUTE_LAWFUL.decide_dispute, ...over }) as DisputeStep;

test('a window that opens runs fourteen working days, and nothing else has happened', () => {
  expect(dispute()).toEqual({
    ...{ ground: 'd', objection_id: 1, request_id: 1, body_id: 7, recorded_on: '2026-12-21', terms: null },
    ...{ state: 'window_open', window_from: '2026-12-21', file_by: '2027-01-14', file_told_on: null },
    ...{ filed_on: null, filed_late: 0, registered_on: null, start_by: null, decide_by: null },
    ...{ mediation_from: null, mediation_by: null, mediation_extended_from: null, decided_on: null },
    ...{ decision_received_on: null, outcome: null, court_by: null, court_by_working: null, in_court_on: null },
    ...{ court_decision_on: null, cassation_by: null, ended_on: null, execute_by: null, executed_on: null },
    ...{ first_opened_at: null, ladder_since: at('2026-12-21') },
  });
});

describe('filing', () => {
  test('starts the terms of the commission: 14 working days to begin, 100 to decide', () => {
    expect(changes(dispute(), { do: 'file_dispute', on: '2027-01-13' }, on('2027-01-14', 'requester'))).toEqual({
      ...{ filed_on: '2027-01-13', filed_late: 0, start_by: '2027-02-02', decide_by: '2027-06-23' },
      ladder_since: at('2027-01-14'),
    });
  });

  test('on the last day is in time; later is flagged and never refused, though the window was missed', () => {
    const filed = (day: string, facts = dispute()) => changes(facts, { do: 'file_dispute', on: day });
    expect(filed('2027-01-14')).toMatchObject({ filed_late: 0 });
    expect(filed('2027-01-15')).toMatchObject({ filed_late: 1 });
    expect(filed('2027-01-29', DISPUTE_IN.window_missed)).toMatchObject({ filed_late: 1 });
  });

  test('a year without a calendar leaves the commission’s terms uncounted, and the filing is recorded', () => {
    const late = dispute({ window_from: '2027-08-02', file_by: '2027-08-23' });
    expect(changes(late, { do: 'file_dispute', on: '2027-08-16' }, on(FAR, 'ppid'))).toMatchObject({
      filed_on: '2027-08-16',
      start_by: expect.stringMatching(/^2027-09/),
      decide_by: null,
    });
  });

  test('a day on which nobody can have filed is refused', () => {
    const code = (day: string) => codeOf(dispute(), { do: 'file_dispute', on: day }, on('2027-01-13', 'petugas'));
    expect(code('2026-12-20')).toBe('dates_out_of_order');
    expect(code('2026-12-21')).toBeNull();
    expect(code('2027-01-13')).toBeNull();
    expect(code('2027-01-14')).toBe('date_in_future');
    expect(code('2027-01-32')).toBe('dates_out_of_order');
  });
});

describe('what happened is entered in its order', () => {
  const after: [string, Partial<DisputeFacts>, string][] = [
    ['the filing', { filed_on: '2027-01-13' }, '2027-01-13'],
    ['the registration', { registered_on: '2027-01-15' }, '2027-01-15'],
    ['the mediation', { mediation_from: '2027-01-18' }, '2027-01-18'],
    ['the decision', { decided_on: '2027-01-20' }, '2027-01-20'],
    ['the court', { in_court_on: '2027-01-22' }, '2027-01-22'],
  ];

  test.each(after)('never before %s', (_what, facts, day) => {
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    const registered = { ...DISPUTE_IN.registered, registered_on: null, filed_on: null, ...facts };
    expect(codeOf(registered, { do: 'drop', on: before })).toBe('dates_out_of_order');
    expect(codeOf(registered, { do: 'drop', on: day })).toBeNull();
  });

  const steps = Object.entries(DISPUTE_LAWFUL).filter(([, step]) => 'on' in step) as [DisputeStepName, DisputeStep][];
  const from: Partial<Record<DisputeStepName, DisputeFacts>> = {
    file_dispute: DISPUTE_IN.window_open,
    register_dispute: DISPUTE_IN.filed,
    refuse_registration: DISPUTE_IN.filed,
    mediate: DISPUTE_IN.registered,
    extend_mediation: DISPUTE_IN.mediation,
    adjudicate: DISPUTE_IN.registered,
    settle_dispute: DISPUTE_IN.mediation,
    decide_dispute: DISPUTE_IN.adjudication,
    receive_decision: DISPUTE_IN.decided,
    go_to_court: DISPUTE_IN.decided,
    court_decides: DISPUTE_IN.in_court,
    cassation: DISPUTE_IN.in_court,
    finalize: DISPUTE_IN.decided,
    carry_out: DISPUTE_IN.final,
    withdraw_dispute: DISPUTE_IN.filed,
    drop: DISPUTE_IN.registered,
    correct_day: DISPUTE_IN.filed,
  };

  test.each(steps)('%s: neither tomorrow nor before it could be', (name, step) => {
    const facts = from[name] as DisputeFacts;
    const code = (day: string) => codeOf(facts, { ...step, on: day } as DisputeStep);
    expect(codeOf(facts, step)).toBeNull();
    expect(code('2027-02-02')).toBe('date_in_future');
    expect(code('2026-12-20')).toBe('dates_out_of_order');
  });
});

describe('mediation', () => {
  test('is for grounds b to g: ground a goes to adjudication', () => {
    const step = DISPUTE_LAWFUL.mediate;
    expect(codeOf({ ...DISPUTE_IN.registered, ground: 'a' }, step)).toBe('mediation_not_for_ground_a');
    expect(changes(DISPUTE_IN.registered, step)).toEqual({ mediation_from: '2027-01-18', mediation_by: '2027-02-08' });
  });

  test('is extended once, by seven working days from its end, while it runs', () => {
    const step = { do: 'extend_mediation', on: '2027-01-25' } as const;
    const extended = take(DISPUTE_IN.mediation, step);
    expect(extended).toMatchObject({
      ...{ state: 'mediation', mediation_extended_from: '2027-02-08', mediation_by: '2027-02-17' },
      ladder_since: at(DISPUTE_TODAY),
    });
    expect(codeOf(extended, step)).toBe('mediation_already_extended');
    const late = on('2027-02-10', 'ppid');
    expect(codeOf(DISPUTE_IN.mediation, { ...step, on: '2027-02-08' }, late)).toBeNull();
    expect(codeOf(DISPUTE_IN.mediation, { ...step, on: '2027-02-09' }, late)).toBe('mediation_is_over');
  });

  test('whose end no calendar reached is extended from the day of the extension', () => {
    const open = { ...DISPUTE_IN.mediation, mediation_by: null };
    expect(changes(open, { do: 'extend_mediation', on: '2027-01-25' })).toMatchObject({
      mediation_extended_from: '2027-01-25',
      mediation_by: '2027-02-03',
    });
  });

  test('that ends in agreement is settled, with the day it is carried out by', () => {
    expect(changes(DISPUTE_IN.mediation, DISPUTE_LAWFUL.settle_dispute)).toEqual({
      ...{ decided_on: '2027-01-26', outcome: 'agreed', execute_by: '2027-02-05' },
    });
    const code = (execute_by: string | null) =>
      codeOf(DISPUTE_IN.mediation, { do: 'settle_dispute', on: '2027-01-26', execute_by });
    expect([null, '2027-01-26'].map(code)).toEqual([null, null]);
    expect(['2027-01-25', '2027-02-30'].map(code)).toEqual(['dates_out_of_order', 'dates_out_of_order']);
  });
});

describe('the decision and the courts', () => {
  test('the 14 days to court run from the day the copy was received, in both readings', () => {
    const day = on('2027-01-29', 'atasan');
    expect(changes(DISPUTE_IN.adjudication, decide({ execute_by: '2027-02-10' }), day)).toEqual({
      ...{ decided_on: '2027-01-27', decision_received_on: '2027-01-28', outcome: 'opened', execute_by: '2027-02-10' },
      ...{ court_by: '2027-02-11', court_by_working: '2027-02-18', ladder_since: at('2027-01-29') },
    });
  });

  test('without the copy they have not begun; it may be recorded later, once', () => {
    const decided = take(DISPUTE_IN.adjudication, decide({ received_on: null }));
    expect(decided).toMatchObject({ decision_received_on: null, court_by: null, court_by_working: null });
    const received = take(decided, DISPUTE_LAWFUL.receive_decision);
    expect(received).toMatchObject({
      ...{
        state: 'decided',
        decision_received_on: '2027-01-28',
        court_by: '2027-02-11',
        court_by_working: '2027-02-18',
      },
      ladder_since: at(DISPUTE_TODAY),
    });
    expect(codeOf(received, DISPUTE_LAWFUL.receive_decision)).toBe('not_in_this_state');
  });

  test('a copy is not received before the decision, nor tomorrow; it is carried out after it', () => {
    const code = (over: object) => codeOf(DISPUTE_IN.adjudication, decide(over));
    expect(code({ received_on: '2027-01-26' })).toBe('dates_out_of_order');
    expect(code({ received_on: '2027-01-27' })).toBeNull();
    expect(code({ received_on: '2027-02-30' })).toBe('dates_out_of_order');
    expect(code({ received_on: '2027-02-01' })).toBeNull();
    expect(code({ received_on: '2027-02-02' })).toBe('date_in_future');
    expect(code({ execute_by: '2027-01-26' })).toBe('dates_out_of_order');
    expect(code({ execute_by: '2027-01-27' })).toBeNull();
    expect(code({ execute_by: '2027-02-31' })).toBe('dates_out_of_order');
  });

  test('an outcome is one of the law’s words', () => {
    for (const outcome of ['opened', 'opened_partly', 'upheld', 'agreed']) {
      expect([outcome, codeOf(DISPUTE_IN.registered, decide({ outcome }))]).toEqual([outcome, null]);
    }
    expect(codeOf(DISPUTE_IN.registered, decide({ outcome: 'busy' }))).toBe('objection_outcome_unknown');
    const court = { ...DISPUTE_LAWFUL.court_decides, outcome: 'busy' } as DisputeStep;
    expect(codeOf(DISPUTE_IN.in_court, court)).toBe('objection_outcome_unknown');
  });

  test('a court’s decision opens fourteen plain days for cassation, which ends them', () => {
    const judged = take(DISPUTE_IN.in_court, DISPUTE_LAWFUL.court_decides);
    expect(judged).toMatchObject({
      ...{ state: 'in_court', outcome: 'upheld', court_decision_on: '2027-01-30', cassation_by: '2027-02-13' },
      ladder_since: at(DISPUTE_TODAY),
    });
    const late = { ...DISPUTE_LAWFUL.court_decides, received_on: '2027-01-28' } as DisputeStep;
    expect(codeOf(DISPUTE_IN.in_court, late)).toBe('dates_out_of_order');
    expect(changes(judged, DISPUTE_LAWFUL.cassation)).toEqual({
      ...{ in_court_on: '2027-01-31', court_decision_on: null, cassation_by: null },
    });
    expect(changes(DISPUTE_IN.decided, DISPUTE_LAWFUL.go_to_court)).toEqual({ in_court_on: '2027-01-29' });
  });

  test('final: a ruling keeps the day it is carried out by unless another is named', () => {
    const decided = { ...DISPUTE_IN.decided, execute_by: '2027-02-10' };
    const finalize = (execute_by: string | null) =>
      changes(decided, { do: 'finalize', on: '2027-01-31', execute_by, early: true });
    expect(finalize(null)).toEqual({
      ended_on: '2027-01-31',
      execute_by: '2027-02-10',
      ladder_since: at(DISPUTE_TODAY),
    });
    expect(finalize('2027-02-20')).toMatchObject({ execute_by: '2027-02-20' });
    expect(codeOf(decided, { do: 'finalize', on: '2027-01-31', execute_by: '2027-01-30' })).toBe('dates_out_of_order');
  });
});

describe('final', () => {
  const RECEIVED = { decision_received_on: '2027-01-28', court_by: '2027-02-11', court_by_working: '2027-02-18' };
  const received = { ...DISPUTE_IN.decided, ...RECEIVED };
  const judged = { ...DISPUTE_IN.in_court, court_decision_on: '2027-01-30', cassation_by: '2027-02-13' };
  const code = (facts: DisputeFacts, day: string, early?: boolean) =>
    codeOf(
      facts,
      { do: 'finalize', on: day, execute_by: null, ...(early === undefined ? {} : { early }) },
      on(FAR, 'ppid'),
    );

  test('only when the days to court are over in both readings', () => {
    expect(['2027-02-11', '2027-02-12', '2027-02-18'].map((day) => code(received, day))).toEqual([
      ...['not_final_yet', 'not_final_yet', 'not_final_yet'],
    ]);
    expect(code(received, '2027-02-19')).toBeNull();
    // The calendar days may end last: then they count.
    const other = { ...received, court_by: '2027-02-20' };
    expect(['2027-02-20', '2027-02-21'].map((day) => code(other, day))).toEqual(['not_final_yet', null]);
    expect(code({ ...received, court_by_working: null }, FAR)).toBe('not_final_yet');
  });

  test('not before they have begun; in court the days of cassation count', () => {
    expect(code(DISPUTE_IN.decided, FAR)).toBe('not_final_yet');
    expect(code(DISPUTE_IN.in_court, FAR)).toBe('not_final_yet');
    expect(code(judged, '2027-02-13')).toBe('not_final_yet');
    expect(code(judged, '2027-02-14')).toBeNull();
  });

  test('an agreement is final at once; anything is on somebody’s word', () => {
    expect(code(DISPUTE_IN.settled, '2027-01-27')).toBeNull();
    for (const facts of [received, judged, DISPUTE_IN.decided, DISPUTE_IN.in_court]) {
      expect(code(facts, '2027-02-01', false)).toBe('not_final_yet');
      expect(code(facts, '2027-02-01', true)).toBeNull();
    }
  });
});

describe('a day that was entered wrongly', () => {
  const correct = (which: string, day: string) => ({ do: 'correct_day', which, on: day }) as const;
  const court = {
    ...DISPUTE_IN.in_court,
    ...{ mediation_from: '2027-01-18', mediation_by: '2027-02-08', decision_received_on: '2027-01-28' },
    ...{
      court_by: '2027-02-11',
      court_by_working: '2027-02-18',
      court_decision_on: '2027-01-31',
      execute_by: '2027-02-01',
    },
  };

  test('keeps its place between its neighbours, and no day is ahead', () => {
    const code = (which: string, day: string) => codeOf(court, correct(which, day));
    expect(code('mediation_from', '2027-01-14')).toBe('dates_out_of_order');
    expect(code('mediation_from', '2027-01-15')).toBeNull();
    expect(code('mediation_from', '2027-01-27')).toBeNull();
    expect(code('mediation_from', '2027-01-28')).toBe('after_next_step');
    expect(code('mediation_from', '2027-01-18')).toBe('day_unchanged');
    expect(code('filed_on', '2026-12-20')).toBe('dates_out_of_order');
    expect(code('filed_on', '2026-12-21')).toBeNull();
    expect(code('filed_on', '2027-01-00')).toBe('dates_out_of_order');
    expect(code('court_decision_on', '2027-02-01')).toBeNull();
    expect(code('court_decision_on', '2027-02-02')).toBe('date_in_future');
    expect(['ended_on', 'window_from', 'ground', ''].map((which) => code(which, '2027-01-20'))).toEqual([
      ...['no_such_day', 'no_such_day', 'no_such_day', 'no_such_day'],
    ]);
  });

  test('the ruling stays before the day it is carried out by', () => {
    const settled = { ...DISPUTE_IN.settled, execute_by: '2027-01-29' };
    expect(codeOf(settled, correct('decided_on', '2027-01-29'))).toBeNull();
    expect(codeOf(settled, correct('decided_on', '2027-01-30'))).toBe('after_next_step');
    expect(codeOf({ ...settled, execute_by: null }, correct('decided_on', '2027-01-30'))).toBeNull();
  });

  test('the end and the carrying-out have no order between them', () => {
    const done = { ...DISPUTE_IN.final, ended_on: '2027-01-31', executed_on: '2027-01-31' };
    expect(changes(done, correct('executed_on', '2027-01-28'))).toEqual({
      ...{ executed_on: '2027-01-28', ladder_since: at(DISPUTE_TODAY) },
    });
    expect(codeOf(done, correct('ended_on', '2027-02-01'))).toBeNull();
    expect(codeOf(done, correct('decided_on', '2027-02-01'))).toBe('after_next_step');
  });

  test('moves the terms that run from it, as if it had been right at first', () => {
    const since = { ladder_since: at(DISPUTE_TODAY) };
    const late = { ...DISPUTE_IN.filed, filed_on: '2027-01-18', filed_late: 1 };
    expect(changes(late, correct('filed_on', '2027-01-13'))).toEqual({
      ...{ filed_on: '2027-01-13', filed_late: 0, start_by: '2027-02-02', decide_by: '2027-06-23', ...since },
    });
    expect(changes(DISPUTE_IN.filed, correct('filed_on', '2027-01-15'))).toMatchObject({ filed_late: 1 });
    expect(changes(court, correct('registered_on', '2027-01-14'))).toEqual({ registered_on: '2027-01-14', ...since });
    expect(changes(court, correct('decision_received_on', '2027-01-27'))).toEqual({
      ...{ decision_received_on: '2027-01-27', court_by: '2027-02-10', court_by_working: '2027-02-17', ...since },
    });
    expect(changes(court, correct('court_decision_on', '2027-01-30'))).toEqual({
      ...{ court_decision_on: '2027-01-30', cassation_by: '2027-02-13', ...since },
    });
    expect(changes(DISPUTE_IN.mediation, correct('mediation_from', '2027-01-19'))).toEqual({
      ...{ mediation_from: '2027-01-19', mediation_by: '2027-02-09', ...since },
    });
    const extended = { ...DISPUTE_IN.mediation, mediation_extended_from: '2027-02-08', mediation_by: '2027-02-17' };
    expect(changes(extended, correct('mediation_from', '2027-01-19'))).toEqual({
      ...{ mediation_from: '2027-01-19', mediation_extended_from: '2027-02-09', mediation_by: '2027-02-18', ...since },
    });
  });
});

describe('the end', () => {
  test('what was opened is carried out once; what was upheld is not', () => {
    const step = { do: 'carry_out', on: '2027-02-01' } as const;
    expect(changes(DISPUTE_IN.final, step)).toEqual({ executed_on: '2027-02-01', ended_on: '2027-01-31' });
    expect(take(DISPUTE_IN.settled, step)).toMatchObject({ state: 'final', ended_on: '2027-02-01' });
    expect(codeOf({ ...DISPUTE_IN.final, outcome: 'upheld' }, step)).toBe('nothing_to_carry_out');
    expect(codeOf({ ...DISPUTE_IN.final, executed_on: '2027-02-01' }, step)).toBe('nothing_to_carry_out');
  });

  test.each(['refuse_registration', 'withdraw_dispute', 'drop'] as const)('%s ends it that day', (name) => {
    const facts = name === 'refuse_registration' ? DISPUTE_IN.filed : DISPUTE_IN.registered;
    expect(changes(facts, { do: name, on: '2027-01-29' })).toEqual({ ended_on: '2027-01-29' });
  });

  test('registration and adjudication keep their day', () => {
    expect(changes(DISPUTE_IN.filed, DISPUTE_LAWFUL.register_dispute)).toEqual({ registered_on: '2027-01-15' });
    expect(changes(DISPUTE_IN.mediation, DISPUTE_LAWFUL.adjudicate)).toEqual({});
  });
});

describe('the requester’s window', () => {
  test('closes by itself the midnight after its last day, and not on it', () => {
    expect(codeOf(dispute(), { do: 'miss_window' }, on('2027-01-14', 'system'))).toBe('not_due_yet');
    expect(take(dispute(), { do: 'miss_window' }, on('2027-01-15', 'system')).state).toBe('window_missed');
    expect(disputeSystemSteps(dispute(), TZ)).toEqual([
      { step: 'miss_window', at: at('2027-01-15', '00:00'), day: '2027-01-14' },
    ]);
    expect(disputeSystemSteps(DISPUTE_IN.filed, TZ)).toEqual([]);
  });

  test('begins anew when the answer came later, and only lengthens', () => {
    const moved = (from: string) => changes(dispute(), { do: 'window_moved', from }, on('2026-12-28', 'system'));
    expect(moved('2026-12-28')).toEqual({
      ...{ window_from: '2026-12-28', file_by: '2027-01-19', ladder_since: at('2026-12-28') },
    });
    expect(moved('2026-12-21')).toEqual({});
    expect(moved('2026-12-18')).toEqual({});
  });
});

describe('a changed calendar', () => {
  const step = { do: 'calendar_changed' } as const;

  test('moves the dates of one that runs, by itself', () => {
    const moved = dispute({ file_by: '2027-01-13' });
    const day = '2027-01-04';
    expect(decideDispute(moved, step, on(day, 'system'))).toMatchObject({
      ...{ ok: true, to: 'window_open', transition: { event: 'calendar_moved', letter: null } },
      changes: { file_by: '2027-01-14', file_told_on: '2027-01-13', ladder_since: at(day) },
    });
    for (const role of ['ppid', 'atasan', 'admin'] as const) {
      expect(codeOf(moved, step, on(day, role))).toBe('role_may_not');
    }
    expect(codeOf(dispute(), step, on(day, 'system'))).toBe('no_date_moves');
  });

  test.each(DISPUTE_STATES)('%s: only what is not final', (state) => {
    const final = ['window_missed', 'not_registered', 'final', 'withdrawn', 'lapsed'].includes(state);
    const code = codeOf(DISPUTE_IN[state], step, on(DISPUTE_TODAY, 'system'));
    expect(code).toBe(final ? 'not_in_this_state' : 'no_date_moves');
  });
});

describe('the buttons', () => {
  const steps = (facts: DisputeFacts, role: Role) => allowedDisputeSteps(facts, actor(role), DISPUTE_TODAY);

  test('of each role', () => {
    expect(steps(dispute(), 'requester')).toEqual(['file_dispute']);
    expect(steps(DISPUTE_IN.registered, 'requester')).toEqual(['withdraw_dispute']);
    expect(steps(DISPUTE_IN.registered, 'atasan')).toEqual([
      ...['mediate', 'adjudicate', 'decide_dispute', 'withdraw_dispute', 'drop', 'correct_day'],
    ]);
    for (const role of ['opd', 'auditor', 'admin'] as const) expect(steps(DISPUTE_IN.registered, role)).toEqual([]);
  });

  test('are hidden where no input could help', () => {
    expect(steps({ ...DISPUTE_IN.registered, ground: 'a' }, 'ppid')).not.toContain('mediate');
    expect(steps(DISPUTE_IN.mediation, 'ppid')).toContain('extend_mediation');
    const extended = { ...DISPUTE_IN.mediation, mediation_extended_from: '2027-02-08' };
    expect(steps(extended, 'ppid')).not.toContain('extend_mediation');
    expect(steps(DISPUTE_IN.final, 'ppid')).toEqual(['carry_out', 'correct_day']);
    expect(steps({ ...DISPUTE_IN.final, outcome: 'upheld' }, 'ppid')).toEqual(['correct_day']);
    const received = { ...DISPUTE_IN.decided, decision_received_on: '2027-01-28' };
    expect(steps(received, 'ppid')).toEqual(['go_to_court', 'finalize', 'correct_day']);
    expect(steps(DISPUTE_IN.window_missed, 'ppid')).toEqual(['file_dispute']);
  });

  test('the roles of a step, and the step that leads to a state', () => {
    expect(rolesForDispute('carry_out')).toEqual(['petugas', 'ppid']);
    expect(rolesForDispute('mediate')).toEqual(['petugas', 'ppid', 'atasan']);
    for (const [state, step] of Object.entries(STEP_TO)) {
      const facts = Object.values(DISPUTE_IN).map((one) => decideDispute(one, DISPUTE_LAWFUL[step], on(FAR, 'ppid')));
      expect([state, facts.some((judged) => judged.ok && judged.to === state)]).toEqual([state, true]);
    }
    expect(Object.keys(STEP_TO)).toHaveLength(11);
  });
});

test('each step leaves its event and letter, and tells whom it concerns', () => {
  const said: Record<string, string> = {};
  for (const step of Object.values(DISPUTE_LAWFUL)) {
    for (const facts of Object.values(DISPUTE_IN)) {
      const role = ['window_moved', 'miss_window'].includes(step.do) ? 'system' : 'ppid';
      const judged = decideDispute(facts, step, on(DISPUTE_TODAY, role));
      if (!judged.ok) continue;
      const { event, letter, tells } = judged.transition;
      said[step.do] = `${event} ${letter} ${tells}`;
    }
  }
  expect(said).toEqual({
    file_dispute: 'dispute_filed dispute_filed superior',
    register_dispute: 'dispute_registered null superior',
    refuse_registration: 'dispute_not_registered null null',
    mediate: 'mediation_began null superior',
    extend_mediation: 'mediation_extended null null',
    adjudicate: 'adjudication_began null superior',
    settle_dispute: 'dispute_settled null ppid',
    decide_dispute: 'dispute_decided null superior',
    receive_decision: 'decision_received null superior',
    go_to_court: 'court_objection null superior',
    court_decides: 'court_decided null superior',
    cassation: 'cassation_filed null superior',
    finalize: 'dispute_final null ppid',
    carry_out: 'ruling_carried_out ruling_carried_out null',
    withdraw_dispute: 'dispute_withdrawn null null',
    drop: 'dispute_lapsed null null',
    correct_day: 'day_corrected null superior',
    window_moved: 'window_moved null null',
    miss_window: 'window_missed null null',
  });
});
