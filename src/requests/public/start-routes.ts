import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import { likelyDocuments } from '../../catalogue/overview-queries';
import { tellingWords } from '../../catalogue/words';
import type { Deps } from '../../deps';
import { formatIn } from '../../web/format';
import { blankForm, cleanText, type FormState } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { giveDraft, takeDraftBack } from './cookies';
import { type Draft, EMPTY_DRAFT, isForLater, keptUntil, REQUEST_DRAFTS, type Typed, withTyped } from './draft';
import { changeDraft, startDraft, throwAway } from './draft-commands';
import { answersOf, parseQuestion } from './filing-forms';
import { whatView } from './filing-pages';
import { PAGE, returnToOf, START } from './frame';
import { relevant, resumeView, similarView, suggestions } from './offer-pages';
import { draftIn, loadDraft, needDraft, openDraftIn } from './visitor';

const MOST_SUGGESTIONS = 5;

/** Where a request begins: what is looked for, what is published already, and the draft that holds the answers. */
export function startRoutes(deps: Deps): Router {
  const router = Router();
  const slowStart = limited(deps.config, { name: 'draf', windowSeconds: 3600, limit: 40 });
  const slowOffers = limited(deps.config, { name: 'saran', windowSeconds: 60, limit: 120 });
  const needed = [loadDraft(deps), needDraft(deps)];

  router.get(START, loadDraft(deps), async (req, res) => {
    const draft = draftIn(res);
    const details = wanted(req.query.rincian);
    if (draft && draft.caseId === null) return showResume(deps, req, res, draft, details);
    await showWhat(deps, req, res, blankForm({ details, body: String(req.query.badan ?? '') }));
  });

  router.get(PAGE.what, loadDraft(deps), async (req, res) => {
    await showWhat(deps, req, res, blankForm(draftIn(res)?.content.typed.what));
  });

  router.post(PAGE.what, loadDraft(deps), unlessBegun(slowStart), async (req, res) => {
    const result = parseQuestion(
      'what',
      req.body,
      { slugs: await slugsOf(deps), who: null, identity: null },
      translate(req),
    );
    const later = isForLater(req.body, result.form.values);
    if (!result.ok && !later) return showWhat(deps, req, res, result.form, 422);
    await keepWhat(deps, res, result.form.values);
    if (later) return res.redirect(303, PAGE.later);
    if (returnToOf(req.query.dari)) return res.redirect(303, PAGE.check);
    const found = result.ok ? await offers(deps, result.data.details) : [];
    res.redirect(303, found.length > 0 ? PAGE.similar : PAGE.who);
  });

  router.get(PAGE.similar, ...needed, async (req, res) => {
    const t = translate(req);
    const found = await offers(deps, String(openDraftIn(res).content.typed.what?.details ?? ''));
    if (found.length === 0) return res.redirect(303, PAGE.who);
    const title = t('filing:similar.title');
    renderPage(req, res, 'requests/public/similar', similarView(found, t), { title, noindex: true });
  });

  // For the script that offers published items while somebody types. Nothing personal is asked or told.
  router.get(`${START}/saran`, slowOffers, async (req, res) => {
    res.json({ items: suggestions(await offers(deps, String(req.query.q ?? '').slice(0, 300))) });
  });

  router.get(PAGE.later, ...needed, (req, res) => {
    const view = { until: keptUntil(openDraftIn(res)), start: START };
    renderPage(req, res, 'requests/public/later', view, { title: translate(req)('filing:later.title'), noindex: true });
  });

  router.post(`${START}/hapus`, loadDraft(deps), async (req, res) => {
    const draft = draftIn(res);
    if (draft) await throwAway(deps, draft);
    takeDraftBack(res, deps.config);
    const details = wanted(req.body?.rincian);
    res.redirect(303, details ? `${START}?${new URLSearchParams({ rincian: details })}` : START);
  });

  return router;
}

/** What an address says is looked for: a search that found nothing leads here. */
const wanted = (given: unknown): string => (typeof given === 'string' ? cleanText(given).slice(0, 1000) : '');

/** Beginning a draft is limited by address; going on with one is not. */
function unlessBegun(slowStart: RequestHandler) {
  return (req: Request, res: Response, next: NextFunction) =>
    draftIn(res)?.caseId === null ? next() : slowStart(req, res, next);
}

async function keepWhat(deps: Deps, res: Response, values: Typed): Promise<void> {
  const draft = draftIn(res);
  const open = draft && draft.caseId === null;
  if (open && (await changeDraft(deps, draft, (content) => withTyped(content, 'what', values)))) return;
  const fresh = withTyped({ ...EMPTY_DRAFT, filedBefore: draft?.caseId ?? null }, 'what', values);
  giveDraft(res, deps.config, await startDraft(deps, REQUEST_DRAFTS, fresh));
}

async function slugsOf(deps: Deps): Promise<string[]> {
  return (await listBodies(deps.db, deps.regionId)).map((body) => body.slug);
}

async function offers(deps: Deps, details: string) {
  const words = tellingWords(details);
  return relevant(await likelyDocuments(deps.db, deps.regionId, words, MOST_SUGGESTIONS * 4), words, MOST_SUGGESTIONS);
}

async function showResume(deps: Deps, req: Request, res: Response, draft: Draft, details: string): Promise<void> {
  const t = translate(req);
  const { open } = answersOf(draft.content.typed, await slugsOf(deps), t);
  const view = resumeView(draft, open, details, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'requests/public/resume', view, { title: t('filing:resume.title'), noindex: true });
}

async function showWhat(deps: Deps, req: Request, res: Response, form: FormState, status = 200): Promise<void> {
  const t = translate(req);
  const at = { form, returnTo: returnToOf(req.query.dari), t };
  const view = whatView(await listBodies(deps.db, deps.regionId), draftIn(res) === null, at);
  const name = t('filing:what.title');
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, 'requests/public/what', view, { title, status, description: t('filing:description') });
}
