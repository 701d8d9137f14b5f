import { calendarInForce } from '../calendar/queries';
import { firedBefore } from '../cases/fired-queries';
import type { Deps } from '../deps';
import type { Rung } from '../workflow/escalations';
import { datedFrom } from '../workflow/ladder-changes';
import { impactOn, type KindImpact } from './impact';
import { LADDERED } from './kinds';

/** How many open cases of a kind a preview looks at, those to which something happens soonest. */
export const MOST_LOOKED_AT = 500;

/** What a proposed ladder does to today's open cases, kind by kind. Nothing is written. */
export async function impactOf(
  { db, regionId, clock, config }: Pick<Deps, 'db' | 'regionId' | 'clock' | 'config'>,
  { present, proposed }: { present: readonly Rung[]; proposed: readonly Rung[] },
): Promise<KindImpact[]> {
  const now = clock.now().toISOString();
  const cal = await calendarInForce(db, regionId);
  const ladders = { present, proposed: datedFrom(proposed, present, now) };
  const impacts: KindImpact[] = [];
  for (const kind of LADDERED) {
    const found = await kind.soonest(db, regionId, MOST_LOOKED_AT + 1);
    const cases = found.slice(0, MOST_LOOKED_AT);
    const fired = await firedBefore(db, kind.name, cases);
    const known = cases.map((one) => ({ ...one, fired: fired.get(one.id) ?? new Set<string>() }));
    const at = { cal, timezone: config.timezone, now, more: found.length > cases.length };
    impacts.push(impactOn(kind.name, known, ladders, at));
  }
  return impacts;
}
