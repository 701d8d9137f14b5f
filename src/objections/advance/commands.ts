import { advanceDue } from '../../cases/advance/commands';
import type { Deps } from '../../deps';
import { DISPUTES } from '../../disputes/kind';
import { OBJECTIONS } from '../kind';

/** Does to every due objection, then to every due dispute, all that time has made due. Gives how many things were done. */
export async function advanceDueObjections(deps: Deps): Promise<number> {
  const objections = await advanceDue(deps, OBJECTIONS);
  return objections + (await advanceDue(deps, DISPUTES));
}
