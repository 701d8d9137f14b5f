import type { Response } from 'express';
import type { Deps } from '../../deps';
import { isRequestNumber } from '../number';
import { requestByNumber } from '../queries';
import { sendCodeAgain } from './code-commands';
import { casePath } from './cookies';
import { letIn } from './visitor';

/** A case as its door knows it: what its code is made from. */
export type Behind = { id: number; number: string; public_id: string };

/** One kind of case that number and code open at `/lacak`. */
export type Door = {
  fits(number: string): boolean;
  find(number: string): Promise<Behind | null>;
  /** Lets this browser open the case from now on. */
  letIn(res: Response, behind: Behind): void;
  path(number: string): string;
  /** Mails the code to the address on file, when that is `email`. */
  sendCode(id: number, email: string): Promise<boolean>;
};

/** The way to requests. */
export function requestDoor(deps: Deps): Door {
  return {
    fits: isRequestNumber,
    find: (number) => requestByNumber(deps.db, deps.regionId, number),
    letIn: (res, behind) => letIn(deps, res, behind),
    path: casePath,
    sendCode: (id, email) => sendCodeAgain(deps, id, { email }),
  };
}
