import { addDays } from '../calendar/working-days';
import type {
  ExemptionFacts,
  ExemptionRefusal,
  ExemptionState,
  ExemptionStep,
  ExemptionStepName,
} from './exemption-facts';
import type { ExemptionContext, StepOf } from './exemption-rules';
import * as rule from './exemption-rules';
import { judge, offered, type Row, rowsFor, rowsWith, type Shape } from './table';

/** By some rows the item becomes public: its status, not yet its files. */
type Opens = { opens: boolean };

export type ExemptionTransition = Row<ExemptionFacts, ExemptionStep, ExemptionContext, ExemptionRefusal, Opens>;

const row = rowsWith<ExemptionFacts, ExemptionStep, ExemptionContext, ExemptionRefusal, Opens>({ opens: false });

const NO_APPROVAL = { approval_kind: null, approved_on: null, approved_by: null } as const;

const decide = (
  to: ExemptionState,
  when: (f: ExemptionFacts) => boolean,
  event: string,
  set: Shape<ExemptionFacts, ExemptionStep, 'decide', ExemptionContext, ExemptionRefusal, Opens>['set'],
): ExemptionTransition =>
  row('decide', {
    ...{ from: ['tested'], to, roles: ['ppid'], when, event, set },
    needs: [rule.approved, rule.decisionDay, rule.termFitsDecision, rule.opensAhead],
  });

const ended = (by: NonNullable<ExemptionFacts['ended_by']>, on: string): Partial<ExemptionFacts> => ({
  ...{ ended_by: by, ended_on: on },
});

/**
 * The whole life of an exemption (UU 14/2008 Pasal 19–20, PP 61/2010 Pasal 3–11, Perki 1/2021 Pasal 49–53): every lawful
 * step, from where to where, by whom, under which rules.
 */
export const EXEMPTION_MACHINE: readonly ExemptionTransition[] = [
  row('save_test', {
    from: ['draft'],
    roles: ['opd', 'ppid'],
    needs: [rule.ownBody, rule.stillWithAgency, rule.sheetAhead],
    event: 'test_saved',
    set: (_f, { sheet }) => sheet,
  }),
  row('hand_in', {
    from: ['draft'],
    roles: ['opd'],
    needs: [rule.ownBody, rule.notHandedIn, rule.sheetComplete, rule.termFitsToday, rule.opensAhead],
    event: 'test_handed_in',
    set: (_f, _s, { today }) => ({ handed_on: today, seen_on: null }),
  }),
  row('take_back', {
    from: ['draft'],
    roles: ['opd'],
    needs: [rule.ownBody, rule.handedIn, rule.notSeenYet],
    event: 'test_taken_back',
    set: () => ({ handed_on: null }),
  }),
  row('return_test', {
    from: ['draft'],
    roles: ['ppid'],
    needs: [rule.handedIn],
    event: 'test_returned',
    set: () => ({ handed_on: null, seen_on: null }),
  }),
  row('complete_test', {
    from: ['draft'],
    to: 'tested',
    roles: ['ppid'],
    needs: [rule.sheetComplete, rule.termFitsToday, rule.opensAhead],
    event: 'test_completed',
    set: (_f, _s, { today, actor }) => ({ tested_on: today, tested_by: actor.userId, ...NO_APPROVAL }),
  }),
  row('reopen_test', {
    from: ['tested'],
    to: 'draft',
    roles: ['ppid'],
    event: 'test_reopened',
    set: () => ({ tested_on: null, tested_by: null, ...NO_APPROVAL }),
  }),
  row('drop_test', {
    from: ['draft'],
    to: 'dropped',
    roles: ['opd', 'ppid'],
    needs: [rule.ownBody, rule.stillWithAgency],
    event: 'test_dropped',
  }),
  row('drop_test', { from: ['tested'], to: 'dropped', roles: ['ppid'], event: 'test_dropped' }),
  row('approve', {
    from: ['tested'],
    roles: ['atasan'],
    when: (f) => f.approval_kind === null,
    needs: [rule.holdsDelegation, rule.termNotTheHeads, rule.notTheTester],
    event: 'approved_by_delegate',
    set: (_f, _s, { today, actor }) => ({ approval_kind: 'delegate', approved_on: today, approved_by: actor.userId }),
  }),
  row('decline', {
    from: ['tested'],
    to: 'draft',
    roles: ['atasan'],
    when: (f) => f.approval_kind === null,
    needs: [rule.holdsDelegation, rule.termNotTheHeads],
    event: 'approval_declined',
    set: () => ({ tested_on: null, tested_by: null }),
  }),
  decide(
    'decided',
    (f) => f.purpose !== 'open',
    'exemption_decided',
    (f, s) => ({
      ...{ decided_on: s.decided_on, ends_on: f.until_on, terms: s.terms },
      ...(f.approval_kind === null && s.approval ? { approval_kind: 'head', approved_on: s.approval.on } : {}),
    }),
  ),
  decide(
    'applied',
    (f) => f.purpose === 'open',
    'opening_decided',
    (f, s) => ({
      decided_on: s.decided_on,
      ...(f.approval_kind === null && s.approval ? { approval_kind: 'head', approved_on: s.approval.on } : {}),
    }),
  ),
  row('supersede', {
    from: ['decided'],
    to: 'changed',
    roles: ['system'],
    event: 'exemption_changed',
    set: (_f, _s, { today }) => ended('changed', today),
  }),
  // A decision that opens on a later day lets the exemption run until the day before.
  row('end_early', {
    from: ['decided'],
    roles: ['system'],
    event: 'opening_set',
    set: (_f, { opens_on }) => ({ ends_on: addDays(opens_on, -1), ended_by: 'decision' }),
  }),
  row('open_by_ruling', {
    from: ['decided'],
    to: 'revoked',
    roles: ['ppid'],
    needs: [rule.rulingFits],
    event: 'opened_by_ruling',
    opens: true,
    set: (_f, s, { today }) => ended(s.by as 'ruling', today),
  }),
  row('expire', {
    from: ['decided'],
    to: 'revoked',
    roles: ['system'],
    when: (f) => f.ended_by === 'decision',
    needs: [rule.termIsOver],
    event: 'exemption_opened',
    opens: true,
    set: (f) => ended('decision', addDays(f.ends_on as string, 1)),
  }),
  row('expire', {
    from: ['decided'],
    to: 'expired',
    roles: ['system'],
    when: (f) => f.ended_by === null,
    needs: [rule.termIsOver],
    event: 'exemption_expired',
    opens: true,
    set: (f) => ended('term', addDays(f.ends_on as string, 1)),
  }),
  row('confirm_masking', {
    from: ['expired', 'revoked'],
    roles: ['ppid'],
    needs: [rule.notMaskedYet],
    event: 'masking_confirmed',
    set: (_f, _s, { today }) => ({ masked_on: today }),
  }),
];

