import { REQUEST_STATES, type RequestFacts, type RequestState } from '../../src/workflow/facts';
import { allowedSteps, decide, FINAL_STATES } from '../../src/workflow/machine';
import { REQUEST_MACHINE } from '../../src/workflow/request-machine';
import type { ExemptionDecision, RequestStep, StepContext } from '../../src/workflow/steps';
import { allTerms } from '../../src/workflow/terms';
import { actor, CAL, IN_STATE, LAWFUL, on, request } from './facts';

function take(facts: RequestFacts, step: RequestStep, ctx: StepContext): RequestFacts {
  const decision = decide(facts, step, ctx);
  if (!decision.ok) throw new Error(decision.code);
  return { ...facts, ...decision.changes, state: decision.to };
}

const codeOf = (facts: RequestFacts, step: RequestStep, ctx: StepContext) => {
  const decision = decide(facts, step, ctx);
  return decision.ok ? null : decision.code;
};

const IN_PROCESS = IN_STATE.in_process;
const exemption = (over: Partial<ExemptionDecision>): RequestStep => {
  const lawful = LAWFUL.propose_refusal as { exemption: ExemptionDecision };
  return { do: 'propose_refusal', exemption: { ...lawful.exemption, ...over } };
};

describe('the table itself', () => {
  test('every state is reached and left, or final', () => {
    const reached = new Set<RequestState>(['registered']);
    for (const row of REQUEST_MACHINE) if (row.to !== 'same') reached.add(row.to);
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
    const left = new Set(REQUEST_MACHINE.filter((row) => row.to !== 'same').flatMap((row) => row.from));
    expect(REQUEST_STATES.filter((state) => !left.has(state)).sort()).toEqual([...FINAL_STATES].sort());
  });

  test('every row leaves an event, and every notice a letter', () => {
    for (const row of REQUEST_MACHINE) expect(row.event).toMatch(/^[a-z_]+$/);
    const notices = REQUEST_MACHINE.filter(
      (row) => row.to !== 'same' && IN_STATE[row.to].notified_on && row.to !== 'closed',
    );
    expect(notices.length).toBeGreaterThan(6);
    for (const row of notices) expect([row.step, row.letter]).toEqual([row.step, expect.any(String)]);
  });

  test('every term cites its article', () => {
    for (const term of allTerms()) expect(term.article).toMatch(/Pasal \d+/);
  });
});

describe('completeness', () => {
  test('incomplete is lawful on the third working day and not on the fourth', () => {
    const facts = request();
    expect(facts.check_due_on).toBe('2026-12-16');
    expect(codeOf(facts, LAWFUL.declare_incomplete, on('2026-12-16', 'ppid'))).toBeNull();
    expect(codeOf(facts, LAWFUL.declare_incomplete, on('2026-12-17', 'ppid'))).toBe('check_is_over');
    expect(codeOf(facts, { do: 'declare_incomplete', missing: [] }, on('2026-12-16', 'ppid'))).toBe(
      'missing_papers_not_named',
    );
  });

  test('the three days to repair begin when the letter arrives: at once by e-mail, else when an officer records it', () => {
    const mailed = take(request(), LAWFUL.declare_incomplete, on('2026-12-14', 'ppid'));
    expect(mailed.repair_due_on).toBe('2026-12-17');
    const posted = take(request(), LAWFUL.declare_incomplete, on('2026-12-14', 'ppid', { by_email: false }));
    expect(posted.repair_due_on).toBeNull();
    expect(codeOf(posted, { do: 'lapse' }, on('2027-06-01', 'system'))).toBe('not_due_yet');
    const recorded: RequestStep = {
      do: 'record_letter',
      letter: 'incomplete',
      sent_on: '2026-12-14',
      reached_on: '2026-12-17',
    };
    expect(take(posted, recorded, on('2026-12-18', 'petugas')).repair_due_on).toBe('2026-12-22');
  });

  test('papers come back to one more check of three days, and the answer date stays', () => {
    const incomplete = take(request(), LAWFUL.declare_incomplete, on('2026-12-14', 'ppid'));
    const back = take(incomplete, LAWFUL.complete_papers, on('2026-12-16', 'requester'));
    expect(back).toMatchObject({
      state: 'registered',
      check_due_on: '2026-12-21',
      repair_due_on: null,
      due_on: '2026-12-29',
    });
    expect(codeOf(incomplete, LAWFUL.complete_papers, on('2026-12-18', 'requester'))).toBe('repair_is_over');
  });

  test('silence counts as complete, dated the last day of the check', () => {
    expect(codeOf(request(), { do: 'complete_by_silence' }, on('2026-12-16', 'system'))).toBe('not_due_yet');
    const complete = take(request(), { do: 'complete_by_silence' }, on('2026-12-17', 'system'));
    expect(complete).toMatchObject({
      state: 'in_process',
      complete_on: '2026-12-16',
      complete_by: 'silence',
      perki_due_on: '2027-01-04',
    });
  });
});

