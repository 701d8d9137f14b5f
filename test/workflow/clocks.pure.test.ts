import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import { disputeLadder, dueIfKnown, explainDispute } from '../../src/workflow/dispute-terms';
import { closingDay, holderOf, isLate, isOverdue, type RequestFacts } from '../../src/workflow/facts';
import {
  disputeWindowDay,
  explainObjection,
  objectionLadder,
  objectionSystemSteps,
} from '../../src/workflow/objection-clocks';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import { dueSystemSteps, requestLadder } from '../../src/workflow/request-clocks';
import { at, CAL, IN_STATE, request, TZ } from './facts';
import { DISPUTE_IN, dispute, OBJECTION_IN, objection } from './later-facts';

/** The clocks that run, each as `day 0 -> last good day`. */
const running = (ladder: { clocks: object }) =>
  Object.fromEntries(Object.entries(ladder.clocks).map(([name, { from, due_on }]) => [name, `${from} -> ${due_on}`]));

describe('the clocks of a request', () => {
  const clocks = (facts: RequestFacts) => running(requestLadder(facts));

  test('the answer runs until there is a notice, whoever works on it, and not while the papers are missing', () => {
    const answer = { answer: '2026-12-11 -> 2026-12-29' };
    for (const state of ['registered', 'in_process', 'awaiting_approval'] as const) {
      expect([state, clocks(IN_STATE[state])]).toEqual([state, answer]);
    }
    expect(clocks({ ...IN_STATE.in_process, notified_on: '2026-12-21', notice_reached_on: '2026-12-21' })).toEqual({});
    for (const state of ['lapsed', 'withdrawn', 'closed'] as const) expect(clocks(IN_STATE[state])).toEqual({});
  });

  test('the repair runs from the day the letter arrived; until then it is the letter that is on its way', () => {
    const letter = { state: 'incomplete', incomplete_on: '2026-12-11' } as const;
    const arrived = request({ ...letter, incomplete_reached_on: '2026-12-14', repair_due_on: '2026-12-17' });
    expect(clocks(arrived)).toEqual({ repair: '2026-12-14 -> 2026-12-17' });
    expect(clocks({ ...arrived, incomplete_reached_on: null })).toEqual({ repair: '2026-12-11 -> 2026-12-17' });
    expect(clocks(request(letter))).toEqual({ arrival: '2026-12-11 -> 2026-12-11' });
    expect(clocks({ ...arrived, incomplete_on: null })).toEqual({});
    // What was once incomplete and is in hand again repairs nothing.
    expect(clocks({ ...arrived, state: 'registered' })).toEqual({ answer: '2026-12-11 -> 2026-12-29' });
  });

  test('what is granted is delivered by the promised day, beside the window', () => {
    const both = { delivery: '2026-12-14 -> 2026-12-17', objection_window: '2026-12-14 -> 2027-01-29' };
    expect(clocks(IN_STATE.granted)).toEqual(both);
    expect(clocks(IN_STATE.granted_partly)).toEqual(both);
    const window = { objection_window: both.objection_window };
    expect(clocks(IN_STATE.delivered)).toEqual(window);
    expect(clocks({ ...IN_STATE.granted, promised_on: null })).toEqual(window);
    expect(clocks({ ...IN_STATE.granted, notified_on: null })).toEqual(window);
  });

  test('a notice on paper is on its way until somebody records its arrival', () => {
    const posted = { ...IN_STATE.refused, notice_reached_on: null, object_by: null };
    expect(clocks(posted)).toEqual({ arrival: '2026-12-14 -> 2026-12-14' });
    expect(clocks({ ...posted, state: 'closed' })).toEqual({});
    expect(clocks({ ...posted, notified_on: null })).toEqual({});
  });

  test('a window of silence begins with the end of the term; whoever objects is not reminded that he may', () => {
    const silent = { ...IN_STATE.in_process, object_by: '2027-02-12' };
    expect(clocks(silent)).toMatchObject({ objection_window: '2026-12-29 -> 2027-02-12' });
    expect(clocks({ ...silent, open_objections: 1 })).not.toHaveProperty('objection_window');
    expect(clocks({ ...silent, objection_ended_on: '2027-01-04' })).not.toHaveProperty('objection_window');
    expect(clocks({ ...silent, state: 'withdrawn' })).toEqual({});
  });

  test('the ladder knows since when, and whether anybody opened it', () => {
    const opened = request({ first_opened_at: at('2026-12-14') }, '2026-12-11', '2026-12-14');
    expect(requestLadder(opened)).toMatchObject({
      ...{ case: 'request', recorded_on: '2026-12-14', ladder_since: at('2026-12-14') },
      first_opened_at: at('2026-12-14'),
    });
  });
});

