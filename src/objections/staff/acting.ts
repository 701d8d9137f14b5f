import { actorOf } from '../../accounts/events';
import type { AuditActor } from '../../audit/commands';
import { bodiesOf } from '../../requests/staff/acting';
import { AREAS, type Area } from '../../requests/staff/areas';
import { type CurrentUser, hasRole } from '../../web/guards';
import type { Actor } from '../../workflow/facts';
import type { ObjectionFacts } from '../../workflow/objection-facts';
import { allowedObjectionSteps, rolesForObjection } from '../../workflow/objection-machine';
import type { ObjectionStepName } from '../../workflow/objection-steps';
import { OBJECTION_STEPS } from './areas';
import type { ObjectionFormStep } from './form-steps';

/** True when the objection may be seen here: a body sees those about its own information. */
export function mayOpen(area: Area, user: CurrentUser, { body_id }: Pick<ObjectionFacts, 'body_id'>): boolean {
  return area !== 'body' || (body_id !== null && bodiesOf(user).includes(body_id));
}

/** The roles in which the user may act here, the one with the most authority first. */
function actorsOf(area: Area, user: CurrentUser): Actor[] {
  return [...AREAS[area].roles]
    .reverse()
    .filter((role) => hasRole(user, role))
    .map((role) => ({ role, userId: user.id, bodyId: null }));
}

/** What the user may do with the objection here: the steps of the machine for every role held. Drives the buttons. */
export function stepsFor(area: Area, user: CurrentUser, facts: ObjectionFacts, today: string): ObjectionFormStep[] {
  const allowed = new Set<string>(actorsOf(area, user).flatMap((actor) => allowedObjectionSteps(facts, actor, today)));
  // There is something to respond to once the superior has answered, or has let his thirty days pass.
  if (facts.state !== 'registered' && facts.state !== 'withdrawn') allowed.add('respond');
  return OBJECTION_STEPS[area].filter((step) => allowed.has(step));
}

/** In which role a step is taken, and how the log names it. */
export function actingIn(
  area: Area,
  user: CurrentUser,
  step: ObjectionStepName | 'respond',
): { actor: Actor; by: AuditActor } {
  const actors = actorsOf(area, user);
  const may = step === 'respond' ? AREAS[area].roles : rolesForObjection(step);
  const actor = actors.find(({ role }) => (may as readonly string[]).includes(role)) ?? actors[0];
  if (!actor) throw new Error(`user ${user.id} acts in ${area} without its role`);
  return { actor, by: actorOf(user, actor.role as (typeof AREAS)[Area]['roles'][number]) };
}
