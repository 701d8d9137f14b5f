import { actorOf } from '../accounts/events';
import type { AuditActor } from '../audit/commands';
import { calendarInForce } from '../calendar/queries';
import { type Calendar, localDay } from '../calendar/working-days';
import type { ExemptionDelegationRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';
import type { ExemptionFacts, ExemptionStepName } from '../workflow/exemption-facts';
import { allowedExemptionSteps } from '../workflow/exemption-machine';
import type { Actor } from '../workflow/facts';
import { AREAS, type Area } from './areas';
import { exemptionFacts } from './facts';
import { isExemptionNumber } from './number';
import { delegationOf, type ExemptionWithBody, exemptionByNumber } from './queries';

/** An exemption as somebody may see it in an area, with what every page and step of it is judged by. */
export type OpenedExemption = {
  area: Area;
  row: ExemptionWithBody;
  facts: ExemptionFacts;
  steps: ExemptionStepName[];
  acting: { actor: Actor; by: AuditActor };
  today: string;
  cal: Calendar;
};

/** The bodies whose tests somebody prepares; null: those of every body. */
export const bodiesOf = (area: Area, user: CurrentUser): number[] | null =>
  area === 'body'
    ? user.roles.flatMap(({ role, bodyId }) => (role === 'opd' && bodyId !== null ? [bodyId] : []))
    : null;

/** Reads an exemption for somebody of an area; null when there is none for him. */
export async function openExemption(
  deps: Deps,
  area: Area,
  user: CurrentUser,
  number: string,
): Promise<OpenedExemption | null> {
  const row = isExemptionNumber(number) ? await exemptionByNumber(deps.db, deps.regionId, number) : null;
  const bodies = bodiesOf(area, user);
  if (!row || (bodies && !bodies.includes(row.body_id))) return null;
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const found = area === 'superior' ? await delegationOf(deps.db, deps.regionId, user.id, today) : null;
  // The head's approval is nobody else's business: without a delegation there is nothing to see here.
  if (area === 'superior' && !found) return null;
  const facts = exemptionFacts(row);
  const acting = actingIn(area, user, row.body_id);
  const allowed = allowedExemptionSteps(facts, { today, actor: acting.actor }, delegationFacts(found));
  const steps = AREAS[area].steps.filter((step) => allowed.includes(step));
  return { area, row, facts, steps, acting, today, cal: await calendarInForce(deps.db, deps.regionId) };
}

const delegationFacts = (found: ExemptionDelegationRow | null) =>
  found && { userId: found.user_id, from_on: found.from_on, until_on: found.until_on };

/** Who acts in an area, for the machine and for the log. */
export function actingIn(area: Area, user: CurrentUser, bodyId: number | null): OpenedExemption['acting'] {
  const { role } = AREAS[area];
  const own = role === 'opd' ? bodyId : null;
  return { actor: { role, userId: user.id, bodyId: own }, by: actorOf(user, role, own) };
}
