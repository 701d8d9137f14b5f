import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import { isOpenObjection, OBJECTION_STATES, objectionOverdue } from '../../src/workflow/objection-facts';
import {
  ANSWERED_OBJECTIONS,
  allowedObjectionSteps,
  decideObjection,
  rolesForObjection,
} from '../../src/workflow/objection-machine';
import type { Delegate, ObjectionStep } from '../../src/workflow/objection-steps';
import type { StepContext } from '../../src/workflow/table';
import { actor, at, on } from './facts';
import { OBJECTION_IN, OBJECTION_LAWFUL, objection } from './later-facts';

/** The case after a step; throws when it is refused. */
function take(facts: ObjectionFacts, step: ObjectionStep, ctx: StepContext): ObjectionFacts {
  const judged = decideObjection(facts, step, ctx);
  if (!judged.ok) throw new Error(judged.code);
  return { ...facts, ...judged.changes, state: judged.to };
}

/** Why a step is refused; null when it is taken. */
function codeOf(facts: ObjectionFacts, step: ObjectionStep, ctx: StepContext) {
  const judged = decideObjection(facts, step, ctx);
  return judged.ok ? null : judged.code;
}

const superior = (day: string, over: Partial<StepContext> = {}) => on(day, 'atasan', over);
const answer = (outcome: string, over: object = {}): ObjectionStep =>
  ({ ...OBJECTION_LAWFUL.answer_objection, outcome, ...over }) as ObjectionStep;

test('an objection that is recorded runs thirty working days from its receipt, and nothing else has happened', () => {
  expect(objection()).toEqual({
    ...{ ground: 'd', request_id: 1, body_id: 7, received_on: '2026-12-17', recorded_on: '2026-12-17', late: 0 },
    ...{ window_from: '2026-12-16', object_by: '2027-02-02', refusal_proposed_by: 2, terms: null },
    ...{ state: 'registered', due_on: '2027-02-03', due_told_on: null, settled_on: null, delegated_on: null },
    ...{ delegate_id: null, outcome: null, answered_on: null, answer_reached_on: null, execute_by: null },
    ...{ execute_days: null, executed_on: null, unanswered_on: null, withdrawn_on: null, closed_on: null },
    ...{ first_opened_at: null, ladder_since: at('2026-12-17') },
  });
});

