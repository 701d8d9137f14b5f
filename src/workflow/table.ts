import type { Calendar } from '../calendar/working-days';
import type { Actor, Role } from './facts';
import type { RefusalCode } from './refusals';

/** What a step is judged by besides the case: the day, the instant, the calendar, who acts, and how letters reach the requester. */
export type StepContext = {
  today: string;
  now: string;
  cal: Calendar;
  actor: Actor;
  /** True when the requester's letters go by e-mail and so reach him the day they are sent. */
  by_email: boolean;
};

/** Staff who get a short message of their own about a step, besides the letter to the requester. */
export type Tells = 'holder' | 'desk' | 'superior' | 'ppid';

export type Stated = { state: string };
export type Stepped = { do: string };

/** One row of a machine. `when` chooses between rows of the same step; `needs` are the rules, tried in order. */
export type Row<F extends Stated, S extends Stepped> = {
  step: S['do'];
  from: readonly F['state'][];
  to: F['state'] | 'same';
  roles: readonly Role[];
  when?: (facts: F, step: never) => boolean;
  needs: readonly ((facts: F, step: never, ctx: StepContext) => RefusalCode | null)[];
  event: string;
  letter: string | null;
  tells: Tells | null;
  set: (facts: F, step: never, ctx: StepContext) => Partial<F>;
};

/** What a row is written as: only what differs from the plain case. */
type Shape<F extends Stated, S extends Stepped, N extends S['do']> = {
  from: readonly F['state'][];
  to: F['state'] | 'same';
  roles: readonly Role[];
  when?: (facts: F, step: Extract<S, { do: N }>) => boolean;
  needs?: readonly ((facts: F, step: Extract<S, { do: N }>, ctx: StepContext) => RefusalCode | null)[];
  event: string;
  letter?: string;
  tells?: Tells;
  set?: (facts: F, step: Extract<S, { do: N }>, ctx: StepContext) => Partial<F>;
};

/** Makes the rows of one machine: each typed by its own step; the table forgets it, the interpreter hands a row its own step only. */
export function rowsOf<F extends Stated, S extends Stepped>() {
  return <N extends S['do']>(step: N, shape: Shape<F, S, N>): Row<F, S> => {
    const { needs = [], letter = null, tells = null, set = () => ({}), ...rest } = shape;
    return { step, needs, letter, tells, set, ...rest } as Row<F, S>;
  };
}

export type Judgement<F extends Stated, S extends Stepped> =
  | { ok: true; transition: Row<F, S>; to: F['state']; changes: Partial<F> }
  | { ok: false; code: RefusalCode };

/**
 * Judges one step against a machine. Pure: nothing is written and no clock is read. A refusal names the first rule that
 * stands against the step.
 */
export function judge<F extends Stated, S extends Stepped>(
  machine: readonly Row<F, S>[],
  facts: F,
  step: S,
  ctx: StepContext,
): Judgement<F, S> {
  const rows = machine.filter((row) => row.step === step.do);
  const transition = rows.find((row) => row.from.includes(facts.state) && (row.when?.(facts, step as never) ?? true));
  if (!rows.some((row) => row.roles.includes(ctx.actor.role))) return { ok: false, code: 'role_may_not' };
  if (!transition) return { ok: false, code: 'not_in_this_state' };
  if (!transition.roles.includes(ctx.actor.role)) return { ok: false, code: 'role_may_not' };
  for (const need of transition.needs) {
    const code = need(facts, step as never, ctx);
    if (code) return { ok: false, code };
  }
  const to = transition.to === 'same' ? facts.state : transition.to;
  return { ok: true, transition, to, changes: transition.set(facts, step as never, ctx) };
}

/**
 * What an actor may try now, judged by state, role and the facts that no input can change: each row is tried with an
 * empty step (`blank`), and a button is hidden only when one of the `caseRules` says no.
 */
export function offered<F extends Stated, S extends Stepped, N extends S['do'] = S['do']>(
  machine: readonly (Row<F, S> & { step: N })[],
  facts: F,
  at: { actor: Actor; today: string; blank: object; caseRules: ReadonlySet<RefusalCode> },
): N[] {
  const ctx = { today: at.today, actor: at.actor, now: '', cal: null, by_email: false } as unknown as StepContext;
  const open = (row: Row<F, S> & { step: N }) =>
    (row.when?.(facts, at.blank as never) ?? true) &&
    row.needs.every((need) => {
      const code = need(facts, at.blank as never, ctx);
      return code === null || !at.caseRules.has(code);
    });
  const rows = machine.filter((r) => r.from.includes(facts.state) && r.roles.includes(at.actor.role) && open(r));
  return [...new Set(rows.map((row) => row.step))];
}

/** Roles that some row of a machine lets do a step. */
export function rolesThatMay<F extends Stated, S extends Stepped>(
  machine: readonly Row<F, S>[],
  step: S['do'],
): Role[] {
  return [...new Set(machine.filter((row) => row.step === step).flatMap((row) => row.roles))];
}
