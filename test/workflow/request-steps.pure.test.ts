import type { RequestFacts, Role } from '../../src/workflow/facts';
import { allowedSteps, decide, rolesFor } from '../../src/workflow/machine';
import { factsAtFiling } from '../../src/workflow/request-effects';
import type { ExemptionDecision, RequestStep, StepName } from '../../src/workflow/steps';
import type { StepContext } from '../../src/workflow/table';
import { actor, at, CAL, IN_STATE, LAWFUL, on, request } from './facts';

const TODAY = '2026-12-14';
const ppid = (day = TODAY, over: Partial<StepContext> = {}) => on(day, 'ppid', over);

/** What a step changes, beside the state; throws when it is refused. */
function changes(facts: RequestFacts, step: RequestStep, ctx: StepContext) {
  const decision = decide(facts, step, ctx);
  if (!decision.ok) throw new Error(decision.code);
  return decision.changes;
}

/** Why a step is refused; null when it is taken. */
function codeOf(facts: RequestFacts, step: RequestStep, ctx: StepContext) {
  const decision = decide(facts, step, ctx);
  return decision.ok ? null : decision.code;
}

/** The desk opens a case by whatever it does first: here somebody already has. */
const OPENED = { first_opened_at: at('2026-12-11') };
const IN_HAND = { ...IN_STATE.in_process, ...OPENED };
const WAITING = { ...IN_STATE.awaiting_approval, ...OPENED };
const NOTICE = {
  ...{
    notified_on: TODAY,
    notice_reached_on: TODAY,
    proposal_kind: null,
    object_by: '2027-01-29',
    object_told_on: null,
  },
};
const PROMISED = { promised_on: '2026-12-17', provide_days: 3 };

test('a request that is recorded: its two dates, and nothing else has happened', () => {
  const filed = { received_on: '2026-12-11', recorded_on: '2026-12-14', now: at(TODAY), body_id: 7, cal: CAL };
  expect(factsAtFiling({ ...filed, opened: true })).toEqual({
    ...{ state: 'registered', outcome: null, body_id: 7, assigned_body_id: null, returned_on: null },
    ...{ received_on: '2026-12-11', recorded_on: '2026-12-14', due_on: '2026-12-29', due_told_on: null },
    ...{ check_from: '2026-12-14', check_due_on: '2026-12-17', complete_on: null, complete_by: null },
    ...{ incomplete_on: null, incomplete_reached_on: null, repair_due_on: null, perki_due_on: null },
    ...{ extended_on: null, extended_from: null, extension_ground: null, notified_on: null, notice_reached_on: null },
    ...{ promised_on: null, provide_days: null, delivered_on: null, object_by: null, object_told_on: null },
    ...{ open_objections: 0, objection_ended_on: null, lapsed_on: null, withdrawn_on: null, closed_on: null },
    ...{ first_opened_at: at(TODAY), ladder_since: at(TODAY), terms: null, proposal_kind: null, proposed_by: null },
  });
  const terms = JSON.stringify({ answer: { length: 5, reason: 'Perbup', in_force_on: '2026-12-01' } });
  expect(factsAtFiling({ ...filed, opened: false, terms })).toMatchObject({
    ...{ due_on: '2026-12-18', first_opened_at: null, terms },
  });
});

