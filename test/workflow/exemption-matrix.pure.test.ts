import {
  EXEMPTION_STATES,
  type ExemptionFacts,
  type ExemptionState,
  type ExemptionStepName,
} from '../../src/workflow/exemption-facts';
import { allowedExemptionSteps, decideExemption, EXEMPTION_MACHINE } from '../../src/workflow/exemption-machine';
import { ROLES, type Role } from '../../src/workflow/facts';
import { by, DELEGATION, EXEMPTION_IN, EXEMPTION_LAWFUL } from './exemption-facts';

/** Who may do what in which state, written by hand from PP 61/2010 and Perki 1/2021. Every cell not named is refused. */
type Line = { in: string; by: string; to: ExemptionState | 'same'; with?: Partial<ExemptionFacts> };

/** What the PPID has completed, an agency does not take away. */
const ONLY_PPID = { in: 'tested', by: 'opd' };

const EXPECTED: Record<ExemptionStepName, Line> = {
  save_test: { in: 'draft', by: 'opd ppid', to: 'same' },
  hand_in: { in: 'draft', by: 'opd', to: 'same' },
  take_back: { in: 'draft', by: 'opd', to: 'same', with: { handed_on: '2026-12-01' } },
  return_test: { in: 'draft', by: 'ppid', to: 'same', with: { handed_on: '2026-12-01' } },
  complete_test: { in: 'draft', by: 'ppid', to: 'tested' },
  reopen_test: { in: 'tested', by: 'ppid', to: 'draft' },
  drop_test: { in: 'draft tested', by: 'opd ppid', to: 'dropped' },
  approve: { in: 'tested', by: 'atasan', to: 'same' },
  decline: { in: 'tested', by: 'atasan', to: 'draft' },
  decide: { in: 'tested', by: 'ppid', to: 'decided' },
  open_by_ruling: { in: 'decided', by: 'ppid', to: 'revoked' },
  supersede: { in: 'decided', by: 'system', to: 'changed' },
  end_early: { in: 'decided', by: 'system', to: 'same' },
  expire: { in: 'decided', by: 'system', to: 'expired' },
  confirm_masking: { in: 'expired revoked', by: 'ppid', to: 'same' },
};

describe.each(Object.keys(EXPECTED) as ExemptionStepName[])('%s', (step) => {
  test.each(EXEMPTION_STATES)('from %s', (state) => {
    const line = EXPECTED[step];
    const facts = { ...EXEMPTION_IN[state], ...line.with };
    const found = ROLES.map((role): [Role, string, boolean] => {
      const decided = decideExemption(facts, EXEMPTION_LAWFUL[step], by(role));
      const buttons = allowedExemptionSteps(facts, by(role), DELEGATION);
      return [role, decided.ok ? decided.after.state : decided.code, buttons.includes(step)];
    });
    const wanted = ROLES.map((role): [Role, string, boolean] => {
      if (!line.by.split(' ').includes(role)) return [role, 'role_may_not', false];
      const kept = step === 'drop_test' && state === ONLY_PPID.in && role === ONLY_PPID.by;
      if (kept || !line.in.split(' ').includes(state)) return [role, 'not_in_this_state', false];
      return [role, line.to === 'same' ? state : line.to, true];
    });
    expect(found).toEqual(wanted);
  });
});

test('each row leaves its event, and says whether the item opens by it', () => {
  expect(EXEMPTION_MACHINE.map(({ step, to, event, opens }) => [step, to, event, opens])).toEqual([
    ['save_test', 'same', 'test_saved', false],
    ['hand_in', 'same', 'test_handed_in', false],
    ['take_back', 'same', 'test_taken_back', false],
    ['return_test', 'same', 'test_returned', false],
    ['complete_test', 'tested', 'test_completed', false],
    ['reopen_test', 'draft', 'test_reopened', false],
    ['drop_test', 'dropped', 'test_dropped', false],
    ['drop_test', 'dropped', 'test_dropped', false],
    ['approve', 'same', 'approved_by_delegate', false],
    ['decline', 'draft', 'approval_declined', false],
    ['decide', 'decided', 'exemption_decided', false],
    ['decide', 'applied', 'opening_decided', false],
    ['supersede', 'changed', 'exemption_changed', false],
    ['end_early', 'same', 'opening_set', false],
    ['open_by_ruling', 'revoked', 'opened_by_ruling', true],
    ['expire', 'revoked', 'exemption_opened', true],
    ['expire', 'expired', 'exemption_expired', true],
    ['confirm_masking', 'same', 'masking_confirmed', false],
  ]);
});

describe('the buttons', () => {
  const hidden = (step: ExemptionStepName, facts: ExemptionFacts, role: Role, over = {}, delegation = DELEGATION) =>
    !allowedExemptionSteps(facts, by(role, over), delegation).includes(step);
  const { draft, tested, expired } = EXEMPTION_IN;
  const handed = { ...draft, handed_on: '2026-12-01' };

  test('are hidden where no input could help', () => {
    expect(hidden('save_test', draft, 'opd', { bodyId: 8 })).toBe(true);
    expect(hidden('save_test', handed, 'opd')).toBe(true);
    expect(hidden('hand_in', handed, 'opd')).toBe(true);
    expect(hidden('take_back', draft, 'opd')).toBe(true);
    expect(hidden('take_back', { ...handed, seen_on: '2026-12-02' }, 'opd')).toBe(true);
    expect(hidden('take_back', handed, 'opd', { bodyId: 8 })).toBe(true);
    expect(hidden('return_test', draft, 'ppid')).toBe(true);
    expect(hidden('approve', { ...tested, letter: 'c' }, 'atasan')).toBe(true);
    expect(hidden('approve', tested, 'atasan', { userId: 2 }, { ...DELEGATION, userId: 2 })).toBe(true);
    expect(hidden('decide', { ...tested, approval_kind: 'delegate', approved_by: 1 }, 'ppid')).toBe(true);
    expect(hidden('confirm_masking', { ...expired, masked_on: '2026-12-11' }, 'ppid')).toBe(true);
    expect(allowedExemptionSteps(tested, by('atasan'))).toEqual([]);
  });

  test('stay where the sheet, a decision or a ruling is still to be typed', () => {
    expect(allowedExemptionSteps({ ...draft, letter: null, testers: [] }, by('ppid'))).toEqual([
      ...['save_test', 'complete_test', 'drop_test'],
    ]);
    expect(allowedExemptionSteps(tested, by('ppid'))).toEqual(['reopen_test', 'drop_test', 'decide']);
    const dated = { ...tested, letter: 'a', until_on: '2030-12-31' };
    expect(allowedExemptionSteps(dated, by('ppid'))).toContain('decide');
    expect(allowedExemptionSteps(EXEMPTION_IN.decided, by('ppid'))).toEqual(['open_by_ruling']);
  });

  test('of the delegate are gone once it is approved', () => {
    const approved = { ...tested, approval_kind: 'delegate', approved_by: 9 } as const;
    expect(allowedExemptionSteps(tested, by('atasan'), DELEGATION)).toEqual(['approve', 'decline']);
    expect(allowedExemptionSteps(approved, by('atasan'), DELEGATION)).toEqual([]);
  });
});
