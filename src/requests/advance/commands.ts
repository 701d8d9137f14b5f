import { advanceDue } from '../../cases/advance/commands';
import type { Deps } from '../../deps';
import { REQUESTS } from '../kind';

/** Does to every due request all that time has made due. Gives how many things were done. */
export const advanceDueRequests = (deps: Deps): Promise<number> => advanceDue(deps, REQUESTS);
