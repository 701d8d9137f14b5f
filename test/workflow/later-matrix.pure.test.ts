import { DISPUTE_STATES, type DisputeState } from '../../src/workflow/dispute-facts';
import { decideDispute } from '../../src/workflow/dispute-machine';
import type { DisputeStepName } from '../../src/workflow/dispute-steps';
import { ROLES } from '../../src/workflow/facts';
import { OBJECTION_STATES, type ObjectionState } from '../../src/workflow/objection-facts';
import { decideObjection } from '../../src/workflow/objection-machine';
import type { ObjectionStepName } from '../../src/workflow/objection-steps';
import { on } from './facts';
import { DISPUTE_IN, DISPUTE_LAWFUL, DISPUTE_TODAY, OBJECTION_IN, OBJECTION_LAWFUL } from './later-facts';

/**
 * Who may do what in which state, written out by hand from the contract and never derived from the machines.
 * `[states] by [roles] -> state after` for each step; every cell that is not named here must be refused.
 */
type Line = { in: string; by: string; to: string };

const ANY_OBJECTION = OBJECTION_STATES.join(' ');
const OBJECTION: Record<ObjectionStepName, Line[]> = {
  open: [{ in: ANY_OBJECTION, by: 'atasan', to: 'same' }],
  settle: [{ in: 'registered', by: 'petugas ppid atasan', to: 'same' }],
  delegate: [{ in: 'registered', by: 'atasan', to: 'same' }],
  answer_objection: [{ in: 'registered', by: 'atasan', to: 'granted' }],
  record_letter: [{ in: ANY_OBJECTION, by: 'petugas ppid', to: 'same' }],
  mail_left: [{ in: ANY_OBJECTION, by: 'system', to: 'same' }],
  withdraw: [{ in: 'registered', by: 'requester', to: 'withdrawn' }],
  execute: [{ in: 'granted granted_partly', by: 'petugas ppid', to: 'closed' }],
  // By themselves, and on this day none is due.
  pass_term: [],
  calendar_changed: [],
};

const STAFF = 'petugas ppid atasan';
const DISPUTE: Record<DisputeStepName, Line[]> = {
  file_dispute: [{ in: 'window_open window_missed', by: 'requester petugas ppid', to: 'filed' }],
  register_dispute: [{ in: 'filed', by: STAFF, to: 'registered' }],
  refuse_registration: [{ in: 'filed', by: STAFF, to: 'not_registered' }],
  mediate: [{ in: 'registered', by: STAFF, to: 'mediation' }],
  extend_mediation: [{ in: 'mediation', by: STAFF, to: 'same' }],
  adjudicate: [{ in: 'registered mediation', by: STAFF, to: 'adjudication' }],
  settle_dispute: [{ in: 'mediation', by: STAFF, to: 'settled' }],
  decide_dispute: [{ in: 'registered adjudication', by: STAFF, to: 'decided' }],
  receive_decision: [{ in: 'decided', by: STAFF, to: 'same' }],
  go_to_court: [{ in: 'decided', by: STAFF, to: 'in_court' }],
  court_decides: [{ in: 'in_court', by: STAFF, to: 'same' }],
  cassation: [{ in: 'in_court', by: STAFF, to: 'same' }],
  finalize: [{ in: 'settled decided in_court', by: STAFF, to: 'final' }],
  carry_out: [{ in: 'settled final', by: 'petugas ppid', to: 'final' }],
  withdraw_dispute: [{ in: 'filed registered mediation adjudication', by: `requester ${STAFF}`, to: 'withdrawn' }],
  drop: [{ in: 'registered mediation adjudication', by: STAFF, to: 'lapsed' }],
  correct_day: [
    {
      ...{ by: STAFF, to: 'same' },
      in: 'filed not_registered registered mediation adjudication settled decided in_court final withdrawn lapsed',
    },
  ],
  window_moved: [{ in: 'window_open', by: 'system', to: 'same' }],
  miss_window: [{ in: 'window_open', by: 'system', to: 'window_missed' }],
  calendar_changed: [],
};

function wanted(lines: readonly Line[], state: string, role: string): string | null {
  const line = lines.find((l) => l.in.split(' ').includes(state) && l.by.split(' ').includes(role));
  return line ? (line.to === 'same' ? state : line.to) : null;
}

describe.each(Object.keys(OBJECTION) as ObjectionStepName[])('objection: %s', (step) => {
  test.each(OBJECTION_STATES)('from %s', (state: ObjectionState) => {
    for (const role of ROLES) {
      const decision = decideObjection(OBJECTION_IN[state], OBJECTION_LAWFUL[step], on('2026-12-21', role));
      expect([role, decision.ok ? decision.to : null]).toEqual([role, wanted(OBJECTION[step], state, role)]);
    }
  });
});

describe.each(Object.keys(DISPUTE) as DisputeStepName[])('dispute: %s', (step) => {
  test.each(DISPUTE_STATES)('from %s', (state: DisputeState) => {
    for (const role of ROLES) {
      const decision = decideDispute(DISPUTE_IN[state], DISPUTE_LAWFUL[step], on(DISPUTE_TODAY, role));
      expect([role, decision.ok ? decision.to : null]).toEqual([role, wanted(DISPUTE[step], state, role)]);
    }
  });
});

test('the steps of time belong to the system alone', () => {
  for (const role of ROLES) {
    const silence = decideObjection(OBJECTION_IN.registered, { do: 'pass_term' }, on('2027-02-05', role));
    expect([role, silence.ok ? silence.to : null]).toEqual([role, role === 'system' ? 'unanswered' : null]);
  }
});