describe('the answer', () => {
  test('granted: the outcome, the day it reached him, and a day by which it is carried out', () => {
    const granted = take(objection(), answer('granted'), superior('2026-12-18'));
    expect(granted).toMatchObject({
      ...{ state: 'granted', outcome: 'granted', answered_on: '2026-12-18', answer_reached_on: '2026-12-18' },
      ...{ execute_by: '2026-12-29', execute_days: 5, ladder_since: at('2026-12-18') },
    });
    const partly = take(objection(), answer('granted_partly'), superior('2026-12-18', { by_email: false }));
    expect(partly).toMatchObject({ state: 'granted_partly', answer_reached_on: null, execute_by: '2026-12-29' });
  });

  test('upheld: nothing is carried out, whatever days are said', () => {
    const upheld = take(objection(), answer('upheld', { execute_days: -1 }), superior('2026-12-18'));
    expect(upheld).toMatchObject({ state: 'upheld', outcome: 'upheld', execute_by: null, execute_days: null });
  });

  test('on the last day, and not after it', () => {
    expect(codeOf(objection(), answer('granted'), superior('2027-02-03'))).toBeNull();
    expect(codeOf(objection(), answer('granted'), superior('2027-02-04'))).toBe('objection_term_over');
  });

  test('an unknown outcome is none', () => {
    expect(codeOf(objection(), answer('busy'), superior('2026-12-18'))).toBe('objection_outcome_unknown');
  });

  test('never by the one who proposed the refusal', () => {
    const by = (userId: number | null) => superior('2026-12-18', { actor: actor('atasan', { userId }) });
    expect(codeOf(objection(), answer('granted'), by(2))).toBe('proposer_may_not_answer');
    expect(codeOf(objection(), answer('granted'), by(3))).toBeNull();
    // Nobody proposed anything, and nobody in particular answers: they are not the same person.
    expect(codeOf(objection({ refusal_proposed_by: null }), answer('granted'), by(null))).toBeNull();
  });

  test('by the delegate alone once there is one, unless he has no account', () => {
    const by = (userId: number | null) => superior('2026-12-18', { actor: actor('atasan', { userId }) });
    const delegated = objection({ delegated_on: '2026-12-17', delegate_id: 9 });
    expect(codeOf(delegated, answer('granted'), by(9))).toBeNull();
    expect(codeOf(delegated, answer('granted'), by(3))).toBe('only_the_delegate_answers');
    expect(codeOf(delegated, answer('granted'), by(null))).toBeNull();
    expect(codeOf({ ...delegated, delegate_id: null }, answer('granted'), by(3))).toBeNull();
  });

  test('to uphold an exemption the decision that exempts is attached and in force', () => {
    const refusal = objection({ ground: 'a' });
    const missing = (outcome: string) => answer(outcome, { exemption: null });
    expect(codeOf(refusal, missing('upheld'), superior('2026-12-18'))).toBe('exemption_missing');
    expect(codeOf(refusal, answer('upheld'), superior('2026-12-18'))).toBeNull();
    expect(codeOf(refusal, missing('granted'), superior('2026-12-18'))).toBeNull();
    expect(codeOf(objection(), missing('upheld'), superior('2026-12-18'))).toBeNull();
  });

  test('what is granted is carried out within sixty working days, today at the earliest', () => {
    const days = (execute_days: number) =>
      codeOf(objection(), answer('granted', { execute_days }), superior('2026-12-18'));
    expect([0, 60].map(days)).toEqual([null, null]);
    expect([-1, 61, 1.5].map(days)).toEqual(Array(3).fill('execute_days_out_of_range'));
  });
});

describe('delegation', () => {
  const to = (over: Partial<Delegate>): ObjectionStep => {
    const lawful = OBJECTION_LAWFUL.delegate as { to: Delegate };
    return { do: 'delegate', to: { ...lawful.to, ...over } };
  };
  const code = (over: Partial<Delegate>, facts = objection()) => codeOf(facts, to(over), superior('2026-12-18'));

  test('to the official whom a decision names', () => {
    expect(take(objection(), to({}), superior('2026-12-18'))).toMatchObject({
      ...{ state: 'registered', delegated_on: '2026-12-18', delegate_id: 9 },
    });
    expect(code({ decision_number: ' ' })).toBe('delegation_decision_missing');
    expect(code({ decision_on: null })).toBe('delegation_decision_missing');
    expect(code({ decision_on: '2026-02-30' })).toBe('delegation_decision_missing');
    expect(code({ decision_on: '2026-12-19' })).toBe('delegation_decision_missing');
    expect(code({ decision_on: '2026-12-18' })).toBeNull();
  });

  test('to the head of the body without any decision', () => {
    expect(code({ kind: 'head_of_body', decision_number: '', decision_on: null })).toBeNull();
  });

  test('upward only, by name and office', () => {
    expect(code({ name: ' ' })).toBe('delegate_not_named');
    expect(code({ office: ' ' })).toBe('delegate_not_named');
    for (const role of ['ppid', 'petugas', 'opd'] as const) {
      expect([role, code({ roles: ['auditor', role] })]).toEqual([role, 'delegate_below_superior']);
    }
    for (const role of ['atasan', 'auditor', 'admin'] as const)
      expect([role, code({ roles: [role] })]).toEqual([role, null]);
  });

  test('never to the one who proposed the refusal', () => {
    expect(code({ userId: 2 })).toBe('delegate_proposed_refusal');
    expect(code({ userId: null }, objection({ refusal_proposed_by: null }))).toBeNull();
  });
});

