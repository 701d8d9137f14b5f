import { breachDueAt } from './breach-clock';
import type { BreachContext, BreachFacts, BreachRefusal, BreachStep, BreachStepName, Rest } from './breach-facts';
import * as rule from './breach-rules';
import type { Role } from './facts';
import { judge, offered, type Row, rolesThatMay, rowsFor, rowsWith, type Shape as ShapeOf } from './table';

type StepOf<N extends BreachStepName> = Extract<BreachStep, { do: N }>;
type Change = Partial<BreachFacts>;

/** Offices that get a message of their own. */
type Tells = { tells: readonly ('superior' | 'auditor')[] };

/** One lawful step of a breach. */
export type BreachRow = Row<BreachFacts, BreachStep, BreachContext, BreachRefusal, Tells>;

type Shape<N extends BreachStepName> = ShapeOf<BreachFacts, BreachStep, N, BreachContext, BreachRefusal, Tells>;

const OFFICERS: readonly Role[] = ['admin', 'ppid'];

const row = rowsWith<BreachFacts, BreachStep, BreachContext, BreachRefusal, Tells>({ roles: OFFICERS, tells: [] });

/** A step that tells somebody: from `open` it leads to `notified` when with it everybody has been told. */
function telling<N extends BreachStepName>(step: N, shape: Shape<N> & { set: NonNullable<Shape<N>['set']> }) {
  const done = (f: BreachFacts, s: StepOf<N>, c: BreachContext): boolean => {
    const after = { ...f, ...shape.set(f, s, c) };
    return after.subjects_notified_at !== null && after.agency_notified_at !== null;
  };
  const fits: NonNullable<Shape<N>['when']> = shape.when ?? (() => true);
  return [
    row(step, { ...shape, from: ['open'], to: 'notified', when: (f, s, c) => fits(f, s, c) && done(f, s, c) }),
    row(step, { ...shape, when: (f, s, c) => fits(f, s, c) && !(f.state === 'open' && done(f, s, c)) }),
  ];
}

const discovered = (_f: BreachFacts, s: { discovered_at: string }, c: BreachContext): Change => ({
  discovered_at: s.discovered_at,
  due_at: breachDueAt(s.discovered_at, c.terms),
  terms: c.terms,
  ladder_since: c.now,
});

const told = (rest: Rest, now: string | null): Change => ({ subjects_notified_at: rule.allTold(rest, now) });

