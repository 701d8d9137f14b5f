import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { requesterAccount } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { type Complete, checkView, isComplete } from './check-pages';
import { casePath } from './cookies';
import { answersOf } from './filing-forms';
import { PAGE, START } from './frame';
import { submitDraft } from './submit-commands';
import { letIn, loadDraft, needDraft, openDraftIn } from './visitor';

/** The last page of the form, and what becomes of it: a case, the notice that there is one already, or no calendar. */
export function submitRoutes(deps: Deps): Router {
  const router = Router();
  const needed = [loadDraft(deps), needDraft(deps)];
  const slowDown = limited(deps.config, { name: 'ajukan', windowSeconds: 3600, limit: 30 });

  router.get(PAGE.check, ...needed, async (req, res) => {
    const found = await completeAnswers(deps, req, res);
    if (!found) return;
    const t = translate(req);
    const view = checkView(found.answers, found.bodyName, openDraftIn(res).content.papers, t);
    renderPage(req, res, 'requests/public/check', view, { title: t('filing:check.title'), noindex: true });
  });

  router.post(PAGE.check, slowDown, ...needed, async (req, res) => {
    const found = await completeAnswers(deps, req, res);
    if (!found) return;
    const result = await submitDraft(deps, openDraftIn(res), found.answers, requesterAccount(req));
    if (result.kind === 'repeats') return res.redirect(303, PAGE.repeated);
    if (result.kind === 'no_calendar') return showNoCalendar(req, res, result.year);
    letIn(deps, res, { number: result.number, public_id: result.publicId });
    res.redirect(303, `${casePath(result.number)}/tanda-terima`);
  });

  router.get(PAGE.repeated, ...needed, (req, res) => {
    const number = openDraftIn(res).content.repeats;
    if (!number) return res.redirect(303, START);
    const t = translate(req);
    const view = { number, change: PAGE.what };
    renderPage(req, res, 'requests/public/repeated', view, { title: t('filing:repeated.title'), noindex: true });
  });

  return router;
}

/** The answers when all of them are there; otherwise the browser is sent to the first question that is open. */
async function completeAnswers(
  deps: Deps,
  req: Request,
  res: Response,
): Promise<{ answers: Complete; bodyName: string | null } | null> {
  const bodies = await listBodies(deps.db, deps.regionId);
  const slugs = bodies.map((body) => body.slug);
  const { answers, open } = answersOf(openDraftIn(res).content.typed, slugs, translate(req));
  if (isComplete(answers)) {
    return { answers, bodyName: bodies.find((body) => body.slug === answers.what.body)?.name ?? null };
  }
  res.redirect(303, PAGE[open ?? 'what']);
  return null;
}

function showNoCalendar(req: Request, res: Response, year: number): void {
  const t = translate(req);
  const view = { year: String(year), again: PAGE.check };
  renderPage(req, res, 'requests/public/no-calendar', view, {
    title: t('filing:noCalendar.title'),
    status: 503,
    noindex: true,
  });
}