describe('extension', () => {
  test('moves both dates by seven working days, once, until the end of the term', () => {
    const facts = take(request(), LAWFUL.declare_complete, on('2026-12-14', 'ppid'));
    expect(facts).toMatchObject({ due_on: '2026-12-29', perki_due_on: '2026-12-30' });
    const extended = take(facts, LAWFUL.extend, on('2026-12-29', 'ppid'));
    expect(extended).toMatchObject({ due_on: '2027-01-11', perki_due_on: '2027-01-12', extended_on: '2026-12-29' });
    expect(codeOf(extended, LAWFUL.extend, on('2026-12-30', 'ppid'))).toBe('already_extended');
    expect(codeOf(facts, LAWFUL.extend, on('2026-12-30', 'ppid'))).toBe('term_is_over');
    expect(codeOf(facts, { do: 'extend', ground: 'busy' }, on('2026-12-14', 'ppid'))).toBe('extension_ground_unknown');
  });

  test('before the papers are complete, the outer date gets its seven days when they are', () => {
    const extended = take(request(), LAWFUL.extend, on('2026-12-14', 'ppid'));
    expect(extended.perki_due_on).toBeNull();
    expect(take(extended, LAWFUL.declare_complete, on('2026-12-14', 'ppid')).perki_due_on).toBe('2027-01-12');
  });
});