describe('what a step changes, and nothing besides', () => {
  const cases: [string, RequestFacts, RequestStep, StepContext, object][] = [
    ['open', request(), LAWFUL.open, ppid(), { first_opened_at: at(TODAY) }],
    ['open again', request(OPENED), LAWFUL.open, ppid(), {}],
    ['add papers', request(), LAWFUL.add_papers, on(TODAY, 'requester'), {}],
    [
      'declare complete',
      request(OPENED),
      LAWFUL.declare_complete,
      ppid(),
      { complete_on: TODAY, complete_by: 'declared', perki_due_on: '2026-12-30' },
    ],
    [
      'declare incomplete by mail',
      request(OPENED),
      LAWFUL.declare_incomplete,
      ppid(),
      { incomplete_on: TODAY, incomplete_reached_on: TODAY, repair_due_on: '2026-12-17' },
    ],
    [
      'declare incomplete on paper',
      request(OPENED),
      LAWFUL.declare_incomplete,
      ppid(TODAY, { by_email: false }),
      { incomplete_on: TODAY, incomplete_reached_on: null, repair_due_on: null },
    ],
    [
      'complete the papers',
      IN_STATE.incomplete,
      LAWFUL.complete_papers,
      on(TODAY, 'requester'),
      { repair_due_on: null, check_from: TODAY, check_due_on: '2026-12-17', ladder_since: at(TODAY) },
    ],
    ['assign', IN_HAND, LAWFUL.assign, ppid(), { assigned_body_id: 9, returned_on: null }],
    ['return', IN_HAND, LAWFUL.return, on(TODAY, 'opd'), { assigned_body_id: null, returned_on: TODAY }],
    ['propose an answer', IN_HAND, LAWFUL.propose_answer, on(TODAY, 'opd'), {}],
    [
      'extend',
      { ...IN_HAND, perki_due_on: '2026-12-29', due_told_on: '2026-12-28' },
      LAWFUL.extend,
      ppid(),
      {
        ...{ extended_on: TODAY, extended_from: '2026-12-29', extension_ground: 'not_held', due_on: '2027-01-11' },
        ...{ due_told_on: null, perki_due_on: '2027-01-11', ladder_since: at(TODAY) },
      },
    ],
    ['grant', IN_HAND, LAWFUL.grant, ppid(), { outcome: 'granted', ...NOTICE, ...PROMISED }],
    [
      'grant on paper',
      IN_HAND,
      LAWFUL.grant,
      ppid(TODAY, { by_email: false }),
      { outcome: 'granted', ...NOTICE, ...PROMISED, notice_reached_on: null, object_by: null },
    ],
    [
      'grant a part',
      IN_HAND,
      { ...LAWFUL.grant_partly, because: 'not_held' } as RequestStep,
      ppid(),
      { outcome: 'granted_partly', ...NOTICE, ...PROMISED },
    ],
    ['propose a part', IN_HAND, LAWFUL.grant_partly, ppid(), { proposal_kind: 'granted_partly', proposed_by: 1 }],
    ['propose a refusal', IN_HAND, LAWFUL.propose_refusal, ppid(), { proposal_kind: 'refused', proposed_by: 1 }],
    ['approve a refusal', WAITING, LAWFUL.approve_refusal, on(TODAY, 'atasan'), { outcome: 'refused', ...NOTICE }],
    [
      'approve a part',
      { ...WAITING, proposal_kind: 'granted_partly' },
      LAWFUL.approve_refusal,
      on(TODAY, 'atasan'),
      { outcome: 'granted_partly', ...NOTICE, ...PROMISED },
    ],
    ['reject', WAITING, LAWFUL.reject_refusal, on(TODAY, 'atasan'), { proposal_kind: null, proposed_by: null }],
    [
      'reject before the check',
      { ...WAITING, complete_on: null },
      LAWFUL.reject_refusal,
      on(TODAY, 'atasan'),
      { proposal_kind: null, proposed_by: null },
    ],
    ['not held', IN_HAND, LAWFUL.not_held, ppid(), { outcome: 'not_held', ...NOTICE }],
    ['not documented', IN_HAND, LAWFUL.not_documented, ppid(), { outcome: 'not_documented', ...NOTICE }],
    ['redirect', IN_HAND, LAWFUL.redirect, ppid(), { outcome: 'redirected', ...NOTICE }],
    [
      'deliver in time',
      { ...IN_STATE.granted, ...OPENED },
      LAWFUL.deliver,
      ppid(TODAY),
      { delivered_on: TODAY, object_by: '2027-01-29', object_told_on: null },
    ],
    [
      'deliver late',
      { ...IN_STATE.granted, ...OPENED },
      LAWFUL.deliver,
      ppid('2026-12-21'),
      { delivered_on: '2026-12-21', object_by: '2027-02-08', object_told_on: null },
    ],
    ['confirm the receipt', IN_STATE.delivered, LAWFUL.confirm_receipt, on(TODAY, 'requester'), {}],
    [
      'withdraw',
      WAITING,
      LAWFUL.withdraw,
      on(TODAY, 'requester'),
      { withdrawn_on: TODAY, object_by: null, proposal_kind: null },
    ],
    [
      'silence',
      request(),
      LAWFUL.complete_by_silence,
      on('2026-12-17', 'system'),
      { complete_on: '2026-12-16', complete_by: 'silence', perki_due_on: '2027-01-04' },
    ],
    [
      'lapse',
      IN_STATE.incomplete,
      LAWFUL.lapse,
      on('2026-12-17', 'system'),
      { lapsed_on: '2026-12-16', object_by: null },
    ],
    [
      'the end of the term',
      IN_HAND,
      LAWFUL.pass_term,
      on('2026-12-30', 'system'),
      { object_by: '2027-02-12', object_told_on: null },
    ],
    ['close', IN_STATE.refused, LAWFUL.close, on('2027-02-01', 'system'), { closed_on: '2027-01-29' }],
    ['an objection', IN_STATE.refused, LAWFUL.objection_filed, on(TODAY, 'system'), { open_objections: 1 }],
    [
      'the end of an objection',
      { ...IN_STATE.refused, open_objections: 2 },
      LAWFUL.objection_ended,
      on(TODAY, 'system'),
      { open_objections: 1, objection_ended_on: TODAY },
    ],
    [
      'the end of an objection before another that has ended',
      { ...IN_STATE.refused, open_objections: 1, objection_ended_on: '2027-01-11' },
      LAWFUL.objection_ended,
      on(TODAY, 'system'),
      { open_objections: 0, objection_ended_on: '2027-01-11' },
    ],
    [
      'the end of an objection after another',
      { ...IN_STATE.refused, open_objections: 1, objection_ended_on: '2026-12-13' },
      LAWFUL.objection_ended,
      on(TODAY, 'system'),
      { open_objections: 0, objection_ended_on: TODAY },
    ],
    [
      'the end of one that nobody counted',
      IN_STATE.refused,
      LAWFUL.objection_ended,
      on(TODAY, 'system'),
      { open_objections: 0, objection_ended_on: TODAY },
    ],
  ];

  test.each(cases)('%s', (_what, facts, step, ctx, wanted) => {
    expect(changes(facts, step, ctx)).toEqual(wanted);
  });
});

