import { calendarHeld } from '../calendar/queries';
import { type Calendar, localDay } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { Deps } from '../deps';
import type { Rung } from '../workflow/escalations';
import { directoryOf } from './directory/queries';
import type { World } from './kind';
import { ladderInForce } from './ladder-queries';

/**
 * What a write transaction runs on: the calendar is held until it ends, so that a change of it comes before all that is
 * counted here, or after it and moves it.
 */
export async function worldHeld(deps: Deps, trx: Trx): Promise<World> {
  const cal = await calendarHeld(trx, deps.regionId);
  return worldAt(deps, trx, cal, await ladderInForce(trx, deps.regionId));
}

/** What a pass runs on, at the legal instant of the clock. */
export function worldAt(deps: Deps, trx: Trx, cal: Calendar, ladder: readonly Rung[]): World {
  const now = deps.clock.now().toISOString();
  const today = localDay(now, deps.config.timezone);
  return { deps, trx, cal, ladder, now, today, directory: directoryOf(trx, deps.regionId, today) };
}