describe('what time itself does to a request', () => {
  const steps = (facts: RequestFacts) => dueSystemSteps(facts, TZ).map(({ step, day }) => `${step} ${day}`);

  test('silence completes what is being checked, once, also while a refusal waits', () => {
    const both = ['complete_by_silence 2026-12-16', 'pass_term 2026-12-29'];
    expect(steps(request())).toEqual(both);
    expect(steps({ ...IN_STATE.awaiting_approval, complete_on: null })).toEqual(both);
    expect(steps(IN_STATE.awaiting_approval)).toEqual(['pass_term 2026-12-29']);
    expect(steps(request({ check_due_on: null }))).toEqual(['pass_term 2026-12-29']);
    expect(steps({ ...IN_STATE.in_process, complete_on: null })).toEqual(['pass_term 2026-12-29']);
  });

  test('the first comes first', () => {
    expect(steps(request({ due_on: '2026-12-15' }))).toEqual([
      'pass_term 2026-12-15',
      'complete_by_silence 2026-12-16',
    ]);
    expect(steps(request({ due_on: '2026-12-16' }))).toEqual([
      'complete_by_silence 2026-12-16',
      'pass_term 2026-12-16',
    ]);
  });

  test('missing papers lapse; without a day on which the letter arrived they do not', () => {
    expect(steps(IN_STATE.incomplete)).toEqual(['lapse 2026-12-16', 'pass_term 2026-12-29']);
    expect(steps({ ...IN_STATE.incomplete, repair_due_on: null })).toEqual(['pass_term 2026-12-29']);
    expect(steps({ ...IN_STATE.in_process, repair_due_on: '2026-12-16' })).toEqual(['pass_term 2026-12-29']);
  });

  test('the term passes once, and not after a notice', () => {
    expect(steps({ ...IN_STATE.in_process, object_by: '2027-02-12' })).toEqual([]);
    expect(steps({ ...IN_STATE.in_process, notified_on: '2026-12-21' })).toEqual([]);
    expect(steps(IN_STATE.lapsed)).toEqual([]);
  });

  test('an answered request closes with its window, or with the objection that outlasted it', () => {
    for (const state of ['delivered', 'refused', 'not_held', 'not_documented', 'redirected'] as const) {
      expect([state, steps(IN_STATE[state])]).toEqual([state, ['close 2027-01-29']]);
    }
    for (const state of ['granted', 'granted_partly', 'closed'] as const) expect(steps(IN_STATE[state])).toEqual([]);
    expect(steps({ ...IN_STATE.refused, open_objections: 1 })).toEqual([]);
    expect(steps({ ...IN_STATE.refused, objection_ended_on: '2027-03-01' })).toEqual(['close 2027-03-01']);
    expect(steps({ ...IN_STATE.refused, objection_ended_on: '2027-01-04' })).toEqual(['close 2027-01-29']);
    // A notice still on its way has opened no window yet.
    expect(steps({ ...IN_STATE.refused, notice_reached_on: null })).toEqual([]);
    expect(steps({ ...IN_STATE.refused, object_by: null })).toEqual([]);
    expect(closingDay({ object_by: null, objection_ended_on: '2027-01-04' })).toBeNull();
  });
});

describe('who holds a request, and how it stands', () => {
  test('the assigned body, else the one he named, unless it gave the case back', () => {
    expect(holderOf({ assigned_body_id: 9, body_id: 7, returned_on: '2026-12-14' })).toBe(9);
    expect(holderOf({ assigned_body_id: null, body_id: 7, returned_on: null })).toBe(7);
    expect(holderOf({ assigned_body_id: null, body_id: 7, returned_on: '2026-12-14' })).toBeNull();
  });

  test('overdue the day after the last one while there is no notice; late when the notice came after it', () => {
    expect([isOverdue(request(), '2026-12-29'), isOverdue(request(), '2026-12-30')]).toEqual([false, true]);
    expect(isOverdue(IN_STATE.refused, '2027-06-30')).toBe(false);
    for (const state of ['lapsed', 'withdrawn'] as const) expect(isOverdue(IN_STATE[state], '2027-06-30')).toBe(false);
    expect(isLate({ notified_on: '2026-12-29', due_on: '2026-12-29' })).toBe(false);
    expect(isLate({ notified_on: '2026-12-30', due_on: '2026-12-29' })).toBe(true);
    expect(isLate({ notified_on: null, due_on: '2026-12-29' })).toBe(false);
  });
});