describe('a corrected day of receipt', () => {
  const step = (received_on: string, more: object = {}): RequestStep => ({
    do: 'correct_receipt',
    received_on,
    ...more,
  });

  test('moves the term and keeps the day that was told', () => {
    expect(changes(IN_HAND, step('2026-12-10'), ppid())).toEqual({
      ...{ received_on: '2026-12-10', due_on: '2026-12-28', due_told_on: '2026-12-29', object_by: null, terms: null },
      ladder_since: at(TODAY),
    });
    expect(changes({ ...IN_HAND, due_told_on: '2026-12-23' }, step('2026-12-10'), ppid())).toMatchObject({
      due_told_on: '2026-12-23',
    });
    // Saturday counts like the Friday before: the term is the same, and nothing else was told.
    expect(changes(request(OPENED, '2026-12-11', '2026-12-14'), step('2026-12-12'), ppid())).not.toHaveProperty(
      'due_told_on',
    );
  });

  test('moves both ends of an extended term', () => {
    const extended = { ...IN_HAND, extended_on: TODAY, extended_from: '2026-12-29', due_on: '2027-01-11' };
    expect(changes(extended, step('2026-12-10'), ppid())).toMatchObject({
      ...{ extended_from: '2026-12-28', due_on: '2027-01-08', due_told_on: '2027-01-11' },
    });
  });

  test('may bring the lengths of another day', () => {
    const terms = JSON.stringify({ answer: { length: 5, reason: 'Perbup', in_force_on: '2026-12-01' } });
    expect(changes(IN_HAND, step('2026-12-10', { terms }), ppid())).toMatchObject({ terms, due_on: '2026-12-17' });
    const kept = { ...IN_HAND, terms, due_on: '2026-12-18' };
    expect(changes(kept, step('2026-12-10'), ppid())).toMatchObject({ terms, due_on: '2026-12-17' });
    expect(changes(kept, step('2026-12-10', { terms: null }), ppid())).toMatchObject({
      terms: null,
      due_on: '2026-12-28',
    });
  });

  test('a window of silence that is open stays, and never ends earlier than he was told', () => {
    const silent = { ...IN_HAND, object_by: '2027-02-12' };
    const late = ppid('2027-01-04');
    expect(changes(silent, step('2026-12-10'), late)).toMatchObject({ due_on: '2026-12-28', object_by: '2027-02-12' });
    expect(changes({ ...silent, object_by: '2027-02-01' }, step('2026-12-10'), late)).toMatchObject({
      object_by: '2027-02-11',
    });
    // The end of the term has not been noted yet: that opens the window, not the correction.
    expect(changes(IN_HAND, step('2026-12-10'), late)).toMatchObject({ object_by: null });
    // The term runs again: its window has not begun.
    expect(changes(silent, step('2026-12-10'), ppid('2026-12-28'))).toMatchObject({ object_by: null });
  });

  test('is no day after the recording, no day at all, and nothing once there is a notice', () => {
    expect(codeOf(IN_HAND, step('2026-12-11'), ppid())).toBeNull();
    expect(codeOf(IN_HAND, step('2026-12-12'), ppid())).toBe('received_after_recorded');
    expect(codeOf(IN_HAND, step('2026-12-00'), ppid())).toBe('received_after_recorded');
    expect(codeOf({ ...IN_HAND, notified_on: TODAY }, step('2026-12-10'), ppid())).toBe('notice_already_given');
  });
});

