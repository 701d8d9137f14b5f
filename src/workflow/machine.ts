import type { Actor, RequestFacts, RequestState, Role } from './facts';
import { REQUEST_MACHINE } from './request-machine';
import type { Change, RefusalCode, RequestStep, StepContext, StepName, Transition } from './steps';

export type Decision =
  | { ok: true; transition: Transition; to: RequestState; changes: Change }
  | { ok: false; code: RefusalCode };

/**
 * Judges one step of a request against the machine. Pure: nothing is written and no clock is read.
 * A refusal names the first rule that stands against the step.
 */
export function decide(facts: RequestFacts, step: RequestStep, ctx: StepContext): Decision {
  const rows = REQUEST_MACHINE.filter((t) => t.step === step.do);
  const fromHere = rows.filter((t) => t.from.includes(facts.state) && (t.when?.(facts, step as never) ?? true));
  const transition = fromHere[0];
  if (!rows.some((t) => t.roles.includes(ctx.actor.role))) return { ok: false, code: 'role_may_not' };
  if (!transition) return { ok: false, code: 'not_in_this_state' };
  if (!transition.roles.includes(ctx.actor.role)) return { ok: false, code: 'role_may_not' };
  for (const need of transition.needs) {
    const code = need(facts, step as never, ctx);
    if (code) return { ok: false, code };
  }
  const to = transition.to === 'same' ? facts.state : transition.to;
  return {
    ok: true,
    transition,
    to,
    changes: { ...transition.set(facts, step as never, ctx), ...opening(facts, ctx) },
  };
}

/** Whatever the desk does to a case has opened it. */
function opening(facts: RequestFacts, ctx: StepContext): Change {
  const desk = ctx.actor.role === 'petugas' || ctx.actor.role === 'ppid';
  return desk && facts.first_opened_at === null ? { first_opened_at: ctx.now } : {};
}

/** What an actor may try now, judged by state, role and the facts that no input can change. Drives the buttons. */
export function allowedSteps(facts: RequestFacts, actor: Actor, today: string): StepName[] {
  const names = REQUEST_MACHINE.filter(
    (t) => t.from.includes(facts.state) && t.roles.includes(actor.role) && open(t, facts, actor, today),
  ).map((t) => t.step);
  return [...new Set(names)];
}

// Rules that look at the case alone: tried with an empty step, a button is hidden only when one of them says no.
const CASE_RULES: ReadonlySet<RefusalCode> = new Set([
  'check_is_over',
  'repair_is_over',
  'not_assigned',
  'not_your_body',
  'already_extended',
  'term_is_over',
  'same_person_approves',
  'notice_already_given',
  'not_due_yet',
]);

const BLANK = { missing: [], ground: '', exemption: null, redactions: [], because: '', provide_days: 0 };

function open(t: Transition, facts: RequestFacts, actor: Actor, today: string): boolean {
  if (t.when && t.step !== 'grant_partly' && !t.when(facts, BLANK as never)) return false;
  const ctx = { today, actor, now: '', cal: null, by_email: false } as unknown as StepContext;
  const blank = { ...BLANK, available_on: '', sent_on: '', reached_on: null, received_on: '' } as never;
  return t.needs.every((need) => {
    const code = need(facts, blank, ctx);
    return code === null || !CASE_RULES.has(code);
  });
}

/** Roles that some row of the machine lets do a step. */
export function rolesFor(step: StepName): Role[] {
  return [...new Set(REQUEST_MACHINE.filter((t) => t.step === step).flatMap((t) => t.roles))];
}

/** States that nothing leaves by a person's act or by time. `record_letter` and `open` change no state. */
export const FINAL_STATES: readonly RequestState[] = ['lapsed', 'withdrawn', 'closed'];