describe('a settlement and the carrying-out', () => {
  test('grounds b to g may be settled amicably, which stops no clock', () => {
    const step: ObjectionStep = { do: 'settle', on: '2026-12-18' };
    const settled = take(objection(), step, on('2026-12-21', 'ppid'));
    expect(settled).toEqual({ ...objection(), settled_on: '2026-12-18' });
    expect(codeOf(objection({ ground: 'a' }), step, on('2026-12-21', 'ppid'))).toBe('ground_a_not_settled_amicably');
  });

  test('a settlement lies between the receipt and today', () => {
    const code = (day: string) => codeOf(objection(), { do: 'settle', on: day }, on('2026-12-21', 'ppid'));
    expect(code('2026-12-16')).toBe('dates_out_of_order');
    expect(code('2026-12-17')).toBeNull();
    expect(code('2026-12-21')).toBeNull();
    expect(code('2026-12-22')).toBe('date_in_future');
    expect(code('2026-12-32')).toBe('dates_out_of_order');
  });

  test('a granted objection that was carried out is closed', () => {
    const closed = take(OBJECTION_IN.granted, { do: 'execute', on: '2026-12-21' }, on('2026-12-22', 'petugas'));
    expect(closed).toMatchObject({ state: 'closed', executed_on: '2026-12-21', closed_on: '2026-12-22' });
    const early = codeOf(OBJECTION_IN.granted, { do: 'execute', on: '2026-12-16' }, on('2026-12-22', 'petugas'));
    expect(early).toBe('dates_out_of_order');
    const on_day = (day: string) =>
      codeOf(OBJECTION_IN.granted, { do: 'execute', on: day }, on('2026-12-22', 'petugas'));
    expect(['2026-12-17', '2026-12-18'].map(on_day)).toEqual(['carried_out_before_answer', null]);
  });

  test('who withdraws says so today', () => {
    expect(take(objection(), { do: 'withdraw' }, on('2026-12-18', 'requester'))).toMatchObject({
      state: 'withdrawn',
      withdrawn_on: '2026-12-18',
    });
  });
});

describe('silence', () => {
  test('is there the day after the last one, and is dated the last one', () => {
    expect(codeOf(objection(), { do: 'pass_term' }, on('2027-02-03', 'system'))).toBe('not_due_yet');
    const silent = take(objection(), { do: 'pass_term' }, on('2027-02-04', 'system'));
    expect(silent).toMatchObject({ state: 'unanswered', unanswered_on: '2027-02-03' });
  });

  test('what is overdue and what is open', () => {
    expect(objectionOverdue(objection(), '2027-02-03')).toBe(false);
    expect(objectionOverdue(objection(), '2027-02-04')).toBe(true);
    for (const state of OBJECTION_STATES) {
      const open = state === 'registered';
      expect([
        state,
        isOpenObjection(OBJECTION_IN[state]),
        objectionOverdue(OBJECTION_IN[state], '2027-03-01'),
      ]).toEqual([state, open, open]);
    }
  });
});