describe('letters', () => {
  const letter = (kind: string, over: object = {}): RequestStep =>
    ({ do: 'record_letter', letter: kind, sent_on: TODAY, reached_on: '2026-12-16', ...over }) as RequestStep;
  const desk = on('2026-12-17', 'petugas');
  const posted = { ...IN_STATE.refused, ...OPENED, notice_reached_on: null, object_by: null };
  const missing = request({ ...OPENED, state: 'incomplete', incomplete_on: TODAY });

  test('the arrival of a notice opens the window, that of missing papers the three days; once', () => {
    expect(changes(posted, letter('refused'), desk)).toEqual({
      ...{ notice_reached_on: '2026-12-16', object_by: '2027-02-02', object_told_on: null },
    });
    expect(changes(missing, letter('incomplete'), desk)).toEqual({
      ...{ incomplete_reached_on: '2026-12-16', repair_due_on: '2026-12-21' },
    });
    const nothing: [RequestFacts, RequestStep][] = [
      [posted, letter('refused', { reached_on: null })],
      [posted, letter('receipt')],
      [posted, letter('incomplete')],
      [{ ...posted, notice_reached_on: TODAY }, letter('refused')],
      [{ ...posted, notified_on: null }, letter('refused')],
      [missing, letter('receipt')],
      [{ ...missing, state: 'registered' }, letter('incomplete')],
      [{ ...missing, repair_due_on: '2026-12-17' }, letter('incomplete')],
    ];
    for (const [facts, step] of nothing) expect(changes(facts, step, desk)).toEqual({});
  });

  test('dates stand in their order', () => {
    const code = (facts: RequestFacts, kind: string, over: object) => codeOf(facts, letter(kind, over), desk);
    expect(code(posted, 'refused', { sent_on: '2026-12-11' })).toBe('dates_out_of_order');
    expect(code(posted, 'receipt', { sent_on: '2026-12-11' })).toBeNull();
    expect(code(missing, 'incomplete', { sent_on: '2026-12-11' })).toBe('dates_out_of_order');
    expect(code(missing, 'incomplete', {})).toBeNull();
    expect(code({ ...missing, incomplete_on: null }, 'incomplete', { sent_on: '2026-12-11' })).toBeNull();
    expect(code(posted, 'refused', { sent_on: '2026-12-32' })).toBe('dates_out_of_order');
    expect(code(posted, 'refused', { reached_on: '2026-12-32' })).toBe('dates_out_of_order');
    expect(code(posted, 'refused', { sent_on: '2026-12-18', reached_on: null })).toBe('date_in_future');
    expect(code(posted, 'refused', { sent_on: '2026-12-17', reached_on: null })).toBeNull();
    expect(code(posted, 'refused', { reached_on: '2026-12-18' })).toBe('date_in_future');
    expect(code(posted, 'refused', { reached_on: '2026-12-17' })).toBeNull();
    expect(code(posted, 'refused', { sent_on: '2026-12-16', reached_on: '2026-12-15' })).toBe('dates_out_of_order');
    expect(code(posted, 'refused', { sent_on: '2026-12-16' })).toBeNull();
  });

  test('a mail that left late moves his days to the day it left, never back', () => {
    const left = (kind: string, reached_on: string): RequestStep => ({ do: 'mail_left', letter: kind, reached_on });
    const system = on('2026-12-17', 'system');
    expect(changes(IN_STATE.refused, left('refused', '2026-12-16'), system)).toEqual({
      ...{ notice_reached_on: '2026-12-16', object_by: '2027-02-02', object_told_on: null },
    });
    const mailed = { ...missing, incomplete_reached_on: TODAY, repair_due_on: '2026-12-17' };
    expect(changes(mailed, left('incomplete', '2026-12-15'), system)).toEqual({
      ...{ incomplete_reached_on: '2026-12-15', repair_due_on: '2026-12-18' },
    });
    const nothing: [RequestFacts, RequestStep][] = [
      [IN_STATE.refused, left('refused', TODAY)],
      [IN_STATE.refused, left('refused', '2026-12-11')],
      [IN_STATE.refused, left('receipt', '2026-12-16')],
      [{ ...IN_STATE.refused, notice_reached_on: null }, left('refused', '2026-12-16')],
      [mailed, left('incomplete', TODAY)],
      [mailed, left('incomplete', '2026-12-11')],
      [mailed, left('receipt', '2026-12-16')],
      [{ ...mailed, repair_due_on: null }, left('incomplete', '2026-12-16')],
      [{ ...mailed, state: 'registered' }, left('incomplete', '2026-12-16')],
    ];
    for (const [facts, step] of nothing) expect(changes(facts, step, system)).toEqual({});
  });
});

