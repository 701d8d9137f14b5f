import { REQUEST_STATES, type RequestState, ROLES, type Role } from '../../src/workflow/facts';
import { decide } from '../../src/workflow/machine';
import type { StepName } from '../../src/workflow/steps';
import { IN_STATE, LAWFUL, on } from './facts';

/**
 * Who may do what in which state, written out by hand from the contract and never derived from the machine.
 * `[states] by [roles] -> state after` for each step; every cell that is not named here must be refused.
 */
type Line = { in: string; by: string; to: RequestState | 'same' };

const ALL = REQUEST_STATES.join(' ');
const EXPECTED: Record<StepName, Line[]> = {
  open: [{ in: ALL, by: 'petugas ppid', to: 'same' }],
  add_papers: [{ in: 'registered incomplete in_process', by: 'requester petugas ppid', to: 'same' }],
  complete_papers: [{ in: 'incomplete', by: 'requester petugas ppid', to: 'registered' }],
  declare_complete: [{ in: 'registered', by: 'ppid', to: 'in_process' }],
  declare_incomplete: [{ in: 'registered', by: 'ppid', to: 'incomplete' }],
  assign: [{ in: 'registered in_process', by: 'petugas ppid', to: 'same' }],
  return: [{ in: 'registered in_process', by: 'opd', to: 'same' }],
  propose_answer: [{ in: 'registered in_process', by: 'opd', to: 'same' }],
  extend: [{ in: 'registered in_process awaiting_approval', by: 'ppid', to: 'same' }],
  grant: [{ in: 'registered in_process', by: 'ppid', to: 'granted' }],
  grant_partly: [{ in: 'registered in_process', by: 'ppid', to: 'awaiting_approval' }],
  propose_refusal: [{ in: 'registered in_process', by: 'ppid', to: 'awaiting_approval' }],
  approve_refusal: [{ in: 'awaiting_approval', by: 'atasan', to: 'refused' }],
  reject_refusal: [{ in: 'awaiting_approval', by: 'atasan', to: 'in_process' }],
  not_held: [{ in: 'registered in_process', by: 'ppid', to: 'not_held' }],
  not_documented: [{ in: 'registered in_process', by: 'ppid', to: 'not_documented' }],
  redirect: [{ in: 'registered in_process', by: 'ppid', to: 'redirected' }],
  deliver: [{ in: 'granted granted_partly', by: 'petugas ppid', to: 'delivered' }],
  confirm_receipt: [{ in: 'delivered', by: 'requester', to: 'same' }],
  withdraw: [{ in: 'registered incomplete in_process awaiting_approval', by: 'requester', to: 'withdrawn' }],
  record_letter: [{ in: ALL, by: 'petugas ppid', to: 'same' }],
  correct_receipt: [{ in: 'registered incomplete in_process awaiting_approval', by: 'ppid', to: 'same' }],
  mail_left: [{ in: ALL, by: 'system', to: 'same' }],
  // By themselves, and on this day none is due yet.
  complete_by_silence: [],
  lapse: [],
  pass_term: [],
  close: [],
  objection_filed: [{ in: ALL, by: 'system', to: 'same' }],
  objection_ended: [{ in: ALL, by: 'system', to: 'same' }],
  // The calendar of these facts is the one they were counted by.
  calendar_changed: [],
};

const TODAY = '2026-12-14';
const steps = Object.keys(EXPECTED) as StepName[];

function expected(step: StepName, state: RequestState, role: Role): RequestState | null {
  const line = EXPECTED[step].find((l) => l.in.split(' ').includes(state) && l.by.split(' ').includes(role));
  return line ? (line.to === 'same' ? state : line.to) : null;
}

describe.each(steps)('%s', (step) => {
  test.each(REQUEST_STATES)('from %s', (state) => {
    const found = Object.fromEntries(
      ROLES.map((role) => {
        const decision = decide(IN_STATE[state], LAWFUL[step], on(TODAY, role));
        return [role, decision.ok ? decision.to : null];
      }),
    );
    const wanted = Object.fromEntries(ROLES.map((role) => [role, expected(step, state, role)]));
    expect(found).toEqual(wanted);
  });
});

test('the steps of time belong to the system alone', () => {
  const cases: [StepName, RequestState, string, RequestState][] = [
    ['complete_by_silence', 'registered', '2026-12-17', 'in_process'],
    ['complete_by_silence', 'awaiting_approval', '2026-12-17', 'awaiting_approval'],
    ['lapse', 'incomplete', '2026-12-17', 'lapsed'],
    ['pass_term', 'in_process', '2026-12-30', 'in_process'],
    ['close', 'refused', '2027-01-30', 'closed'],
  ];
  for (const [step, state, day, to] of cases) {
    const facts = { ...IN_STATE[state], ...(state === 'awaiting_approval' ? { complete_on: null } : {}) };
    for (const role of ROLES) {
      const decision = decide(facts, LAWFUL[step], on(day, role));
      expect([step, role, decision.ok ? decision.to : null]).toEqual([step, role, role === 'system' ? to : null]);
    }
  }
});
