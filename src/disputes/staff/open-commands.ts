import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { openIdentity } from '../../requests/identity';
import { isDisputeNumber, tidyNumber } from '../../requests/number';
import { bodiesOf } from '../../requests/staff/acting';
import { AREAS } from '../../requests/staff/areas';
import type { CurrentUser } from '../../web/guards';
import { disputeFacts } from '../facts';
import { stepsFor } from './acting';
import type { DisputeArea } from './areas';
import type { OpenedDispute } from './opened';
import { disputeBundle } from './queries';

/** Reads a dispute for someone of an area; null when there is none with this number, or when it is not his to see. */
export async function findDispute(
  deps: Deps,
  area: DisputeArea,
  user: CurrentUser,
  typedNumber: string,
): Promise<OpenedDispute | null> {
  const number = tidyNumber(typedNumber);
  const bundle = isDisputeNumber(number) ? await disputeBundle(deps.db, deps.regionId, number) : null;
  if (!bundle) return null;
  const facts = disputeFacts(bundle.row);
  if (area === 'body' && !(facts.body_id !== null && bodiesOf(user).includes(facts.body_id))) return null;
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const cal = await calendarInForce(deps.db, deps.regionId);
  const identity = AREAS[area].identity === 'none' ? null : openIdentity(deps.keys, bundle.objection);
  const steps = bundle.row.erased_at ? [] : stepsFor(area, user, facts, today);
  return { area, user, bundle, facts, identity, cal, today, steps };
}