describe('rules to the day and to the letter', () => {
  const refusal = (over: Partial<ExemptionDecision> | null): RequestStep => {
    const lawful = LAWFUL.propose_refusal as { exemption: ExemptionDecision };
    return { do: 'propose_refusal', exemption: over && { ...lawful.exemption, ...over } };
  };

  test('papers are missed by name, while the check runs', () => {
    const missing: RequestStep = { do: 'declare_incomplete', missing: [] };
    expect(codeOf(request(), missing, ppid())).toBe('missing_papers_not_named');
    expect(codeOf(request({ check_due_on: null }), LAWFUL.declare_incomplete, ppid())).toBe('check_is_over');
  });

  test('papers come back on the last day; where the letter has not arrived there is no last day', () => {
    const back = (facts: RequestFacts, day: string) => codeOf(facts, LAWFUL.complete_papers, on(day, 'requester'));
    expect(back(IN_STATE.incomplete, '2026-12-16')).toBeNull();
    expect(back(IN_STATE.incomplete, '2026-12-17')).toBe('repair_is_over');
    expect(back({ ...IN_STATE.incomplete, repair_due_on: null }, '2027-06-30')).toBeNull();
  });

  test('each ground of an extension, and no other', () => {
    const code = (ground: string) => codeOf(IN_HAND, { do: 'extend', ground }, ppid());
    expect(['not_held', 'status_undecided', 'busy', ''].map(code)).toEqual([
      ...[null, null, 'extension_ground_unknown', 'extension_ground_unknown'],
    ]);
  });

  test('a decision that exempts is there, decided, in force and attached', () => {
    const code = (over: Partial<ExemptionDecision> | null) => codeOf(IN_HAND, refusal(over), ppid());
    expect(code(null)).toBe('exemption_missing');
    expect(code({ number: ' ' })).toBe('exemption_missing');
    expect(code({ decided_on: '2026-02-30' })).toBe('exemption_missing');
    expect(code({ decided_on: TODAY })).toBeNull();
    expect(code({ decided_on: '2026-12-15' })).toBe('exemption_not_in_force');
    expect(code({ until: TODAY })).toBeNull();
    expect(code({ until: '2026-12-13' })).toBe('exemption_not_in_force');
    expect(code({ attached: false })).toBe('exemption_not_attached');
  });

  test('each blackened part names its ground', () => {
    const code = (redactions: { part: string; ground: string }[]) =>
      codeOf(IN_HAND, { ...LAWFUL.grant_partly, redactions } as RequestStep, ppid());
    const good = { part: 'NIK', ground: 'h.3' };
    expect(code([good, good])).toBeNull();
    expect(code([])).toBe('redactions_missing');
    expect(code([good, { part: ' ', ground: 'h.3' }])).toBe('redactions_missing');
    expect(code([{ part: 'NIK', ground: ' ' }, good])).toBe('redactions_missing');
  });

  test('why only a part: each reason, and no other', () => {
    const code = (because: string) =>
      codeOf(IN_HAND, { ...LAWFUL.grant_partly, because, exemption: null, redactions: [] } as RequestStep, ppid());
    expect(['not_held', 'not_documented', 'exempt', 'busy'].map(code)).toEqual([
      ...[null, null, 'exemption_missing', 'partly_because_unknown'],
    ]);
  });

  test('whoever proposed does not approve; nobody in particular is not the same person', () => {
    const by = (userId: number | null) => on(TODAY, 'atasan', { actor: actor('atasan', { userId }) });
    expect(codeOf(WAITING, LAWFUL.approve_refusal, by(2))).toBe('same_person_approves');
    expect(codeOf(WAITING, LAWFUL.approve_refusal, by(3))).toBeNull();
    expect(codeOf({ ...WAITING, proposed_by: null }, LAWFUL.approve_refusal, by(null))).toBeNull();
    const part = { ...WAITING, proposal_kind: 'granted_partly' as const };
    expect(codeOf(part, LAWFUL.approve_refusal, by(2))).toBe('same_person_approves');
    expect(codeOf(part, { do: 'approve_refusal', provide_days: 61 }, by(3))).toBe('provide_days_out_of_range');
    expect(codeOf({ ...WAITING, proposal_kind: null }, LAWFUL.approve_refusal, by(3))).toBe('not_in_this_state');
  });

  test('the material is promised within sixty working days', () => {
    const code = (provide_days: number) => codeOf(IN_HAND, { do: 'grant', provide_days }, ppid());
    expect([0, 60].map(code)).toEqual([null, null]);
    expect([-1, 61, 1.5].map(code)).toEqual(Array(3).fill('provide_days_out_of_range'));
  });

  test('an agency acts for what it holds', () => {
    const by = (facts: RequestFacts, step: RequestStep, bodyId: number) =>
      codeOf(facts, step, on(TODAY, 'opd', { actor: actor('opd', { bodyId }) }));
    const named = { ...IN_HAND, assigned_body_id: null };
    expect(by(IN_HAND, LAWFUL.return, 8)).toBe('not_your_body');
    expect(by(named, LAWFUL.return, 7)).toBe('not_assigned');
    expect(by(named, LAWFUL.propose_answer, 7)).toBeNull();
    expect(by(named, LAWFUL.propose_answer, 8)).toBe('not_your_body');
    expect(by({ ...named, returned_on: TODAY }, LAWFUL.propose_answer, 7)).toBe('not_your_body');
    expect(by({ ...named, body_id: null }, LAWFUL.propose_answer, 7)).toBe('not_your_body');
  });

  test('time’s own steps wait for their day, and for what must be so', () => {
    const code = (facts: RequestFacts, name: StepName, day: string) => codeOf(facts, LAWFUL[name], on(day, 'system'));
    const early = 'not_due_yet';
    expect(code(request(), 'complete_by_silence', '2026-12-16')).toBe(early);
    expect(code(request({ complete_on: TODAY }), 'complete_by_silence', '2026-12-17')).toBe(early);
    expect(code(request({ check_due_on: null }), 'complete_by_silence', '2026-12-17')).toBe(early);
    expect(code(IN_STATE.incomplete, 'lapse', '2026-12-16')).toBe(early);
    expect(code({ ...IN_STATE.incomplete, repair_due_on: null }, 'lapse', '2026-12-17')).toBe(early);
    expect(code(IN_HAND, 'pass_term', '2026-12-29')).toBe(early);
    expect(code({ ...IN_HAND, object_by: '2027-02-12' }, 'pass_term', '2026-12-30')).toBe(early);
    expect(code({ ...IN_HAND, notified_on: TODAY }, 'pass_term', '2026-12-30')).toBe(early);
    expect(code(IN_STATE.refused, 'close', '2027-01-29')).toBe(early);
    expect(code({ ...IN_STATE.refused, object_by: null }, 'close', '2027-02-01')).toBe(early);
    expect(code({ ...IN_STATE.refused, notice_reached_on: null }, 'close', '2027-02-01')).toBe(early);
    expect(code({ ...IN_STATE.refused, open_objections: 1 }, 'close', '2027-02-01')).toBe(early);
    expect(code(IN_STATE.refused, 'close', '2027-02-01')).toBeNull();
    expect(code(IN_STATE.refused, 'calendar_changed', TODAY)).toBe('no_date_moves');
    expect(code(request({ due_on: '2026-12-28' }), 'calendar_changed', TODAY)).toBeNull();
  });
});