describe('the clocks of an objection', () => {
  const clocks = (facts: ObjectionFacts) => running(objectionLadder(facts));

  test('the answer while it is open, then the letter until it arrived, then the carrying-out', () => {
    expect(clocks(objection())).toEqual({ objection_answer: '2026-12-17 -> 2027-02-03' });
    const execution = { execution: '2026-12-18 -> 2026-12-29' };
    expect(clocks(OBJECTION_IN.granted)).toEqual(execution);
    expect(clocks(OBJECTION_IN.granted_partly)).toEqual(execution);
    const posted = { ...OBJECTION_IN.granted, answer_reached_on: null };
    expect(clocks(posted)).toEqual({ ...execution, arrival: '2026-12-18 -> 2026-12-18' });
    expect(clocks({ ...OBJECTION_IN.granted, execute_by: null })).toEqual({});
    expect(clocks({ ...OBJECTION_IN.granted, answered_on: null })).toEqual({});
    for (const state of ['upheld', 'unanswered', 'withdrawn', 'closed'] as const) {
      expect([state, clocks(OBJECTION_IN[state])]).toEqual([state, {}]);
    }
    expect(objectionLadder(objection())).toMatchObject({
      ...{ case: 'objection', recorded_on: '2026-12-17', first_opened_at: null, ladder_since: at('2026-12-17') },
    });
  });

  test('silence comes the midnight after the last day', () => {
    expect(objectionSystemSteps(objection(), TZ)).toEqual([
      { step: 'pass_term', at: at('2027-02-04', '00:00'), day: '2027-02-03' },
    ]);
    expect(objectionSystemSteps(OBJECTION_IN.granted, TZ)).toEqual([]);
  });

  test('the window to the commission begins with the answer that arrived, or with the end of the silence', () => {
    expect(disputeWindowDay(OBJECTION_IN.upheld)).toBe('2026-12-18');
    expect(disputeWindowDay(OBJECTION_IN.unanswered)).toBe('2027-02-03');
    expect(disputeWindowDay({ ...OBJECTION_IN.unanswered, answer_reached_on: '2027-02-10' })).toBe('2027-02-03');
    expect(disputeWindowDay(objection())).toBeNull();
  });

  test('both its terms are explained, the window where its day 0 is known', () => {
    const explained = (facts: ObjectionFacts) =>
      explainObjection(CAL, facts).map(({ term, from, due_on, binding }) => [term, from, due_on, binding]);
    const answer = ['objection_answer', '2026-12-17', '2027-02-03', true];
    expect(explained(objection())).toEqual([['objection_window', '2026-12-16', '2027-02-02', true], answer]);
    expect(explained(objection({ window_from: null }))).toEqual([answer]);
  });
});