describe('outcomes', () => {
  test('a notice by e-mail opens the window the same day; on paper when its arrival is recorded', () => {
    const mailed = take(IN_PROCESS, LAWFUL.grant, on('2026-12-21', 'ppid'));
    expect(mailed).toMatchObject({ outcome: 'granted', notified_on: '2026-12-21', notice_reached_on: '2026-12-21' });
    expect(mailed).toMatchObject({ promised_on: '2026-12-28', object_by: '2027-02-08' });
    const posted = take(IN_PROCESS, LAWFUL.grant, on('2026-12-21', 'ppid', { by_email: false }));
    expect(posted).toMatchObject({ notified_on: '2026-12-21', notice_reached_on: null, object_by: null });
    const step: RequestStep = {
      do: 'record_letter',
      letter: 'granted',
      sent_on: '2026-12-21',
      reached_on: '2026-12-23',
    };
    expect(take(posted, step, on('2026-12-28', 'petugas'))).toMatchObject({
      notice_reached_on: '2026-12-23',
      object_by: '2027-02-10',
    });
  });

  test('a refusal needs an exemption decision that is in force and attached, and another person', () => {
    const ctx = on('2026-12-14', 'ppid');
    expect(codeOf(IN_PROCESS, { do: 'propose_refusal', exemption: null }, ctx)).toBe('exemption_missing');
    expect(codeOf(IN_PROCESS, exemption({ number: ' ' }), ctx)).toBe('exemption_missing');
    expect(codeOf(IN_PROCESS, exemption({ decided_on: '2026-12-15' }), ctx)).toBe('exemption_not_in_force');
    expect(codeOf(IN_PROCESS, exemption({ until: '2026-12-13' }), ctx)).toBe('exemption_not_in_force');
    expect(codeOf(IN_PROCESS, exemption({ until: '2026-12-14' }), ctx)).toBeNull();
    expect(codeOf(IN_PROCESS, exemption({ attached: false }), ctx)).toBe('exemption_not_attached');
    // What closes a part refuses no whole.
    expect(codeOf(IN_PROCESS, exemption({ partial: true }), ctx)).toBe('exemption_partial');
    expect(codeOf(IN_PROCESS, exemption({ partial: false }), ctx)).toBeNull();
    const proposed = take(IN_PROCESS, exemption({}), ctx);
    const same = on('2026-12-14', 'atasan', { actor: actor('atasan', { userId: 1 }) });
    expect(codeOf(proposed, LAWFUL.approve_refusal, same)).toBe('same_person_approves');
    const other = on('2026-12-14', 'atasan', { actor: actor('atasan', { userId: 5 }) });
    expect(take(proposed, LAWFUL.approve_refusal, other)).toMatchObject({
      state: 'refused',
      outcome: 'refused',
      proposal_kind: null,
    });
  });

  test('a rejected proposal goes back to where the papers stand', () => {
    const ctx = on('2026-12-14', 'atasan', { actor: actor('atasan', { userId: 5 }) });
    const early = take(request(), exemption({}), on('2026-12-14', 'ppid'));
    expect(take(early, LAWFUL.reject_refusal, ctx).state).toBe('registered');
    const silent = take(early, { do: 'complete_by_silence' }, on('2026-12-17', 'system'));
    expect(silent).toMatchObject({ state: 'awaiting_approval', complete_on: '2026-12-16' });
    expect(take(silent, LAWFUL.reject_refusal, ctx).state).toBe('in_process');
  });

  test('part: what is not held goes out at once, what is exempt waits for approval with a ground for each part', () => {
    const ctx = on('2026-12-14', 'ppid');
    const partly = (over: object): RequestStep => ({ ...LAWFUL.grant_partly, ...over }) as RequestStep;
    expect(take(IN_PROCESS, partly({ because: 'not_held' }), ctx)).toMatchObject({
      state: 'granted_partly',
      notified_on: '2026-12-14',
    });
    const waiting = take(IN_PROCESS, partly({}), ctx);
    expect(waiting).toMatchObject({ state: 'awaiting_approval', proposal_kind: 'granted_partly', notified_on: null });
    const approved = take(
      waiting,
      LAWFUL.approve_refusal,
      on('2026-12-15', 'atasan', { actor: actor('atasan', { userId: 5 }) }),
    );
    expect(approved).toMatchObject({ state: 'granted_partly', notified_on: '2026-12-15', promised_on: '2026-12-18' });
    expect(codeOf(IN_PROCESS, partly({ redactions: [] }), ctx)).toBe('redactions_missing');
    expect(codeOf(IN_PROCESS, partly({ redactions: [{ part: 'NIK', ground: '' }] }), ctx)).toBe('redactions_missing');
    expect(codeOf(IN_PROCESS, partly({ because: 'busy' }), ctx)).toBe('partly_because_unknown');
  });

  test('not documented says a day that lies ahead', () => {
    const step = (available_on: string): RequestStep => ({ do: 'not_documented', available_on });
    expect(codeOf(IN_PROCESS, step('2026-12-14'), on('2026-12-14', 'ppid'))).toBe('available_day_not_ahead');
    expect(codeOf(IN_PROCESS, step('2027-02-30'), on('2026-12-14', 'ppid'))).toBe('available_day_not_ahead');
    expect(codeOf(IN_PROCESS, step('2026-12-15'), on('2026-12-14', 'ppid'))).toBeNull();
  });

  test('an overdue request can still be answered, and the notice moves the window', () => {
    const passed = take(IN_PROCESS, { do: 'pass_term' }, on('2026-12-30', 'system'));
    expect(passed.object_by).toBe('2027-02-12');
    const late = take(passed, LAWFUL.grant, on('2027-01-11', 'ppid'));
    expect(late).toMatchObject({ notified_on: '2027-01-11', object_by: '2027-02-23' });
  });

  test('material that comes later than promised opens the window anew (ground g)', () => {
    const granted = take(IN_PROCESS, LAWFUL.grant, on('2026-12-21', 'ppid'));
    expect(take(granted, LAWFUL.deliver, on('2026-12-28', 'petugas')).object_by).toBe('2027-02-08');
    expect(take(granted, LAWFUL.deliver, on('2026-12-29', 'petugas')).object_by).toBe('2027-02-12');
  });
});