describe('the buttons', () => {
  const steps = (facts: RequestFacts, role: Role, day = TODAY, over: object = {}) =>
    allowedSteps(facts, actor(role, over), day);

  test('are hidden where no input could help', () => {
    expect(steps(IN_STATE.registered, 'ppid')).toContain('declare_incomplete');
    expect(steps(IN_STATE.registered, 'ppid', '2026-12-17')).not.toContain('declare_incomplete');
    expect(steps(IN_STATE.incomplete, 'requester')).toContain('complete_papers');
    expect(steps(IN_STATE.incomplete, 'requester', '2026-12-17')).not.toContain('complete_papers');
    expect(steps(IN_HAND, 'opd')).toEqual(['return', 'propose_answer']);
    expect(steps({ ...IN_HAND, assigned_body_id: null }, 'opd')).toEqual(['propose_answer']);
    expect(steps(IN_HAND, 'opd', TODAY, { bodyId: 8 })).toEqual([]);
    expect(steps(IN_HAND, 'ppid')).toContain('extend');
    expect(steps({ ...IN_HAND, extended_on: TODAY }, 'ppid')).not.toContain('extend');
    expect(steps(IN_HAND, 'ppid', '2026-12-30')).not.toContain('extend');
    expect(steps(WAITING, 'atasan')).toEqual(['approve_refusal', 'reject_refusal']);
    expect(steps(WAITING, 'atasan', TODAY, { userId: 2 })).toEqual(['reject_refusal']);
    expect(steps(IN_HAND, 'ppid')).toContain('correct_receipt');
    expect(steps({ ...IN_HAND, notified_on: TODAY }, 'ppid')).not.toContain('correct_receipt');
  });

  test('are shown where an input can, once each', () => {
    expect(steps(IN_HAND, 'ppid')).toEqual([
      ...['open', 'add_papers', 'assign', 'extend', 'grant', 'grant_partly', 'propose_refusal', 'not_held'],
      ...['not_documented', 'redirect', 'record_letter', 'correct_receipt'],
    ]);
    const part = { ...WAITING, proposal_kind: 'granted_partly' as const };
    expect(steps(part, 'atasan')).toEqual(['approve_refusal', 'reject_refusal']);
  });

  test('the roles of a step', () => {
    expect(rolesFor('grant')).toEqual(['ppid']);
    expect(rolesFor('add_papers')).toEqual(['requester', 'petugas', 'ppid']);
    expect(rolesFor('close')).toEqual(['system']);
  });
});

