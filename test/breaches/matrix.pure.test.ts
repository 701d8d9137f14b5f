import type { BreachFacts, BreachState, BreachStepName } from '../../src/workflow/breach-facts';
import { decideBreach } from '../../src/workflow/breach-machine';
import { ROLES, type Role } from '../../src/workflow/facts';
import { IN_STATE, LAWFUL, on, TALLY } from './facts';

/**
 * Who may do what in which state, written out by hand and never derived from the machine. Admin and PPID record and act;
 * the superior and the auditor read; the PPID alone decides that there was no breach. Every cell that is not named here
 * must be refused.
 */
type Line = { in: string; by: string; to: BreachState | 'same' };

const EXPECTED: Record<BreachStepName, Line[]> = {
  record: [{ in: 'none', by: 'admin ppid', to: 'open' }],
  describe: [{ in: 'open notified', by: 'admin ppid', to: 'same' }],
  add_addressees: [{ in: 'open notified', by: 'admin ppid', to: 'open' }],
  drop_addressees: [{ in: 'open', by: 'admin ppid', to: 'same' }],
  notify_subjects: [{ in: 'open', by: 'admin ppid', to: 'same' }],
  record_sending: [{ in: 'open notified', by: 'admin ppid', to: 'same' }],
  // In the state `notified` the agency has been told.
  notify_agency: [{ in: 'open', by: 'admin ppid', to: 'same' }],
  notify_public: [{ in: 'open notified', by: 'admin ppid', to: 'same' }],
  correct_discovery: [{ in: 'open notified', by: 'admin ppid', to: 'same' }],
  // No mail left late here.
  mail_left: [],
  dismiss: [{ in: 'open', by: 'ppid', to: 'closed' }],
  close: [{ in: 'notified', by: 'admin ppid', to: 'closed' }],
};

const STATES: readonly BreachFacts['state'][] = ['none', 'open', 'notified', 'closed'];

function expected(step: BreachStepName, state: BreachFacts['state'], role: Role): BreachFacts['state'] | null {
  const line = EXPECTED[step].find((l) => l.in.split(' ').includes(state) && l.by.split(' ').includes(role));
  return line ? (line.to === 'same' ? state : line.to) : null;
}

describe.each(Object.keys(EXPECTED) as BreachStepName[])('%s', (step) => {
  test.each(STATES)('from %s', (state) => {
    const found = Object.fromEntries(
      ROLES.map((role) => {
        const decision = decideBreach(IN_STATE[state], LAWFUL[step], on(role));
        return [role, decision.ok ? decision.after.state : null];
      }),
    );
    expect(found).toEqual(Object.fromEntries(ROLES.map((role) => [role, expected(step, state, role)])));
  });
});

test('the step that tells the last one leads to `notified`, whichever it is', () => {
  const agencyTold = { ...IN_STATE.open, agency_notified_at: '2026-12-11T10:00:00.000Z' };
  const subjectsTold = { ...IN_STATE.open, subjects_notified_at: '2026-12-11T10:00:00.000Z' };
  const nobody = { ...TALLY, addressees: 0, waiting_email: 0 };
  const none = { waiting: 0, last_told_at: null };
  const cases: [BreachStepName, BreachFacts, object][] = [
    ['notify_subjects', agencyTold, {}],
    ['notify_agency', subjectsTold, {}],
    ['record_sending', agencyTold, { rest: none }],
    ['drop_addressees', agencyTold, { rest: { waiting: 0, last_told_at: '2026-12-11T11:00:00.000Z' } }],
    ['notify_public', agencyTold, { instead: true }],
  ];
  for (const [step, facts, over] of cases) {
    const ctx = on('ppid', step === 'notify_public' ? { tally: nobody } : {});
    const decision = decideBreach(facts, { ...LAWFUL[step], ...over } as never, ctx);
    expect([step, decision.ok ? decision.after.state : decision.code]).toEqual([step, 'notified']);
  }
});

test('a mail that left late is noted by the system alone', () => {
  const step = { do: 'mail_left', of: 'subjects', left_at: '2026-12-15T00:00:00.000Z' } as const;
  for (const role of ROLES) {
    const decision = decideBreach(IN_STATE.notified, step, on(role));
    expect([role, decision.ok]).toEqual([role, role === 'system']);
  }
});
