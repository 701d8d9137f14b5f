import type { Request, RequestHandler, Response } from 'express';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { isObjectionNumber, tidyNumber } from '../../requests/number';
import { accessFor, accessIsGood } from '../../requests/public/access';
import { ACCESS_MS, accessOf, draftTokenOf, giveAccessTo, requestAccessOf } from '../../requests/public/cookies';
import { REQUEST_DRAFTS } from '../../requests/public/draft';
import { freshSince } from '../../requests/public/draft-commands';
import { draftOf } from '../../requests/public/draft-queries';
import { withQuery } from '../../web/pagination';
import { objectionById } from '../queries';
import { objectionDraftTokenOf } from './cookies';
import { OBJECTION_DRAFTS, type ObjectionDraft } from './draft';
import { type Owned, ownedObjection } from './owner-queries';
import { objectionPath, START } from './paths';

/** Looks for the objection that this browser is writing and keeps it for the handlers behind. */
export function loadDraft(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    res.locals.objectionDraft = await draftOf(OBJECTION_DRAFTS, deps, objectionDraftTokenOf(req), freshSince(deps));
    // The form shows name and address again: none of it may stay in a shared browser's cache.
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
    const row = await objectionById(deps.db, draft.caseId);
    res.redirect(303, row ? `${objectionPath(row.number)}/tanda-terima` : START);
  };
}

/** The draft that `loadDraft` found. */
export const draftIn = (res: Response): ObjectionDraft | null => res.locals.objectionDraft as ObjectionDraft | null;

/** The unfinished draft behind `needDraft`. */
export function openDraftIn(res: Response): ObjectionDraft {
  const draft = draftIn(res);
  if (!draft) throw new Error('This route reads a draft without needDraft');
  return draft;
}

/**
 * Lets the owner of the objection in the address (`:number`) through: by its code typed within twelve hours, by the
 * draft it was filed from, by owning the request behind it, or by his account. Everybody else is asked for number and code, whether there is such an
 * objection or not.
 */
export function objectionOwner(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    const number = tidyNumber(String(req.params.number));
    const found = isObjectionNumber(number) ? await ownedObjection(deps.db, deps.regionId, number) : null;
    if (!found || !(await isOwn(deps, req, found))) return res.redirect(303, withQuery('/lacak', { nomor: number }));
    res.locals.objection = found.row;
    // Nothing of a case may stay in a shared browser's cache.
    res.set('Cache-Control', 'no-store');
    next();
  };
}

/** The objection that `objectionOwner` let through. */
export function objectionIn(res: Response): ObjectionRow {
  const row = res.locals.objection as ObjectionRow | undefined;
  if (!row) throw new Error('This route reads an objection without objectionOwner');
  return row;
}

/** Lets this browser open the objection from now on, for twelve hours of real time. */
export function letIntoObjection(deps: Deps, res: Response, row: Pick<ObjectionRow, 'number' | 'public_id'>): void {
  const expires = new Date(deps.clock.real().getTime() + ACCESS_MS).toISOString();
  giveAccessTo(res, deps.config, objectionPath(row.number), accessFor(deps.keys, row.public_id, expires));
}

async function isOwn(deps: Deps, req: Request, { row, request }: Owned): Promise<boolean> {
  const userId = req.user?.id ?? null;
  if (userId !== null && (row.user_id === userId || request?.userId === userId)) return true;
  const now = deps.clock.real().toISOString();
  if (accessIsGood(deps.keys, row.public_id, accessOf(req), now)) return true;
  const written = await draftOf(OBJECTION_DRAFTS, deps, objectionDraftTokenOf(req), freshSince(deps));
  if (written?.caseId === row.id) return true;
  if (request === null) return false;
  if (accessIsGood(deps.keys, request.publicId, requestAccessOf(req, request.number), now)) return true;
  const draft = await draftOf(REQUEST_DRAFTS, deps, draftTokenOf(req), freshSince(deps));
  return draft?.caseId === request.id;
}