describe('letters', () => {
  const posted = objection({ state: 'upheld', outcome: 'upheld', answered_on: '2026-12-18' });
  const letter = (over: object): ObjectionStep =>
    ({
      ...{ do: 'record_letter', letter: 'objection_upheld', sent_on: '2026-12-18', reached_on: '2026-12-21' },
      ...over,
    }) as ObjectionStep;
  const desk = on('2026-12-22', 'petugas');

  test.each(['objection_granted', 'objection_granted_partly', 'objection_upheld'])(
    '%s on paper opens the window the day it arrived',
    (kind) => {
      expect(take(posted, letter({ letter: kind }), desk)).toEqual({ ...posted, answer_reached_on: '2026-12-21' });
    },
  );

  test('another letter, one under way, and a second arrival open nothing', () => {
    expect(take(posted, letter({ letter: 'objection_receipt' }), desk)).toEqual(posted);
    expect(take(posted, letter({ reached_on: null }), desk)).toEqual(posted);
    const reached = { ...posted, answer_reached_on: '2026-12-18' };
    expect(take(reached, letter({}), desk)).toEqual(reached);
    expect(take(objection(), letter({}), desk)).toEqual(objection());
  });

  test('dates stand in their order', () => {
    const code = (over: object, facts = posted) => codeOf(facts, letter(over), desk);
    expect(code({ sent_on: '2026-12-17' })).toBe('dates_out_of_order');
    expect(code({ sent_on: '2026-12-17', letter: 'objection_receipt' })).toBeNull();
    expect(code({ sent_on: '2026-12-17' }, objection())).toBeNull();
    expect(code({ sent_on: '2026-12-32' })).toBe('dates_out_of_order');
    expect(code({ reached_on: '2026-12-32' })).toBe('dates_out_of_order');
    expect(code({ sent_on: '2026-12-23', reached_on: null })).toBe('date_in_future');
    expect(code({ sent_on: '2026-12-22', reached_on: '2026-12-22' })).toBeNull();
    expect(code({ reached_on: '2026-12-23' })).toBe('date_in_future');
    expect(code({ sent_on: '2026-12-21', reached_on: '2026-12-18' })).toBe('dates_out_of_order');
    expect(code({ sent_on: '2026-12-21', reached_on: '2026-12-21' })).toBeNull();
    // An answer that has no day yet comes after nothing; one that is under way has not come too early.
    expect(code({ reached_on: null })).toBeNull();
  });

  test('an answer whose mail left late reached him that day, never earlier', () => {
    const left = (reached_on: string, kind = 'objection_upheld'): ObjectionStep => ({
      ...{ do: 'mail_left', letter: kind, reached_on },
    });
    const system = on('2026-12-22', 'system');
    const mailed = { ...posted, answer_reached_on: '2026-12-18' };
    expect(take(mailed, left('2026-12-21'), system)).toEqual({ ...mailed, answer_reached_on: '2026-12-21' });
    expect(decideObjection(mailed, left('2026-12-18'), system)).toMatchObject({ ok: true, changes: {} });
    expect(take(mailed, left('2026-12-18'), system)).toEqual(mailed);
    expect(take(mailed, left('2026-12-17'), system)).toEqual(mailed);
    expect(take(mailed, left('2026-12-21', 'objection_receipt'), system)).toEqual(mailed);
    expect(take(posted, left('2026-12-21'), system)).toEqual(posted);
  });
});

describe('a changed calendar', () => {
  const step: ObjectionStep = { do: 'calendar_changed' };
  const moved = objection({ due_on: '2027-02-02' });

  test('moves the date of an open one, by itself', () => {
    const judged = decideObjection(moved, step, on('2026-12-21', 'system'));
    expect(judged).toMatchObject({
      ...{ ok: true, to: 'registered', transition: { event: 'calendar_moved', letter: null } },
      changes: { due_on: '2027-02-03', due_told_on: '2027-02-02', ladder_since: at('2026-12-21') },
    });
    for (const role of ['ppid', 'atasan', 'admin'] as const) {
      expect(codeOf(moved, step, on('2026-12-21', role))).toBe('role_may_not');
    }
    expect(codeOf(objection(), step, on('2026-12-21', 'system'))).toBe('no_date_moves');
  });

  test.each(OBJECTION_STATES)('%s: only what is not final', (state) => {
    const open = ['registered', 'granted', 'granted_partly'].includes(state);
    const code = codeOf(OBJECTION_IN[state], step, on('2026-12-21', 'system'));
    expect(code).toBe(open ? 'no_date_moves' : 'not_in_this_state');
  });
});

test('the superior opens it once', () => {
  const opened = take(objection(), { do: 'open' }, superior('2026-12-18'));
  expect(opened.first_opened_at).toBe(at('2026-12-18'));
  expect(take(opened, { do: 'open' }, superior('2026-12-21')).first_opened_at).toBe(at('2026-12-18'));
});

