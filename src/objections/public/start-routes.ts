import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { isRequestNumber, tidyNumber } from '../../requests/number';
import { openedBy } from '../../requests/public/access';
import { draftTokenOf, requestAccessOf } from '../../requests/public/cookies';
import { freshSince, startDraft, throwAway } from '../../requests/public/draft-commands';
import { ownRequest } from '../../requests/public/owner-queries';
import { letIn } from '../../requests/public/visitor';
import { requestByNumber } from '../../requests/queries';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { behindOf } from './behind';
import { giveObjectionDraft, takeObjectionDraftBack } from './cookies';
import { EMPTY_OBJECTION, OBJECTION_DRAFTS } from './draft';
import { entryView } from './entry-pages';
import { startForm } from './forms';
import { PAGE } from './frame';
import { START } from './paths';
import { draftIn, loadDraft } from './visitor';

/** `/keberatan/baru`: which request it is about, proved by its code, or the way that needs no request (ground b). */
export function startRoutes(deps: Deps): Router {
  const router = Router();
  const slowGuess = limited(deps.config, { name: 'keberatan', windowSeconds: 900, limit: 30 });

  router.get(START, loadDraft(deps), async (req, res) => {
    const number = tidyNumber(String(req.query.nomor ?? '').slice(0, 40));
    await showEntry(deps, req, res, blankForm({ nomor: number }));
  });

  router.post(START, loadDraft(deps), guessing(deps, slowGuess), async (req, res) => {
    const t = translate(req);
    const result = parseForm(startForm, req.body, t);
    if (!result.ok) return showEntry(deps, req, res, withoutCode(result.form), 422);
    const { nomor, kode } = result.data;
    const own = await ownOf(deps, req, nomor);
    if (!own && kode === null) {
      return showEntry(deps, req, res, withErrors(result.form, { kode: t('web:form.required') }), 422);
    }
    const row = own ?? (await openedByCode(deps, nomor, kode ?? ''));
    const refuse = (errors: Record<string, string>) =>
      showEntry(deps, req, res, withErrors(withoutCode(result.form), errors), 422);
    if (!row) return refuse({ kode: t('objecting:start.wrong') });
    // Who asked is copied from the request: without it nobody is there who could object.
    if (!(await behindOf(deps, row.id))) return refuse({ nomor: t('objecting:start.erased') });
    if (!own) letIn(deps, res, row);
    await begin(deps, res, row.id);
    res.redirect(303, PAGE.ground);
  });

  router.post(`${START}/hapus`, loadDraft(deps), async (_req, res) => {
    const draft = draftIn(res);
    if (draft) await throwAway(deps, draft);
    takeObjectionDraftBack(res, deps.config);
    res.redirect(303, START);
  });

  return router;
}

/** Only a visitor who types a code can be guessing. */
function guessing(deps: Deps, slowDown: RequestHandler) {
  return async (req: Request, res: Response, next: NextFunction) =>
    (await ownOf(deps, req, tidyNumber(String(req.body?.nomor ?? '')))) ? next() : slowDown(req, res, next);
}

/** The request of this number when the visitor is known as its owner already; null otherwise, whether there is one or not. */
async function ownOf(deps: Deps, req: Request, number: string): Promise<RequestRow | null> {
  if (!number) return null;
  const access = requestAccessOf(req, number);
  const visitor = { draftToken: draftTokenOf(req), access, userId: req.user?.id ?? null };
  const times = { now: deps.clock.real().toISOString(), freshSince: freshSince(deps) };
  return ownRequest(deps, number, visitor, times);
}

async function openedByCode(deps: Deps, number: string, code: string): Promise<RequestRow | null> {
  const found = await requestByNumber(deps.db, deps.regionId, isRequestNumber(number) ? number : '');
  return openedBy(deps.keys, found, code);
}

/** Goes on with what this browser is writing about the same request; anything else makes room for a fresh start. */
async function begin(deps: Deps, res: Response, requestId: number): Promise<void> {
  const draft = draftIn(res);
  if (draft && draft.caseId === null) {
    if (draft.content.requestId === requestId) return;
    await throwAway(deps, draft);
  }
  giveObjectionDraft(res, deps.config, await startDraft(deps, OBJECTION_DRAFTS, { ...EMPTY_OBJECTION, requestId }));
}

/** A code is typed anew: it never comes back in a page. */
function withoutCode({ values: { kode: _, ...values }, errors }: FormState): FormState {
  return { values, errors };
}

async function showEntry(deps: Deps, req: Request, res: Response, form: FormState, status = 200): Promise<void> {
  const t = translate(req);
  const own = await ownOf(deps, req, String(form.values.nomor ?? ''));
  const draft = draftIn(res);
  const writing = draft && draft.caseId === null ? draft : null;
  const behind = writing && (await behindOf(deps, writing.content.requestId));
  if (own) res.set('Cache-Control', 'no-store');
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const view = entryView(form, own, writing && { draft: writing, number: behind?.row.number ?? null }, fmt);
  const name = t('objecting:start.title');
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, 'objections/public/start', view, {
    title,
    status,
    description: t('objecting:start.description'),
  });
}
