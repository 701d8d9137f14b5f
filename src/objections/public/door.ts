import type { Deps } from '../../deps';
import { isObjectionNumber } from '../../requests/number';
import type { Door } from '../../requests/public/doors';
import { objectionByNumber } from '../queries';
import { sendObjectionCodeAgain } from './code-commands';
import { objectionPath } from './paths';
import { letIntoObjection } from './visitor';

/** The way to objections by number and code. */
export function objectionDoor(deps: Deps): Door {
  return {
    fits: isObjectionNumber,
    find: (number) => objectionByNumber(deps.db, deps.regionId, number),
    letIn: (res, behind) => letIntoObjection(deps, res, behind),
    path: objectionPath,
    sendCode: (id, email) => sendObjectionCodeAgain(deps, id, { email }),
  };
}
