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

/** What a row of a case of the requester's says besides: the letter he gets, and who else is told. */
type Told = { letter: string | null; tells: Tells | null };

/**
 * One row of a machine. `when` chooses between rows of the same step; `needs` are the rules, tried in order. `C` is what a
 * step is judged by besides the case, `R` why it may be refused, `More` what the rows of this machine say besides.
 */
export type Row<F extends Stated, S extends Stepped, C = StepContext, R = RefusalCode, More = Told> = {
  step: S['do'];
  from: readonly F['state'][];
  to: F['state'] | 'same';
  roles: readonly Role[];
  when?: (facts: F, step: never, ctx: C) => boolean;
  needs: readonly ((facts: F, step: never, ctx: C) => R | null)[];
  event: string;
  set: (facts: F, step: never, ctx: C) => Partial<F>;
} & More;

/** What a row is written as: only what differs from the plain case. */
export type Shape<F extends Stated, S extends Stepped, N extends S['do'], C, R, More> = {
  from: readonly F['state'][];
  to?: F['state'] | 'same';
  roles?: readonly Role[];
  when?: (facts: F, step: Extract<S, { do: N }>, ctx: C) => boolean;
  needs?: readonly ((facts: F, step: Extract<S, { do: N }>, ctx: C) => R | null)[];
  event: string;
  set?: (facts: F, step: Extract<S, { do: N }>, ctx: C) => Partial<F>;
} & Partial<More>;

/**
 * Makes the rows of one machine, each typed by its own step; the table forgets it, the interpreter hands a row its own
 * step only. `plain` is what a row is that says nothing else: it stays in its state, and nobody may take it.
 */
export function rowsWith<F extends Stated, S extends Stepped, C, R, More>(plain: More & { roles?: readonly Role[] }) {
  return <N extends S['do']>(step: N, shape: Shape<F, S, N, C, R, More>): Row<F, S, C, R, More> =>
    ({ to: 'same', roles: [], needs: [], set: () => ({}), ...plain, ...shape, step }) as unknown as Row<
      F,
      S,
      C,
      R,
      More
    >;
}

/** Rows of a machine of the requester's cases: each says where it leads and who may take it. */
export function rowsOf<F extends Stated, S extends Stepped>() {
  const row = rowsWith<F, S, StepContext, RefusalCode, Told>({ letter: null, tells: null });
  type Whole<N extends S['do']> = Shape<F, S, N, StepContext, RefusalCode, Told> & Pick<Row<F, S>, 'to' | 'roles'>;
  return <N extends S['do']>(step: N, shape: Whole<N>): Row<F, S> => row(step, shape);
}

/** Refusals that every machine knows. */
type Barred = 'role_may_not' | 'not_in_this_state';

export type Judgement<F extends Stated, S extends Stepped, C = StepContext, R = RefusalCode, More = Told> =
  | { ok: true; transition: Row<F, S, C, R, More>; to: F['state']; changes: Partial<F> }
  | { ok: false; code: R | Barred };

/**
 * Judges one step against a machine. Pure: nothing is written and no clock is read. A refusal names the first rule that
 * stands against the step.
 */
export function judge<F extends Stated, S extends Stepped, C, R, More>(
  machine: readonly Row<F, S, C, R, More>[],
  facts: F,
  step: S,
  ctx: C,
  role: Role,
): Judgement<F, S, C, R, More> {
  const rows = machine.filter((row) => row.step === step.do);
  const transition = rows.find(
    (row) => row.from.includes(facts.state) && (row.when?.(facts, step as never, ctx) ?? true),
  );
  if (!rows.some((row) => row.roles.includes(role))) return { ok: false, code: 'role_may_not' };
  if (!transition) return { ok: false, code: 'not_in_this_state' };
  if (!transition.roles.includes(role)) return { ok: false, code: 'role_may_not' };
  for (const need of transition.needs) {
    const code = need(facts, step as never, ctx);
    if (code) return { ok: false, code };
  }
  const to = transition.to === 'same' ? facts.state : transition.to;
  return { ok: true, transition, to, changes: transition.set(facts, step as never, ctx) };
}

/**
 * The rows of one role. A machine judged by them alone has rows of its own for each role in the same state, and tells a
 * role that may take a step elsewhere that the state is against it.
 */
export const rowsFor = <W extends { roles: readonly Role[] }>(machine: readonly W[], role: Role): W[] =>
  machine.filter((row) => row.roles.includes(role));

/**
 * What a role may try now, judged by state, role and the facts that no input can change: each row is tried with empty
 * steps (`blanks`), and a button is hidden only when of each of them one of the `caseRules` says no.
 */
export function offered<F extends Stated, S extends Stepped, C, R, More, N extends S['do'] = S['do']>(
  machine: readonly (Row<F, S, C, R, More> & { step: N })[],
  facts: F,
  { role, ctx, blanks, caseRules }: { role: Role; ctx: C; blanks: readonly object[]; caseRules: ReadonlySet<R> },
): N[] {
  const open = (row: Row<F, S, C, R, More>, blank: object) =>
    (row.when?.(facts, blank as never, ctx) ?? true) &&
    row.needs.every((need) => {
      const code = need(facts, blank as never, ctx);
      return code === null || !caseRules.has(code);
    });
  const rows = rowsFor(machine, role).filter(
    (row) => row.from.includes(facts.state) && blanks.some((blank) => open(row, blank)),
  );
  return [...new Set(rows.map((row) => row.step))];
}

/** What buttons are judged by before a step is taken: who and which day. No rule of the case alone looks at more. */
export const beforehand = (actor: Actor, today: string): StepContext =>
  ({ today, actor, now: '', cal: null, by_email: false }) as unknown as StepContext;

/** Roles that some row of a machine lets do a step. */
export function rolesThatMay<N extends string>(
  machine: readonly { step: N; roles: readonly Role[] }[],
  step: NoInfer<N>,
): Role[] {
  return [...new Set(machine.filter((row) => row.step === step).flatMap((row) => row.roles))];
}
