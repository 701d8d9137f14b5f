import type { Role } from './facts';
import { judge, offered, type Row, rowsWith } from './table';

/**
 * A version of the register of public information (Perki 1/2021 Pasal 45): the PPID proposes, its rows are frozen
 * (`compiling`), Atasan PPID approves or sends it back, the PPID enacts it by decree. `enacted` and `withdrawn` are final.
 */
export type DipState = 'compiling' | 'proposed' | 'returned' | 'approved' | 'enacted' | 'withdrawn';

export const DIP_STATES: readonly DipState[] = [
  ...(['compiling', 'proposed', 'returned', 'approved', 'enacted', 'withdrawn'] as const),
];

/** What the rules know of a version. `approved_on` is a day of the office. */
export type DipFacts = { state: DipState; proposed_by: number | null; rows: number; approved_on: string | null };

export type DipStep =
  | { do: 'freeze' }
  | { do: 'approve' }
  | { do: 'send_back'; note: string }
  | { do: 'resubmit'; note: string }
  | { do: 'withdraw'; reason: string }
  | { do: 'enact'; decree_on: string };

export type DipStepName = DipStep['do'];

export type DipContext = {
  role: Role;
  userId: number | null;
  today: string;
  /** The day of the decree of the newest version enacted so far. */
  last_decree_on: string | null;
};

export type DipRefusal =
  | 'not_in_this_state'
  | 'role_may_not'
  | 'same_person_approves'
  | 'nothing_in_it'
  | 'decree_in_future'
  | 'decree_before_approval'
  | 'decree_before_last';

type Rule<S = unknown> = (facts: DipFacts, step: S, ctx: DipContext) => DipRefusal | null;

/** One lawful step. Its rows say nothing besides what those of every machine say. */
export type DipRow = Row<DipFacts, DipStep, DipContext, DipRefusal, unknown>;

const row = rowsWith<DipFacts, DipStep, DipContext, DipRefusal, unknown>({});

/** Approval is another person's look (Pasal 45; Pasal 10 ayat (2)): who holds both offices does not look at his own. */
const anotherPerson: Rule = (f, _s, c) =>
  f.proposed_by !== null && f.proposed_by === c.userId ? 'same_person_approves' : null;

const somethingInIt: Rule = (f) => (f.rows === 0 ? 'nothing_in_it' : null);

/** The PPID enacts with the approval of Atasan PPID, so the decree is not older than it; nor is it of tomorrow. */
const decreeInOrder: Rule<{ decree_on: string }> = (f, s, c) => {
  if (s.decree_on > c.today) return 'decree_in_future';
  if (f.approved_on !== null && s.decree_on < f.approved_on) return 'decree_before_approval';
  // "As of a day" reads the days of the decrees: they follow one another like their numbers.
  return c.last_decree_on !== null && s.decree_on < c.last_decree_on ? 'decree_before_last' : null;
};

/** The whole life of a version. */
export const DIP_MACHINE: readonly DipRow[] = [
  row('freeze', { from: ['compiling'], to: 'proposed', roles: ['system'], event: 'dip_proposed' }),
  row('approve', {
    from: ['proposed'],
    to: 'approved',
    roles: ['atasan'],
    needs: [anotherPerson, somethingInIt],
    event: 'dip_approved',
  }),
  row('send_back', {
    from: ['proposed'],
    to: 'returned',
    roles: ['atasan'],
    needs: [anotherPerson],
    event: 'dip_sent_back',
  }),
  row('resubmit', { from: ['returned'], to: 'proposed', roles: ['ppid'], event: 'dip_resubmitted' }),
  row('withdraw', {
    from: ['compiling', 'proposed', 'returned', 'approved'],
    to: 'withdrawn',
    roles: ['ppid'],
    event: 'dip_withdrawn',
  }),
  row('enact', { from: ['approved'], to: 'enacted', roles: ['ppid'], needs: [decreeInOrder], event: 'dip_enacted' }),
];

export type DipDecision = { ok: true; to: DipState; event: string } | { ok: false; code: DipRefusal };

/** Judges one step. Pure. A refusal names the first rule that stands against it. */
export function decideDip(facts: DipFacts, step: DipStep, ctx: DipContext): DipDecision {
  const judged = judge(DIP_MACHINE, facts, step, ctx, ctx.role);
  return judged.ok ? { ok: true, to: judged.to, event: judged.transition.event } : judged;
}

// The rule that looks at the case alone: no input can satisfy it.
const CASE_RULES: ReadonlySet<DipRefusal> = new Set(['same_person_approves']);

/** The steps an office may try in a state; whoever proposed is not offered to approve. */
export function allowedDipSteps(facts: DipFacts, { role, userId }: Pick<DipContext, 'role' | 'userId'>): DipStepName[] {
  const ctx = { role, userId, today: '', last_decree_on: null };
  return offered(DIP_MACHINE, facts, { role, ctx, blanks: [{ decree_on: '' }], caseRules: CASE_RULES });
}
