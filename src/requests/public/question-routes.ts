import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { blankForm, type FormState } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { isForLater, type Typed, withTyped } from './draft';
import { changeDraft } from './draft-commands';
import { type Answers, answersOf, parseQuestion } from './filing-forms';
import { deliveryView, identityView, whoView } from './filing-pages';
import { type Frame, PAGE, type PageFrame, returnToOf } from './frame';
import { loadDraft, needDraft, openDraftIn } from './visitor';

type QuestionPage = {
  question: 'who' | 'identity' | 'delivery';
  next: string;
  /** What stands in the form before anything was typed. */
  begins?: (req: Request) => Typed;
  /** The page; or the address of an earlier question that it depends on and that is still open. */
  view: (answers: Answers, at: Frame) => PageFrame | string;
};

const PAGES: readonly QuestionPage[] = [
  { question: 'who', next: PAGE.identity, view: (_answers, at) => whoView(at) },
  { question: 'identity', next: PAGE.papers, view: ({ who }, at) => (who ? identityView(who, at) : PAGE.who) },
  {
    question: 'delivery',
    next: PAGE.check,
    begins: (req) => ({ language: languageOf(req) }),
    view: ({ who, identity }, at) => {
      if (identity) return deliveryView(identity, at);
      return who ? PAGE.identity : PAGE.who;
    },
  },
];

/** The questions after the first, each a page of its own: who asks, the details, how the answer is to come. */
export function questionRoutes(deps: Deps): Router {
  const router = Router();
  const needed = [loadDraft(deps), needDraft(deps)];
  for (const page of PAGES) {
    const { question, next } = page;

    router.get(PAGE[question], ...needed, async (req, res) => {
      const typed = openDraftIn(res).content.typed[question] ?? page.begins?.(req);
      show(req, res, page, await answersIn(deps, req, res), blankForm(typed));
    });

    router.post(PAGE[question], ...needed, async (req, res) => {
      const answers = await answersIn(deps, req, res);
      const { who, identity } = answers;
      const result = parseQuestion(question, req.body, { slugs: [], who, identity }, translate(req));
      const later = isForLater(req.body, result.form.values);
      if (!result.ok && !later) return show(req, res, page, answers, result.form, 422);
      await changeDraft(deps, openDraftIn(res), (content) => withTyped(content, question, result.form.values));
      const back = returnToOf(req.query.dari);
      res.redirect(303, later ? PAGE.later : back ? PAGE[back] : next);
    });
  }
  return router;
}

async function answersIn(deps: Deps, req: Request, res: Response): Promise<Answers> {
  const slugs = (await listBodies(deps.db, deps.regionId)).map((body) => body.slug);
  return answersOf(openDraftIn(res).content.typed, slugs, translate(req)).answers;
}

function show(req: Request, res: Response, page: QuestionPage, answers: Answers, form: FormState, status = 200): void {
  const t = translate(req);
  const view = page.view(answers, { form, returnTo: returnToOf(req.query.dari), t });
  if (typeof view === 'string') {
    res.redirect(303, view);
    return;
  }
  const name = t(`filing:${page.question}.title`);
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, `requests/public/${page.question}`, view, { title, status, noindex: true });
}