describe('the clocks of a dispute', () => {
  const clocks = (facts: DisputeFacts) => running(disputeLadder(facts));

  test('one in each state, and none where it has ended', () => {
    const all = Object.fromEntries(Object.entries(DISPUTE_IN).map(([state, facts]) => [state, clocks(facts)]));
    const decision = { dispute_decision: '2027-01-13 -> 2027-06-23' };
    expect(all).toEqual({
      window_open: { dispute_window: '2026-12-21 -> 2027-01-14' },
      window_missed: {},
      filed: { dispute_start: '2027-01-13 -> 2027-02-02' },
      not_registered: {},
      registered: decision,
      mediation: { mediation: '2027-01-18 -> 2027-02-08' },
      adjudication: decision,
      settled: { execution: '2027-01-27 -> 2027-01-27' },
      decided: { court: '2027-01-27 -> 2027-01-27' },
      in_court: { cassation: '2027-01-29 -> 2027-01-29' },
      final: { execution: '2027-01-27 -> 2027-01-27' },
      withdrawn: {},
      lapsed: {},
    });
  });

  test('what was before leaves no clock behind', () => {
    const mediated = { mediation_from: '2027-01-18', mediation_by: '2027-02-08' };
    expect(Object.keys(clocks({ ...DISPUTE_IN.adjudication, ...mediated }))).toEqual(['dispute_decision']);
    expect(Object.keys(clocks({ ...DISPUTE_IN.final, in_court_on: '2027-01-29' }))).toEqual(['execution']);
  });

  test('a term that no calendar reached stands on the day it began', () => {
    expect(clocks({ ...DISPUTE_IN.filed, start_by: null })).toEqual({ dispute_start: '2027-01-13 -> 2027-01-13' });
    expect(clocks({ ...DISPUTE_IN.registered, decide_by: null })).toEqual({
      dispute_decision: '2027-01-13 -> 2027-01-13',
    });
    expect(clocks({ ...DISPUTE_IN.mediation, mediation_by: null })).toEqual({ mediation: '2027-01-18 -> 2027-01-18' });
    expect(clocks({ ...DISPUTE_IN.filed, filed_on: null })).toEqual({});
  });

  test('the courts’ days once the copy or the judgment is here', () => {
    const received = { ...DISPUTE_IN.decided, decision_received_on: '2027-01-28', court_by: '2027-02-11' };
    expect(clocks(received)).toEqual({ court: '2027-01-28 -> 2027-02-11' });
    const judged = { ...DISPUTE_IN.in_court, court_decision_on: '2027-01-30', cassation_by: '2027-02-13' };
    expect(clocks(judged)).toEqual({ cassation: '2027-01-30 -> 2027-02-13' });
  });

  test('what was opened or agreed is followed until it is carried out', () => {
    const named = { execute_by: '2027-02-05' };
    for (const state of ['settled', 'final'] as const) {
      expect(clocks({ ...DISPUTE_IN[state], ...named })).toEqual({ execution: '2027-01-27 -> 2027-02-05' });
      expect(clocks({ ...DISPUTE_IN[state], ...named, executed_on: '2027-02-01' })).toEqual({});
      expect(clocks({ ...DISPUTE_IN[state], ...named, outcome: 'upheld' })).toEqual({});
    }
  });

  test('the ladder knows since when', () => {
    expect(disputeLadder(dispute())).toMatchObject({
      ...{ case: 'dispute', recorded_on: '2026-12-21', first_opened_at: null, ladder_since: at('2026-12-21') },
    });
  });

  test('every term with a day 0 is explained, the requester’s own as binding', () => {
    const whole = {
      ...DISPUTE_IN.mediation,
      ...{ mediation_extended_from: '2027-02-08', decision_received_on: '2027-03-01', court_decision_on: '2027-04-01' },
    };
    const explained = (facts: DisputeFacts) =>
      explainDispute(CAL, facts).map(({ term, from, due_on, binding }) => `${term} ${from} ${due_on} ${binding}`);
    expect(explained(whole)).toEqual([
      'dispute_window 2026-12-21 2027-01-14 true',
      'dispute_start 2027-01-13 2027-02-02 false',
      'dispute_decision 2027-01-13 2027-06-23 false',
      'mediation 2027-01-18 2027-02-08 false',
      'mediation_extension 2027-02-08 2027-02-17 false',
      'court_objection 2027-03-01 2027-03-15 true',
      'court_objection_working 2027-03-01 2027-03-31 false',
      'cassation 2027-04-01 2027-04-15 true',
    ]);
    expect(explained(dispute())).toEqual(['dispute_window 2026-12-21 2027-01-14 true']);
    expect(explained(dispute({ filed_on: '2027-11-01' }))).toEqual([
      'dispute_window 2026-12-21 2027-01-14 true',
      'dispute_start 2027-11-01 2027-11-19 false',
    ]);
    expect(() => explained(dispute({ filed_on: 'x' }))).toThrow(RangeError);
  });

  test('a term is unknown where a year has no calendar, and any other fault is one', () => {
    expect(dueIfKnown('dispute_decision', CAL, '2027-11-01', null)).toBeNull();
    expect(dueIfKnown('dispute_decision', CAL, '2027-01-13', null)).toBe('2027-06-23');
    expect(() => dueIfKnown('dispute_decision', CAL, 'x', null)).toThrow(RangeError);
  });
});
