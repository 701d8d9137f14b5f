import {
  allowedDipSteps,
  DIP_MACHINE,
  DIP_STATES,
  type DipContext,
  type DipFacts,
  type DipState,
  type DipStep,
  type DipStepName,
  decideDip,
} from '../../src/workflow/dip-machine';
import { DIP_REMINDERS, dipDaysLeft, dipReminderOn, dipRenewBy } from '../../src/workflow/dip-renewal';
import { ROLES, type Role } from '../../src/workflow/facts';

const version = (facts: Partial<DipFacts> = {}): DipFacts => ({
  ...{ state: 'proposed', proposed_by: 7, rows: 12, approved_on: null },
  ...facts,
});
const by = (role: Role, context: Partial<DipContext> = {}): DipContext => ({
  ...{ role, userId: 9, today: '2026-12-11', last_decree_on: null },
  ...context,
});
const STEPS: Record<DipStepName, DipStep> = {
  freeze: { do: 'freeze' },
  approve: { do: 'approve' },
  send_back: { do: 'send_back', note: 'Lengkapi' },
  resubmit: { do: 'resubmit', note: 'Sudah' },
  withdraw: { do: 'withdraw', reason: 'Diganti' },
  enact: { do: 'enact', decree_on: '2026-12-11' },
};

/** Written by hand from Perki 1/2021 Pasal 45: state, step, role, and where it leads. Everything else is refused. */
const LAWFUL: readonly [DipState, DipStepName, Role, DipState][] = [
  ['compiling', 'freeze', 'system', 'proposed'],
  ['compiling', 'withdraw', 'ppid', 'withdrawn'],
  ['proposed', 'approve', 'atasan', 'approved'],
  ['proposed', 'send_back', 'atasan', 'returned'],
  ['proposed', 'withdraw', 'ppid', 'withdrawn'],
  ['returned', 'resubmit', 'ppid', 'proposed'],
  ['returned', 'withdraw', 'ppid', 'withdrawn'],
  ['approved', 'enact', 'ppid', 'enacted'],
  ['approved', 'withdraw', 'ppid', 'withdrawn'],
];

test('every state, step and role: lawful exactly where the law says so', () => {
  const found: [DipState, DipStepName, Role, DipState][] = [];
  for (const state of DIP_STATES)
    for (const step of Object.values(STEPS))
      for (const role of ROLES) {
        const decision = decideDip(version({ state }), step, by(role));
        if (decision.ok) found.push([state, step.do, role, decision.to]);
        else {
          const may = LAWFUL.some(([, name, who]) => name === step.do && who === role);
          expect([state, step.do, role, decision.code]).toEqual([
            ...[state, step.do, role],
            may ? 'not_in_this_state' : 'role_may_not',
          ]);
        }
        expect([state, step.do, role, allowedDipSteps(version({ state }), by(role)).includes(step.do)]).toEqual([
          ...[state, step.do, role, decision.ok],
        ]);
      }
  expect(found.sort()).toEqual([...LAWFUL].sort());
});

test('whoever proposed does not decide on it, whatever else he is', () => {
  const own = by('atasan', { userId: 7 });
  for (const step of [STEPS.approve, STEPS.send_back])
    expect(decideDip(version(), step, own)).toEqual({ ok: false, code: 'same_person_approves' });
  expect(allowedDipSteps(version(), own)).toEqual([]);
  expect(allowedDipSteps(version({ proposed_by: null }), by('atasan', { userId: null }))).toEqual([
    ...['approve', 'send_back'],
  ]);
  expect(decideDip(version({ proposed_by: null }), STEPS.approve, by('atasan', { userId: null })).ok).toBe(true);
});

test('an empty register is not approved, but may be sent back', () => {
  const empty = version({ rows: 0 });
  expect(decideDip(empty, STEPS.approve, by('atasan'))).toEqual({ ok: false, code: 'nothing_in_it' });
  expect(decideDip(empty, STEPS.send_back, by('atasan')).ok).toBe(true);
});

test('the decree is neither of tomorrow, nor older than the approval or the decree before', () => {
  const enact = (decree_on: string, approved_on: string | null, last_decree_on: string | null = null) => {
    const facts = version({ state: 'approved', approved_on });
    const decision = decideDip(facts, { do: 'enact', decree_on }, by('ppid', { last_decree_on }));
    return decision.ok ? 'ok' : decision.code;
  };
  expect(enact('2026-12-12', '2026-12-01')).toBe('decree_in_future');
  expect([enact('2026-12-11', '2026-12-11'), enact('2026-12-10', '2026-12-11')]).toEqual([
    ...['ok', 'decree_before_approval'],
  ]);
  expect([enact('2026-12-10', '2026-12-01', '2026-12-10'), enact('2026-12-09', '2026-12-01', '2026-12-10')]).toEqual([
    ...['ok', 'decree_before_last'],
  ]);
  expect(enact('2026-12-10', null)).toBe('ok');
});

test('each step has its own event', () => {
  expect(DIP_MACHINE.map(({ step, event }) => [step, event])).toEqual([
    ['freeze', 'dip_proposed'],
    ['approve', 'dip_approved'],
    ['send_back', 'dip_sent_back'],
    ['resubmit', 'dip_resubmitted'],
    ['withdraw', 'dip_withdrawn'],
    ['enact', 'dip_enacted'],
  ]);
});

describe('the renewal', () => {
  test('six calendar months, or what the office set; the last day of a shorter month', () => {
    expect(dipRenewBy('2026-12-11', null)).toBe('2027-06-11');
    expect(dipRenewBy('2026-08-31', null)).toBe('2027-02-28');
    const kept = JSON.stringify({ dip_renewal: { length: 3, reason: 'Instruksi', in_force_on: '2026-01-01' } });
    expect(dipRenewBy('2026-12-11', kept)).toBe('2027-03-11');
  });

  test('the PPID before and on the last day, the superior the day after; the newest only', () => {
    const on = (today: string) => dipReminderOn('2027-06-11', today)?.step ?? null;
    expect([on('2027-05-10'), on('2027-05-11'), on('2027-06-03'), on('2027-06-04')]).toEqual([
      ...[null, 'month_before', 'month_before', 'week_before'],
    ]);
    expect([on('2027-06-10'), on('2027-06-11'), on('2027-06-12'), on('2028-01-01')]).toEqual([
      ...['week_before', 'last_day', 'overdue', 'overdue'],
    ]);
    expect(DIP_REMINDERS.map(({ to }) => to)).toEqual(['ppid', 'ppid', 'ppid', 'atasan']);
    expect([dipDaysLeft('2027-06-11', '2027-06-01'), dipDaysLeft('2027-06-11', '2027-06-13')]).toEqual([10, -2]);
  });
});