describe('who holds what', () => {
  test('an agency answers only what it holds, and gives back only what was assigned', () => {
    const other = on('2026-12-14', 'opd', { actor: actor('opd', { bodyId: 8 }) });
    expect(codeOf(IN_PROCESS, LAWFUL.propose_answer, other)).toBe('not_your_body');
    expect(codeOf(IN_PROCESS, LAWFUL.return, other)).toBe('not_your_body');
    const named = { ...IN_PROCESS, assigned_body_id: null };
    expect(codeOf(named, LAWFUL.propose_answer, on('2026-12-14', 'opd'))).toBeNull();
    expect(codeOf(named, LAWFUL.return, on('2026-12-14', 'opd'))).toBe('not_assigned');
    const returned = take(IN_PROCESS, LAWFUL.return, on('2026-12-14', 'opd'));
    expect(returned).toMatchObject({ assigned_body_id: null, returned_on: '2026-12-14' });
    expect(codeOf(returned, LAWFUL.propose_answer, on('2026-12-14', 'opd'))).toBe('not_your_body');
  });

  test('whatever the desk does opens the case', () => {
    expect(take(request(), LAWFUL.assign, on('2026-12-11', 'petugas')).first_opened_at).toBe(
      '2026-12-11T02:00:00.000Z',
    );
    expect(take(request(), LAWFUL.withdraw, on('2026-12-11', 'requester')).first_opened_at).toBeNull();
  });
});

describe('corrections', () => {
  test('the day of receipt moves the term until a notice is given', () => {
    const step = (received_on: string): RequestStep => ({ do: 'correct_receipt', received_on });
    const corrected = take(IN_PROCESS, step('2026-12-09'), on('2026-12-14', 'ppid'));
    expect(corrected).toMatchObject({ received_on: '2026-12-09', due_on: '2026-12-23' });
    expect(codeOf(IN_PROCESS, step('2026-12-12'), on('2026-12-14', 'ppid'))).toBe('received_after_recorded');
    expect(codeOf(IN_PROCESS, step('2026-02-30'), on('2026-12-14', 'ppid'))).toBe('received_after_recorded');
  });

  test('a letter does not arrive before it is sent, nor tomorrow', () => {
    const step = (sent_on: string, reached_on: string | null): RequestStep => ({
      do: 'record_letter',
      letter: 'receipt',
      sent_on,
      reached_on,
    });
    const ctx = on('2026-12-14', 'petugas');
    expect(codeOf(IN_PROCESS, step('2026-12-14', '2026-12-11'), ctx)).toBe('dates_out_of_order');
    expect(codeOf(IN_PROCESS, step('2026-12-14', '2026-12-15'), ctx)).toBe('date_in_future');
    expect(codeOf(IN_PROCESS, step('2026-13-01', null), ctx)).toBe('dates_out_of_order');
    expect(codeOf(IN_PROCESS, step('2026-12-11', null), ctx)).toBeNull();
  });
});

test('a button that shows is a step that works, given lawful input', () => {
  for (const state of REQUEST_STATES) {
    for (const role of ['requester', 'petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin'] as const) {
      for (const name of allowedSteps(IN_STATE[state], actor(role), '2026-12-14')) {
        expect([state, role, name, codeOf(IN_STATE[state], LAWFUL[name], on('2026-12-14', role))]).toEqual([
          state,
          role,
          name,
          null,
        ]);
      }
    }
  }
  expect(allowedSteps(IN_STATE.registered, actor('ppid'), '2026-12-17')).not.toContain('declare_incomplete');
  expect(allowedSteps(IN_STATE.in_process, actor('ppid'), '2026-12-30')).not.toContain('extend');
  expect(allowedSteps(IN_STATE.in_process, actor('auditor'), '2026-12-14')).toEqual([]);
});

test('a year without a calendar is an error, never a guess', () => {
  const late = request({ state: 'in_process', assigned_body_id: 7, complete_on: '2027-12-01' }, '2027-12-01');
  expect(() => decide(late, LAWFUL.grant, on('2027-12-10', 'ppid', { cal: CAL }))).toThrow('2028');
});
