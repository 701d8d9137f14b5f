import { actorOf } from '../accounts/events';
import { type CurrentUser, hasRole } from '../web/guards';
import type { BreachContext, BreachFacts, BreachStepName } from '../workflow/breach-facts';
import { allowedBreachSteps, rolesForBreach } from '../workflow/breach-machine';
import type { Acting } from './commands';

/** Who reads a breach, and who acts on it. */
export const READERS = ['admin', 'ppid', 'atasan', 'auditor'] as const;
export const OFFICERS = ['ppid', 'admin'] as const;

/** An auditor sees how many, not who. Whoever also acts or supervises sees whom he writes to. */
export const seesNames = (user: CurrentUser): boolean =>
  (['ppid', 'admin', 'atasan'] as const).some((role) => hasRole(user, role));

/** What the user may do with a case now, in any of the roles held. Drives the buttons. */
export function stepsOf(user: CurrentUser, facts: BreachFacts, at: Omit<BreachContext, 'role'>): BreachStepName[] {
  const roles = OFFICERS.filter((role) => hasRole(user, role));
  return [...new Set(roles.flatMap((role) => allowedBreachSteps(facts, { ...at, role })))];
}

/** In which role a step is taken: the first of those held that may take it. */
export function actingIn(user: CurrentUser, step: BreachStepName): Acting {
  const held = OFFICERS.filter((role) => hasRole(user, role));
  const may = rolesForBreach(step);
  const role = held.find((one) => may.includes(one)) ?? held[0];
  if (!role) throw new Error(`user ${user.id} acts on breaches without a role`);
  return { role, by: actorOf(user, role) };
}