describe('the buttons', () => {
  const steps = (facts: ObjectionFacts, role: Parameters<typeof actor>[0], day = '2026-12-18', userId = 5) =>
    allowedObjectionSteps(facts, actor(role, { userId }), day);

  test('of each role while it is open', () => {
    expect(steps(objection(), 'atasan')).toEqual(['open', 'settle', 'delegate', 'answer_objection']);
    expect(steps(objection(), 'ppid')).toEqual(['settle', 'record_letter']);
    expect(steps(objection(), 'petugas')).toEqual(['settle', 'record_letter']);
    expect(steps(objection(), 'requester')).toEqual(['withdraw']);
    for (const role of ['opd', 'auditor', 'admin'] as const) expect(steps(objection(), role)).toEqual([]);
  });

  test('are hidden where no input could help', () => {
    expect(steps(objection({ ground: 'a' }), 'ppid')).toEqual(['record_letter']);
    expect(steps(objection(), 'atasan', '2027-02-03')).toContain('answer_objection');
    expect(steps(objection(), 'atasan', '2027-02-04')).not.toContain('answer_objection');
    expect(steps(objection(), 'atasan', '2026-12-18', 2)).not.toContain('answer_objection');
    expect(steps(objection({ delegate_id: 9 }), 'atasan')).not.toContain('answer_objection');
    expect(steps(objection({ delegate_id: 9 }), 'atasan', '2026-12-18', 9)).toContain('answer_objection');
  });

  test('after it has ended', () => {
    expect(steps(OBJECTION_IN.granted, 'ppid')).toEqual(['record_letter', 'execute']);
    expect(steps(OBJECTION_IN.upheld, 'atasan')).toEqual(['open']);
    expect(steps(OBJECTION_IN.withdrawn, 'requester')).toEqual([]);
  });

  test('the roles of a step', () => {
    expect(rolesForObjection('answer_objection')).toEqual(['atasan']);
    expect(rolesForObjection('settle')).toEqual(['petugas', 'ppid', 'atasan']);
    expect(rolesForObjection('withdraw')).toEqual(['requester']);
  });
});

test('the answered ones, which show an answer', () => {
  expect(ANSWERED_OBJECTIONS).toEqual(['granted', 'granted_partly', 'upheld', 'closed']);
});

test('each step leaves its event and letter, and tells whom it concerns', () => {
  const said = (facts: ObjectionFacts, step: ObjectionStep, role: Parameters<typeof on>[1], day = '2026-12-22') => {
    const judged = decideObjection(facts, step, on(day, role));
    if (!judged.ok) throw new Error(judged.code);
    const { event, letter, tells } = judged.transition;
    return `${event} ${letter} ${tells}`;
  };
  const open = objection();
  expect({
    open: said(open, { do: 'open' }, 'atasan'),
    settle: said(open, { do: 'settle', on: '2026-12-18' }, 'ppid'),
    delegate: said(open, OBJECTION_LAWFUL.delegate, 'atasan'),
    granted: said(open, answer('granted'), 'atasan'),
    granted_partly: said(open, answer('granted_partly'), 'atasan'),
    upheld: said(open, answer('upheld'), 'atasan'),
    record_letter: said(open, OBJECTION_LAWFUL.record_letter, 'ppid'),
    mail_left: said(open, OBJECTION_LAWFUL.mail_left, 'system'),
    withdraw: said(open, { do: 'withdraw' }, 'requester'),
    execute: said(OBJECTION_IN.granted, { do: 'execute', on: '2026-12-21' }, 'ppid'),
    pass_term: said(open, { do: 'pass_term' }, 'system', '2027-02-04'),
  }).toEqual({
    open: 'opened null null',
    settle: 'settled_amicably objection_settled superior',
    delegate: 'delegated null superior',
    granted: 'objection_granted objection_granted ppid',
    granted_partly: 'objection_granted_partly objection_granted_partly ppid',
    upheld: 'objection_upheld objection_upheld ppid',
    record_letter: 'letter_recorded null null',
    mail_left: 'letter_left_late null null',
    withdraw: 'withdrawn objection_withdrawn superior',
    execute: 'executed objection_executed null',
    pass_term: 'objection_unanswered objection_unanswered superior',
  });
});