export type ExemptionDecided =
  | { ok: true; row: ExemptionTransition; after: ExemptionFacts }
  | { ok: false; code: ExemptionRefusal };

/** Judges one step of an exemption. Pure: nothing is written and no clock is read. */
export function decideExemption(facts: ExemptionFacts, step: ExemptionStep, ctx: ExemptionContext): ExemptionDecided {
  const { role } = ctx.actor;
  const judged = judge(rowsFor(EXEMPTION_MACHINE, role), facts, step, ctx, role);
  if (!judged.ok) return judged;
  return { ok: true, row: judged.transition, after: { ...facts, ...judged.changes, state: judged.to } };
}

// Rules that look at the case alone: no input can satisfy them.
const CASE_RULES: ReadonlySet<ExemptionRefusal> = new Set([
  'not_your_body',
  'handed_in_already',
  'not_handed_in',
  'seen_already',
  'head_fixes_term',
  'tester_may_not_approve',
  'approver_may_not_decide',
  'delegation_missing',
  'masked_already',
]);

/** What somebody may try now. A button is hidden only by state, role, and what no input can change. */
export function allowedExemptionSteps(
  facts: ExemptionFacts,
  ctx: ExemptionContext,
  delegation: StepOf<'approve'>['delegation'] = null,
): ExemptionStepName[] {
  const blank = { delegation, number: '', decided_on: '', approval: null, terms: null, by: '', on: '' };
  const { role } = ctx.actor;
  return offered(EXEMPTION_MACHINE, facts, { role, ctx, blanks: [blank], caseRules: CASE_RULES });
}

/** In force on a day: enacted, and its last day not yet past, whether or not the sweep has come by. */
export const inForceOn = (f: Pick<ExemptionFacts, 'state' | 'decided_on' | 'ends_on'>, day: string): boolean =>
  f.state === 'decided' && f.decided_on !== null && f.decided_on <= day && (f.ends_on === null || f.ends_on >= day);
