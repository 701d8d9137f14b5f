import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import type { CurrentUser } from '../../web/guards';
import { factsOf } from '../facts';
import { openIdentity } from '../identity';
import { isImportedNumber, isRequestNumber, tidyNumber } from '../number';
import { takeStep } from '../steps/commands';
import { actingIn, mayOpen, stepsFor } from './acting';
import { AREAS, type Area } from './areas';
import { type CaseBundle, caseBundle } from './case-queries';
import type { OpenedCase } from './opened';

/** Reads a case for someone of an area; null when there is none, or when it is not his to see. */
export async function findCase(
  deps: Deps,
  area: Area,
  user: CurrentUser,
  typedNumber: string,
): Promise<OpenedCase | null> {
  const number = tidyNumber(typedNumber);
  const isCase = isRequestNumber(number) || isImportedNumber(number);
  const bundle = isCase ? await caseBundle(deps.db, deps.regionId, number) : null;
  return bundle && mayOpen(area, user, factsOf(bundle.row)) ? opened(deps, area, user, bundle) : null;
}

/**
 * The same for the desk, which opens the case by looking at it for the first time: from then on nobody is reminded that
 * it lies unopened.
 */
export async function openAtDesk(deps: Deps, user: CurrentUser, typedNumber: string): Promise<OpenedCase | null> {
  const found = await findCase(deps, 'desk', user, typedNumber);
  if (!found || found.facts.first_opened_at !== null) return found;
  const requestId = found.bundle.row.id;
  await takeStep(deps, {
    requestId,
    version: null,
    step: { do: 'open' },
    ...actingIn('desk', user, found.facts, 'open'),
  });
  return findCase(deps, 'desk', user, typedNumber);
}

async function opened(deps: Deps, area: Area, user: CurrentUser, bundle: CaseBundle): Promise<OpenedCase> {
  const facts = factsOf(bundle.row);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const identity = AREAS[area].identity === 'none' ? null : openIdentity(deps.keys, bundle.row);
  const cal = await calendarInForce(deps.db, deps.regionId);
  // Closed history: nothing can be done to it.
  const steps = bundle.row.imported === 1 || bundle.row.erased_at ? [] : stepsFor(area, user, facts, today);
  return { area, user, bundle, facts, identity, cal, today, steps };
}
