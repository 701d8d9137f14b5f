import { type NextFunction, type Request, type Response, Router } from 'express';
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
import { DRAFT_MS, type Draft, EMPTY_DRAFT, type Typed, withTyped } from './draft';
import { changeDraft, startDraft, throwAway } from './draft-commands';
import { type Answers, answersOf, type Known, parseQuestion } from './filing-forms';
import { deliveryView, identityView, whatView, whoView } from './filing-pages';
import { PAGE, returnToOf, START } from './frame';
import { relevant, resumeView, similarView, suggestions } from './offer-pages';
import { draftIn, loadDraft, needDraft, openDraftIn } from './visitor';

const MOST_SUGGESTIONS = 5;

/** The form of a request, page by page, up to the papers: `/permohonan/baru/…`. */
export function filingRoutes(deps: Deps): Router {
  const router = Router();
  const slowStart = limited(deps.config, { name: 'draf', windowSeconds: 3600, limit: 40 });
  const slowOffers = limited(deps.config, { name: 'saran', windowSeconds: 60, limit: 120 });
  const needed = [loadDraft(deps), needDraft(deps)];

  router.get(START, loadDraft(deps), async (req, res) => {
    const draft = draftIn(res);
    const details = cleanText(String(req.query.rincian ?? '')).slice(0, 1000);
    if (draft && draft.requestId === null) return showResume(deps, req, res, draft, details);
    await showWhat(deps, req, res, blankForm({ details, body: String(req.query.badan ?? '') }));
  });

  router.get(PAGE.what, loadDraft(deps), async (req, res) => {
    await showWhat(deps, req, res, blankForm(draftIn(res)?.content.typed.what));
  });

  router.post(PAGE.what, loadDraft(deps), orBegin(slowStart), async (req, res) => {
    const slugs = await slugsOf(deps);
    const result = parseQuestion('what', req.body, { slugs, who: null, identity: null }, translate(req));
    if (!result.ok && !isForLater(req, result.form)) return showWhat(deps, req, res, result.form, 422);
    await keepWhat(deps, res, result.form.values);
    if (isForLater(req, result.form)) return res.redirect(303, PAGE.later);
    if (req.query.dari === 'periksa') return res.redirect(303, PAGE.check);
    const found = result.ok ? await offers(deps, result.data.details) : [];
    res.redirect(303, found.length > 0 ? PAGE.similar : PAGE.who);
  });

  router.get(PAGE.similar, ...needed, async (req, res) => {
    const { details } = openDraftIn(res).content.typed.what ?? {};
    const found = await offers(deps, String(details ?? ''));
    if (found.length === 0) return res.redirect(303, PAGE.who);
    const t = translate(req);
    renderPage(req, res, 'requests/public/similar', similarView(found, t), { title: t('filing:similar.title'), noindex: true });
  });

  // For the script that offers published items while somebody types. Nothing personal is asked or told.
  router.get(`${START}/saran`, slowOffers, async (req, res) => {
    const found = await offers(deps, String(req.query.q ?? '').slice(0, 300));
    res.json({ items: suggestions(found) });
  });

  router.get(PAGE.who, ...needed, (req, res) => showWho(req, res, blankForm(openDraftIn(res).content.typed.who)));
  router.post(PAGE.who, ...needed, answer(deps, 'who', (req, res, form) => showWho(req, res, form, 422), PAGE.identity));

  router.get(PAGE.identity, ...needed, async (req, res) => {
    showIdentity(req, res, await answersIn(deps, req, res), blankForm(openDraftIn(res).content.typed.identity));
  });
  router.post(
    PAGE.identity,
    ...needed,
    answer(deps, 'identity', (req, res, form, answers) => showIdentity(req, res, answers, form, 422), PAGE.papers),
  );

  router.get(PAGE.delivery, ...needed, async (req, res) => {
    const typed = openDraftIn(res).content.typed.delivery ?? { language: languageOf(req) };
    showDelivery(req, res, await answersIn(deps, req, res), blankForm(typed));
  });
  router.post(
    PAGE.delivery,
    ...needed,
    answer(deps, 'delivery', (req, res, form, answers) => showDelivery(req, res, answers, form, 422), PAGE.check),
  );

  router.get(PAGE.later, ...needed, (req, res) => {
    const until = new Date(Date.parse(openDraftIn(res).updatedAt) + DRAFT_MS).toISOString();
    const t = translate(req);
    renderPage(req, res, 'requests/public/later', { until, start: START }, { title: t('filing:later.title'), noindex: true });
  });

  router.post(`${START}/hapus`, loadDraft(deps), async (req, res) => {
    const draft = draftIn(res);
    if (draft) await throwAway(deps, draft);
    takeDraftBack(res, deps.config);
    const details = cleanText(String(req.body?.rincian ?? ''));
    res.redirect(303, details ? `${START}?${new URLSearchParams({ rincian: details })}` : START);
  });

  return router;
}