test('each step leaves its event and letter, and tells whom it concerns', () => {
  const said = (facts: RequestFacts, name: StepName, role: Role, day = TODAY, over: object = {}) => {
    const decision = decide(facts, { ...LAWFUL[name], ...over } as RequestStep, on(day, role));
    if (!decision.ok) throw new Error(`${name}: ${decision.code}`);
    const { event, letter, tells } = decision.transition;
    return `${event} ${letter} ${tells}`;
  };
  const silent = { ...WAITING, complete_on: null };
  const part = { ...WAITING, proposal_kind: 'granted_partly' as const };
  expect([
    said(IN_HAND, 'open', 'ppid'),
    said(IN_HAND, 'add_papers', 'requester'),
    said(request(), 'declare_complete', 'ppid'),
    said(request(), 'declare_incomplete', 'ppid'),
    said(IN_STATE.incomplete, 'complete_papers', 'requester'),
    said(IN_HAND, 'assign', 'ppid'),
    said(IN_HAND, 'return', 'opd'),
    said(IN_HAND, 'propose_answer', 'opd'),
    said(IN_HAND, 'extend', 'ppid'),
    said(IN_HAND, 'grant', 'ppid'),
    said(IN_HAND, 'grant_partly', 'ppid', TODAY, { because: 'not_held' }),
    said(IN_HAND, 'grant_partly', 'ppid'),
    said(IN_HAND, 'propose_refusal', 'ppid'),
    said(WAITING, 'approve_refusal', 'atasan'),
    said(part, 'approve_refusal', 'atasan'),
    said(WAITING, 'reject_refusal', 'atasan'),
    said(silent, 'reject_refusal', 'atasan'),
    said(IN_HAND, 'not_held', 'ppid'),
    said(IN_HAND, 'not_documented', 'ppid'),
    said(IN_HAND, 'redirect', 'ppid'),
    said(IN_STATE.granted, 'deliver', 'ppid'),
    said(IN_STATE.delivered, 'confirm_receipt', 'requester'),
    said(IN_HAND, 'withdraw', 'requester'),
    said(IN_HAND, 'record_letter', 'ppid'),
    said(IN_HAND, 'mail_left', 'system'),
    said(IN_HAND, 'correct_receipt', 'ppid'),
    said(request(), 'complete_by_silence', 'system', '2026-12-17'),
    said(silent, 'complete_by_silence', 'system', '2026-12-17'),
    said(IN_STATE.incomplete, 'lapse', 'system', '2026-12-17'),
    said(IN_HAND, 'pass_term', 'system', '2026-12-30'),
    said(IN_STATE.refused, 'close', 'system', '2027-02-01'),
    said(IN_STATE.refused, 'objection_filed', 'system'),
    said(IN_STATE.refused, 'objection_ended', 'system'),
    said(request({ due_on: '2026-12-28' }), 'calendar_changed', 'system'),
  ]).toEqual([
    'opened null null',
    'papers_added null desk',
    'declared_complete null null',
    'declared_incomplete incomplete null',
    'papers_completed null ppid',
    'assigned null holder',
    'returned null desk',
    'answer_proposed null desk',
    'extended extension null',
    'granted granted null',
    'granted_partly granted_partly null',
    'partial_proposed null superior',
    'refusal_proposed null superior',
    'refused refused ppid',
    'granted_partly granted_partly ppid',
    'refusal_rejected null ppid',
    'refusal_rejected null ppid',
    'not_held not_held null',
    'not_documented not_documented null',
    'redirected redirected null',
    'delivered delivered null',
    'receipt_confirmed null null',
    'withdrawn withdrawn desk',
    'letter_recorded null null',
    'letter_left_late null null',
    'receipt_corrected null null',
    'completed_by_silence null null',
    'completed_by_silence null null',
    'lapsed lapsed null',
    'term_passed null null',
    'closed null null',
    'objection_filed null null',
    'objection_ended null null',
    'calendar_moved null null',
  ]);
});
