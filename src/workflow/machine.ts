import type { Actor, RequestFacts, RequestState, Role } from './facts';
import type { RefusalCode } from './refusals';
import { REQUEST_MACHINE } from './request-machine';
import type { Change, RequestStep, StepContext, StepName, Transition } from './steps';
import { beforehand, judge, offered, rolesThatMay } from './table';

export { FINAL_STATES } from './facts';

export type Decision =
  | { ok: true; transition: Transition; to: RequestState; changes: Change }
  | { ok: false; code: RefusalCode };

/** Judges one step of a request. Whatever the desk does to a case has opened it. */
export function decide(facts: RequestFacts, step: RequestStep, ctx: StepContext): Decision {
  const judged = judge(REQUEST_MACHINE, facts, step, ctx, ctx.actor.role);
  if (!judged.ok) return judged;
  const desk = ctx.actor.role === 'petugas' || ctx.actor.role === 'ppid';
  const opens = desk && facts.first_opened_at === null ? { first_opened_at: ctx.now } : {};
  return { ...judged, changes: { ...judged.changes, ...opens } };
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

const BLANK = {
  ...{ missing: [], ground: '', exemption: null, redactions: [], because: '', provide_days: 0 },
  ...{ available_on: '', sent_on: '', reached_on: null, received_on: '' },
};

/** What an actor may try now, judged by state, role and the facts that no input can change. Drives the buttons. */
export function allowedSteps(facts: RequestFacts, actor: Actor, today: string): StepName[] {
  const ctx = beforehand(actor, today);
  return offered(REQUEST_MACHINE, facts, { role: actor.role, ctx, blanks: [BLANK], caseRules: CASE_RULES });
}

/** Roles that some row of the machine lets do a step. */
export function rolesFor(step: StepName): Role[] {
  return rolesThatMay(REQUEST_MACHINE, step);
}
