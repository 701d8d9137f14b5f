import type { RequestHandler, Response } from 'express';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { withQuery } from '../../web/pagination';
import { tidyNumber } from '../number';
import { requestById } from '../queries';
import { accessFor } from './access';
import { ACCESS_MS, accessOf, casePath, draftTokenOf, giveAccess } from './cookies';
import { type Draft, REQUEST_DRAFTS } from './draft';
import { freshSince } from './draft-commands';
import { draftOf } from './draft-queries';
import { START } from './frame';
import { ownRequest } from './owner-queries';

/** Looks for the draft of this browser and keeps it for the handlers behind. */
export function loadDraft(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    res.locals.draft = await draftOf(REQUEST_DRAFTS, deps, draftTokenOf(req), freshSince(deps));
    // The form shows name, NIK and address again: none of it may stay in a shared browser's cache.
    if (draftIn(res)) res.set('Cache-Control', 'no-store');
    next();
  };
}

/** Lets only a browser with an unfinished draft through: one that has filed sees its receipt, others begin. */
export function needDraft(deps: Deps): RequestHandler {
  return async (_req, res, next) => {
    const draft = draftIn(res);
    if (!draft) return res.redirect(303, START);
    if (draft.caseId === null) return next();
    const row = await requestById(deps.db, draft.caseId);
    res.redirect(303, row ? `${casePath(row.number)}/tanda-terima` : START);
  };
}

/** The draft that `loadDraft` found. */
export const draftIn = (res: Response): Draft | null => res.locals.draft as Draft | null;

/** The unfinished draft behind `needDraft`. */
export function openDraftIn(res: Response): Draft {
  const draft = draftIn(res);
  if (!draft) throw new Error('This route reads a draft without needDraft');
  return draft;
}

/**
 * Lets the owner of the request in the address through. Everybody else is asked for number and code, whether there is
 * such a request or not.
 */
export function ownerOnly(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    const number = String(req.params.number);
    const visitor = { draftToken: draftTokenOf(req), access: accessOf(req), userId: req.user?.id ?? null };
    const times = { now: deps.clock.real().toISOString(), freshSince: freshSince(deps) };
    const row = await ownRequest(deps, number, visitor, times);
    if (!row) return res.redirect(303, withQuery('/lacak', { nomor: tidyNumber(number) }));
    res.locals.request = row;
    // Nothing of a case may stay in a shared browser's cache.
    res.set('Cache-Control', 'no-store');
    next();
  };
}

/** The request that `ownerOnly` let through. */
export function requestIn(res: Response): RequestRow {
  const row = res.locals.request as RequestRow | undefined;
  if (!row) throw new Error('This route reads a request without ownerOnly');
  return row;
}

/** Lets this browser open the case from now on, for twelve hours of real time. */
export function letIn(deps: Deps, res: Response, row: Pick<RequestRow, 'number' | 'public_id'>): void {
  const expires = new Date(deps.clock.real().getTime() + ACCESS_MS).toISOString();
  giveAccess(res, deps.config, row.number, accessFor(deps.keys, row.public_id, expires));
}
