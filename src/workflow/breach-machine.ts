import { breachDueAt } from './breach-clock';
import type {
  BreachContext,
  BreachFacts,
  BreachRefusal,
  BreachState,
  BreachStep,
  BreachStepName,
  Rest,
} from './breach-facts';
import * as rule from './breach-rules';
import type { Role } from './facts';

type StepOf<N extends BreachStepName> = Extract<BreachStep, { do: N }>;
type Change = Partial<BreachFacts>;
type Office = 'superior' | 'auditor';

/** One lawful step. `when` chooses between rows of the same step; `needs` are the rules, tried in order. */
export type BreachRow = {
  step: BreachStepName;
  from: readonly BreachFacts['state'][];
  to: BreachState | 'same';
  roles: readonly Role[];
  when: (facts: BreachFacts, step: never, ctx: BreachContext) => boolean;
  needs: readonly ((facts: BreachFacts, step: never, ctx: BreachContext) => BreachRefusal | null)[];
  event: string;
  /** Offices that get a message of their own. */
  tells: readonly Office[];
  set: (facts: BreachFacts, step: never, ctx: BreachContext) => Change;
};

type Shape<N extends BreachStepName> = {
  from: readonly BreachFacts['state'][];
  to?: BreachState;
  roles?: readonly Role[];
  when?: (facts: BreachFacts, step: StepOf<N>, ctx: BreachContext) => boolean;
  needs?: readonly ((facts: BreachFacts, step: StepOf<N>, ctx: BreachContext) => BreachRefusal | null)[];
  event: string;
  tells?: readonly Office[];
  set?: (facts: BreachFacts, step: StepOf<N>, ctx: BreachContext) => Change;
};

const OFFICERS: readonly Role[] = ['admin', 'ppid'];

function row<N extends BreachStepName>(step: N, shape: Shape<N>): BreachRow {
  const { to = 'same', roles = OFFICERS, when = () => true, needs = [], tells = [], set = () => ({}) } = shape;
  return { step, from: shape.from, to, roles, when, needs, event: shape.event, tells, set } as BreachRow;
}

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
  const rows = BREACH_MACHINE.filter((r) => r.step === step.do && r.roles.includes(ctx.role));
  if (rows.length === 0) return { ok: false, code: 'role_may_not' };
  const found = rows.find((r) => r.from.includes(facts.state) && r.when(facts, step as never, ctx));
  if (!found) return { ok: false, code: 'not_in_this_state' };
  for (const need of found.needs) {
    const code = need(facts, step as never, ctx);
    if (code) return { ok: false, code };
  }
  const changes = found.set(facts, step as never, ctx);
  return { ok: true, row: found, after: { ...facts, ...changes, state: found.to === 'same' ? facts.state : found.to } };
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
  const blank = { discovered_at: '', sent_at: '', way: '', count: 1, gone: 0, told: 0, instead: false, rest };
  const open = (r: BreachRow): boolean =>
    r.needs.every((need) => {
      const code = need(facts, blank as never, ctx);
      return code === null || !CASE_RULES.has(code);
    });
  const rows = BREACH_MACHINE.filter((r) => r.from.includes(facts.state) && r.roles.includes(ctx.role) && open(r));
  return [...new Set(rows.map((r) => r.step))];
}
