import { actorOf } from '../../accounts/events';
import type { AuditActor } from '../../audit/commands';
import { type CurrentUser, hasRole } from '../../web/guards';
import { type Actor, holderOf, type RequestFacts } from '../../workflow/facts';
import { allowedSteps, rolesFor } from '../../workflow/machine';
import type { StepName } from '../../workflow/steps';
import { AREAS, type Area } from './areas';

/** Public bodies that the user answers for. */
export function bodiesOf(user: CurrentUser): number[] {
  return user.roles.flatMap((grant) => (grant.role === 'opd' && grant.bodyId !== null ? [grant.bodyId] : []));
}

/** True when the case is one of the body's own: only what a body holds may be opened there. */
export function mayOpen(area: Area, user: CurrentUser, facts: RequestFacts): boolean {
  if (area !== 'body') return true;
  const holder = holderOf(facts);
  return holder !== null && bodiesOf(user).includes(holder);
}

/** The roles in which the user may act here, the one with the most authority first. */
function actorsOf(area: Area, user: CurrentUser, facts: RequestFacts): Actor[] {
  const bodyId = area === 'body' ? holderOf(facts) : null;
  return [...AREAS[area].roles]
    .reverse()
    .filter((role) => hasRole(user, role, bodyId ?? undefined))
    .map((role) => ({ role, userId: user.id, bodyId }));
}

/** What the user may do with the case here: the steps of the machine for every role held. Drives the buttons. */
export function stepsFor(area: Area, user: CurrentUser, facts: RequestFacts, today: string): StepName[] {
  const allowed = new Set(actorsOf(area, user, facts).flatMap((actor) => allowedSteps(facts, actor, today)));
  return AREAS[area].steps.filter((step) => allowed.has(step));
}

/** In which role a step is taken, and how the log names it. Someone with several roles acts in one that may. */
export function actingIn(area: Area, user: CurrentUser, facts: RequestFacts, step: StepName) {
  const actors = actorsOf(area, user, facts);
  const actor = actors.find(({ role }) => rolesFor(step).includes(role)) ?? actors[0];
  if (!actor) throw new Error(`user ${user.id} acts in ${area} without its role`);
  const by: AuditActor = actorOf(user, actor.role as (typeof AREAS)[Area]['roles'][number], actor.bodyId);
  return { actor, by };
}
