import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { changeDraft, startDraft, throwAway } from '../../requests/public/draft-commands';
import { blankForm, type FormState, withErrors } from '../../web/forms';
import { translate } from '../../web/language';
import { limited } from '../../web/rate-limit';
import { knownTo, show } from './asking';
import { shownItem } from './behind-queries';
import { giveObjectionDraft } from './cookies';
import { EMPTY_OBJECTION, OBJECTION_DRAFTS, withTyped } from './draft';
import { parseQuestion } from './forms';
import { isToCheck, PAGE } from './frame';
import { draftIn, loadDraft } from './visitor';

/** The first page where no request is needed: information that should have been published (ground b). */
export function missingRoutes(deps: Deps): Router {
  const router = Router();
  const load = loadDraft(deps);
  const slowStart = limited(deps.config, { name: 'draf-keberatan', windowSeconds: 3600, limit: 40 });

  router.get(PAGE.missing, load, async (req, res) => {
    const item = typeof req.query.butir === 'string' ? req.query.butir.slice(0, 200) : '';
    await show(deps, req, res, 'missing', blankForm(draftIn(res)?.content.typed.missing ?? { item }));
  });

  router.post(PAGE.missing, load, unlessBegun(slowStart), async (req, res) => {
    const t = translate(req);
    const result = parseQuestion('missing', req.body, { ...(await knownTo(deps, null)), who: null }, t);
    if (!result.ok) return show(deps, req, res, 'missing', result.form, 422);
    const { item } = result.data;
    if (item && !(await shownItem(deps.db, deps.regionId, item))) {
      const wrong = withErrors(result.form, { item: t('objecting:missing.item_unknown') });
      return show(deps, req, res, 'missing', wrong, 422);
    }
    await keep(deps, res, result.form.values);
    res.redirect(303, isToCheck(req.query.dari) ? PAGE.check : PAGE.course);
  });

  return router;
}

/** Beginning a draft is limited by address; going on with one is not. */
function unlessBegun(slowStart: RequestHandler) {
  return (req: Request, res: Response, next: NextFunction) =>
    draftIn(res)?.caseId === null ? next() : slowStart(req, res, next);
}

/** Goes on with an objection of this kind; one against a request makes room for it. */
async function keep(deps: Deps, res: Response, values: FormState['values']): Promise<void> {
  const draft = draftIn(res);
  if (draft && draft.caseId === null) {
    const own = draft.content.requestId === null;
    if (own && (await changeDraft(deps, draft, (content) => withTyped(content, 'missing', values)))) return;
    await throwAway(deps, draft);
  }
  const fresh = withTyped(EMPTY_OBJECTION, 'missing', values);
  giveObjectionDraft(res, deps.config, await startDraft(deps, OBJECTION_DRAFTS, fresh));
}
