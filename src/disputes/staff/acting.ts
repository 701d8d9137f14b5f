import { actorOf } from '../../accounts/events';
import type { AuditActor } from '../../audit/commands';
import { AREAS } from '../../requests/staff/areas';
import { type CurrentUser, hasRole, type Role } from '../../web/guards';
import type { DisputeFacts } from '../../workflow/dispute-facts';
import { allowedDisputeSteps, rolesForDispute } from '../../workflow/dispute-machine';
import type { Actor } from '../../workflow/facts';
import { DISPUTE_STEPS, type DisputeArea } from './areas';
import type { DisputeFormStep } from './form-steps';

/** The roles in which the user may act here, the one with the most authority first. */
function actorsOf(area: DisputeArea, user: CurrentUser): Actor[] {
  return [...AREAS[area].roles]
    .reverse()
    .filter((role) => hasRole(user, role))
    .map((role) => ({ role, userId: user.id, bodyId: null }));
}

/** What the user may do with the dispute here: the steps of the machine for every role held. Drives the buttons. */
export function stepsFor(area: DisputeArea, user: CurrentUser, facts: DisputeFacts, today: string): DisputeFormStep[] {
  const allowed = new Set<string>(actorsOf(area, user).flatMap((actor) => allowedDisputeSteps(facts, actor, today)));
  return DISPUTE_STEPS[area].filter((step) => allowed.has(step));
}

/** In which role a step is taken, and how the log names it. Someone with several roles acts in one that may. */
export function actingIn(
  area: DisputeArea,
  user: CurrentUser,
  step: DisputeFormStep | 'read',
): { actor: Actor; by: AuditActor } {
  const actors = actorsOf(area, user);
  const may: readonly string[] =
    step === 'read' || step === 'record_letter' ? AREAS[area].roles : rolesForDispute(step);
  const actor = actors.find(({ role }) => may.includes(role)) ?? actors[0];
  if (!actor) throw new Error(`user ${user.id} acts in ${area} without its role`);
  return { actor, by: actorOf(user, actor.role as Role) };
}

/** Only the PPID publishes (contract: who may do what); a clerk records that it was done, or that nothing is to be. */
export const mayPublish = (user: CurrentUser): boolean => hasRole(user, 'ppid');
