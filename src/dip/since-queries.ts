import { publishedSince } from '../catalogue/register-queries';
import type { Deps } from '../deps';
import { MOST_SINCE } from './areas';
import type { DipVersion } from './queries';

/** How many items are public that the version in force cannot have: published after it was proposed. Counted to a bound. */
export async function sinceCount({ db, regionId }: Deps, inForce: DipVersion | null): Promise<number> {
  return inForce === null ? 0 : publishedSince(db, regionId, inForce.proposed_at, MOST_SINCE + 1);
}