/** The whole life of a breach: every lawful step, from where to where, by whom, under which rules, with which event. */
export const BREACH_MACHINE: readonly BreachRow[] = [
  row('record', {
    from: ['none'],
    to: 'open',
    needs: [rule.discoveryPast, rule.underTheLaw],
    event: 'breach_recorded',
    set: (f, s, c) => ({ ...discovered(f, s, c), recorded_at: c.now }),
  }),
  row('describe', { from: ['open', 'notified'], event: 'breach_described' }),
  // Somebody else is concerned: not everybody has been told any more.
  row('add_addressees', {
    from: ['open', 'notified'],
    to: 'open',
    needs: [rule.someGiven, rule.notTooMany],
    event: 'addressees_added',
    set: (f, _s, c) => ({
      subjects_notified_at: null,
      public_instead: 0,
      ...(f.state === 'notified' ? { ladder_since: c.now } : {}),
    }),
  }),
  ...telling('drop_addressees', {
    from: ['open'],
    needs: [rule.someChosen, rule.noneTold],
    event: 'addressees_dropped',
    set: (_f, s) => told(s.rest, null),
  }),
  ...telling('notify_subjects', {
    from: ['open'],
    needs: [rule.somebodyToTell, rule.mailWaits, rule.described],
    event: 'subjects_notified',
    set: (_f, _s, c) => told({ waiting: c.tally.waiting_post, last_told_at: c.tally.last_told_at }, c.now),
  }),
  ...telling('record_sending', {
    from: ['open', 'notified'],
    needs: [rule.someChosen, rule.noneGone, rule.described, rule.sentPast],
    event: 'sending_recorded',
    set: (_f, s) => told(s.rest, s.sent_at),
  }),
  ...telling('notify_agency', {
    from: ['open', 'notified'],
    needs: [rule.agencyWaits, rule.described, rule.agencyWay, rule.sentPast],
    event: 'agency_notified',
    set: (_f, s) => ({ agency_notified_at: s.sent_at, agency_way: s.way }),
  }),
  ...telling('notify_public', {
    from: ['open'],
    when: (_f, s) => s.instead,
    needs: [rule.nobodyKnown, rule.described, rule.sentPast],
    event: 'public_notified_instead',
    set: (f, s) => ({
      subjects_notified_at: s.sent_at,
      public_notified_at: f.public_notified_at ?? s.sent_at,
      public_instead: 1,
    }),
  }),
  row('notify_public', {
    from: ['open', 'notified'],
    when: (_f, s) => !s.instead,
    needs: [rule.publicWaits, rule.described, rule.sentPast],
    event: 'public_notified',
    set: (_f, s) => ({ public_notified_at: s.sent_at }),
  }),
  row('correct_discovery', {
    from: ['open', 'notified'],
    needs: [rule.earlier, rule.underTheLaw],
    event: 'discovery_corrected',
    set: discovered,
  }),
  row('mail_left', {
    from: ['open', 'notified'],
    roles: ['system'],
    needs: [rule.leftLate],
    event: 'notice_left_late',
    set: (_f, s) => (s.of === 'subjects' ? { subjects_notified_at: s.left_at } : { agency_notified_at: s.left_at }),
  }),
  row('dismiss', {
    from: ['open'],
    to: 'closed',
    roles: ['ppid'],
    needs: [rule.noSubjectTold],
    event: 'breach_dismissed',
    tells: ['superior', 'auditor'],
    set: (_f, _s, c) => ({ closed_at: c.now, closed_as: 'no_breach' }),
  }),
  row('close', {
    from: ['notified'],
    to: 'closed',
    needs: [rule.mailHasLeft],
    event: 'breach_closed',
    set: (_f, _s, c) => ({ closed_at: c.now, closed_as: 'handled' }),
  }),
];

export type BreachDecision = { ok: true; row: BreachRow; after: BreachFacts } | { ok: false; code: BreachRefusal };

/** Judges one step of a breach. Pure: nothing is written and no clock is read. */
export function decideBreach(facts: BreachFacts, step: BreachStep, ctx: BreachContext): BreachDecision {
  const judged = judge(rowsFor(BREACH_MACHINE, ctx.role), facts, step, ctx, ctx.role);
  if (!judged.ok) return judged;
  return { ok: true, row: judged.transition, after: { ...facts, ...judged.changes, state: judged.to } };
}

// Rules that look at the case alone: no input can satisfy them.
const CASE_RULES: ReadonlySet<BreachRefusal> = new Set([
  'no_addressees',
  'no_mail_waiting',
  'everyone_told',
  'agency_told',
  'public_told',
  'addressees_known',
  'subjects_told',
  'notice_incomplete',
  'mail_not_left',
]);

/** What a role may try now. A button is hidden only by the state, the role, and facts that no input can change. */
export function allowedBreachSteps(facts: BreachFacts, ctx: BreachContext): BreachStepName[] {
  const rest = { waiting: 1, last_told_at: null };
  const blank = { discovered_at: '', sent_at: '', way: '', count: 1, gone: 0, told: 0, rest };
  // An announcement may stand in for single notices, or come beside them.
  const blanks = [false, true].map((instead) => ({ ...blank, instead }));
  return offered(BREACH_MACHINE, facts, { role: ctx.role, ctx, blanks, caseRules: CASE_RULES });
}

/** Roles that some row of the machine lets do a step. */
export const rolesForBreach = (step: BreachStepName): Role[] => rolesThatMay(BREACH_MACHINE, step);
