import type { Deps } from '../deps';
import { advanceDueObjections } from '../objections/advance/commands';
import { advanceDueRequests } from '../requests/advance/commands';

/** Does to every case all that time has made due: requests first, then what hangs on them. Gives how many things were done. */
export async function advanceAll(deps: Deps): Promise<number> {
  const requests = await advanceDueRequests(deps);
  return requests + (await advanceDueObjections(deps));
}
