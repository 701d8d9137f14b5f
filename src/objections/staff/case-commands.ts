import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { openIdentity } from '../../requests/identity';
import { isObjectionNumber, tidyNumber } from '../../requests/number';
import { AREAS, type Area } from '../../requests/staff/areas';
import type { CurrentUser } from '../../web/guards';
import { objectionFacts } from '../facts';
import { takeObjectionStep } from '../steps/commands';
import { actingIn, mayOpen, stepsFor } from './acting';
import type { OpenedObjection } from './opened';
import { objectionBundle } from './queries';

/** Reads an objection for someone of an area; null when there is none, or when it is not his to see. */
export async function findObjection(
  deps: Deps,
  area: Area,
  user: CurrentUser,
  typedNumber: string,
): Promise<OpenedObjection | null> {
  const number = tidyNumber(typedNumber);
  const bundle = isObjectionNumber(number) ? await objectionBundle(deps.db, deps.regionId, number) : null;
  if (!bundle) return null;
  const facts = objectionFacts(bundle.row);
  if (!mayOpen(area, user, facts)) return null;
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const identity = AREAS[area].identity === 'none' ? null : openIdentity(deps.keys, bundle.row);
  const cal = await calendarInForce(deps.db, deps.regionId);
  const steps = bundle.row.erased_at ? [] : stepsFor(area, user, facts, today);
  return { area, user, bundle, facts, identity, cal, today, steps };
}

/**
 * The same for the superior, who opens the objection by looking at it for the first time: from then on he is not reminded
 * that it lies unopened.
 */
export async function openAsSuperior(
  deps: Deps,
  user: CurrentUser,
  typedNumber: string,
): Promise<OpenedObjection | null> {
  const found = await findObjection(deps, 'superior', user, typedNumber);
  if (!found || found.facts.first_opened_at !== null) return found;
  const caseId = found.bundle.row.id;
  await takeObjectionStep(deps, {
    ...{ caseId, version: null, step: { do: 'open' } },
    ...actingIn('superior', user, 'open'),
  });
  return findObjection(deps, 'superior', user, typedNumber);
}
