import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';
import { seesNames, stepsOf } from './acting';
import { openContent } from './content';
import { breachFacts } from './facts';
import { isBreachNumber } from './number';
import type { OpenedBreach } from './opened';
import { agencyOf, breachByNumber, tallyOf } from './queries';
import { contextOf } from './step-commands';

/** Reads a breach for somebody who may read breaches; null when there is none. */
export async function openBreach(deps: Deps, user: CurrentUser, number: string): Promise<OpenedBreach | null> {
  const row = isBreachNumber(number) ? await breachByNumber(deps.db, deps.regionId, number) : null;
  if (!row) return null;
  const now = deps.clock.now().toISOString();
  const [facts, tally] = [breachFacts(row), await tallyOf(deps.db, row)];
  const { role: _, ...context } = await contextOf(deps, deps.db, row, { now, tally, role: 'ppid' }, null);
  const agency = await agencyOf(deps.db, row.region_id);
  const steps = row.erased_at ? [] : stepsOf(user, facts, context);
  return { row, facts, content: openContent(deps.keys, row), tally, agency, steps, names: seesNames(user), now };
}