type Show = (req: Request, res: Response, form: FormState, answers: Answers) => void;

/** Handles one answered question: keeps what was typed and goes on, or shows the page again with what is wrong. */
function answer(deps: Deps, question: 'who' | 'identity' | 'delivery', show: Show, next: string) {
  return async (req: Request, res: Response): Promise<void> => {
    const answers = await answersIn(deps, req, res);
    const known: Known = { slugs: [], who: answers.who, identity: answers.identity };
    const result = parseQuestion(question, req.body, known, translate(req));
    if (!result.ok && !isForLater(req, result.form)) return show(req, res, result.form, answers);
    await changeDraft(deps, openDraftIn(res), (content) => withTyped(content, question, result.form.values));
    const back = returnToOf(req.query.dari);
    res.redirect(303, isForLater(req, result.form) ? PAGE.later : back ? PAGE[back] : next);
  };
}

const MOST_TYPED = 20_000;

/** Somebody who stops for now keeps even half an answer, unless it is no answer of a person. */
function isForLater(req: Request, form: FormState): boolean {
  return req.body?.lanjut === 'nanti' && JSON.stringify(form.values).length < MOST_TYPED;
}

/** Beginning a draft is limited by address; going on with one is not. */
function orBegin(slowStart: ReturnType<typeof limited>) {
  return (req: Request, res: Response, next: NextFunction) => (draftIn(res)?.requestId === null ? next() : slowStart(req, res, next));
}

async function keepWhat(deps: Deps, res: Response, values: Typed): Promise<void> {
  const draft = draftIn(res);
  const kept = draft && draft.requestId === null && (await changeDraft(deps, draft, (c) => withTyped(c, 'what', values)));
  if (kept) return;
  const fresh = withTyped({ ...EMPTY_DRAFT, filedBefore: draft?.requestId ?? null }, 'what', values);
  giveDraft(res, deps.config, await startDraft(deps, fresh));
}

async function slugsOf(deps: Deps): Promise<string[]> {
  return (await listBodies(deps.db, deps.regionId)).map((body) => body.slug);
}

async function answersIn(deps: Deps, req: Request, res: Response): Promise<Answers> {
  return answersOf(openDraftIn(res).content.typed, await slugsOf(deps), translate(req)).answers;
}

async function offers(deps: Deps, details: string) {
  const words = tellingWords(details);
  return relevant(await likelyDocuments(deps.db, deps.regionId, words, MOST_SUGGESTIONS * 4), words, MOST_SUGGESTIONS);
}

async function showResume(deps: Deps, req: Request, res: Response, draft: Draft, details: string): Promise<void> {
  const t = translate(req);
  const { open } = answersOf(draft.content.typed, await slugsOf(deps), t);
  const until = new Date(Date.parse(draft.updatedAt) + DRAFT_MS).toISOString();
  const view = resumeView(draft, until, open, details, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'requests/public/resume', view, { title: t('filing:resume.title'), noindex: true });
}

async function showWhat(deps: Deps, req: Request, res: Response, form: FormState, status = 200): Promise<void> {
  const t = translate(req);
  const at = { form, returnTo: returnToOf(req.query.dari), t };
  const view = whatView(await listBodies(deps.db, deps.regionId), draftIn(res) === null, at);
  show(req, res, 'what', view, t('filing:what.title'), status);
}

function showWho(req: Request, res: Response, form: FormState, status = 200): void {
  const t = translate(req);
  show(req, res, 'who', whoView({ form, returnTo: returnToOf(req.query.dari), t }), t('filing:who.title'), status);
}

function showIdentity(req: Request, res: Response, answers: Answers, form: FormState, status = 200): void {
  if (!answers.who) return res.redirect(303, PAGE.who);
  const t = translate(req);
  const view = identityView(answers.who, { form, returnTo: returnToOf(req.query.dari), t });
  show(req, res, 'identity', view, t('filing:identity.title'), status);
}

function showDelivery(req: Request, res: Response, answers: Answers, form: FormState, status = 200): void {
  if (!answers.identity) return res.redirect(303, answers.who ? PAGE.identity : PAGE.who);
  const t = translate(req);
  const view = deliveryView(answers.identity, { form, returnTo: returnToOf(req.query.dari), t });
  show(req, res, 'delivery', view, t('filing:delivery.title'), status);
}

function show(req: Request, res: Response, page: string, view: object, name: string, status: number): void {
  const t = translate(req);
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  const description = page === 'what' ? t('filing:description') : null;
  renderPage(req, res, `requests/public/${page}`, view, { title, status, description, noindex: page !== 'what' });
}
