import type { Request, Response } from 'express';
import { listBodies } from '../../bodies/queries';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import type { Typed } from '../../requests/public/draft';
import { type Format, formatIn } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { type Judged, judgeGrounds } from '../../workflow/objection-grounds';
import { type Behind, behindOf } from './behind';
import { EMPTY_OBJECTION, type Question } from './draft';
import { type Answers, answersOf, type Known } from './forms';
import { type Frame, isToCheck, PAGE, type PageFrame } from './frame';
import { groundView } from './ground-pages';
import { START } from './paths';
import { courseView, identityView, missingView, proxyView, whoView } from './question-pages';
import { draftIn } from './visitor';

export const todayOf = (deps: Deps): string => localDay(deps.clock.now(), deps.config.timezone);

export const formatOf = (deps: Deps, req: Request): Format =>
  formatIn(languageOf(req), translate(req), deps.config.timezone);

/** What answers are judged by. */
export async function knownTo(deps: Deps, behind: Behind | null): Promise<Omit<Known, 'who'>> {
  const slugs = (await listBodies(deps.db, deps.regionId)).map((body) => body.slug);
  return { slugs, today: todayOf(deps), hasProxy: behind?.identity.proxy != null };
}

/** What was answered so far, judged again. */
export async function answersIn(deps: Deps, req: Request, res: Response, behind: Behind | null) {
  const content = draftIn(res)?.content ?? EMPTY_OBJECTION;
  return answersOf(content, await knownTo(deps, behind), translate(req));
}

/** What each ground is worth today against the request. */
export async function judgedToday(deps: Deps, { facts, open }: Behind): Promise<Judged[]> {
  const cal = await calendarInForce(deps.db, deps.regionId);
  return judgeGrounds(
    cal,
    facts,
    open.map((one) => one.ground),
    todayOf(deps),
  );
}

/** Shows one question: with `form` as it was sent, else as it was answered before. */
export async function show(
  deps: Deps,
  req: Request,
  res: Response,
  question: Question,
  form: FormState | null,
  status = 200,
): Promise<void> {
  const t = translate(req);
  const view = await viewOf(deps, req, res, question, form);
  if (typeof view === 'string') {
    res.redirect(303, view);
    return;
  }
  const name = t(`objecting:${question}.title`);
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, `objections/public/${question}`, view, { title, status, noindex: question !== 'missing' });
}

/** The page; or the address of an earlier question that it depends on and that is still open. */
async function viewOf(
  deps: Deps,
  req: Request,
  res: Response,
  question: Question,
  form: FormState | null,
): Promise<PageFrame | string> {
  const content = question === 'missing' ? EMPTY_OBJECTION : (draftIn(res)?.content ?? EMPTY_OBJECTION);
  const behind = await behindOf(deps, content.requestId);
  const begins: Typed = question === 'course' && behind ? { purpose: behind.row.purpose } : {};
  const at: Frame = {
    content,
    form: form ?? blankForm(content.typed[question] ?? begins),
    toCheck: isToCheck(req.query.dari),
    t: translate(req),
  };
  switch (question) {
    case 'missing':
      return missingView(await listBodies(deps.db, deps.regionId), todayOf(deps), at);
    case 'course':
      return courseView(behind?.row.details ?? null, at);
    case 'who':
      return whoView(at);
    case 'identity': {
      const { who } = (await answersIn(deps, req, res, behind)).answers as Answers;
      return who ? identityView(who, at) : PAGE.who;
    }
    case 'proxy':
      return behind ? proxyView(behind.identity, at) : START;
    case 'ground': {
      if (!behind) return START;
      const { row, facts, open } = behind;
      const request = { number: row.number, details: row.details, facts };
      return groundView(request, await judgedToday(deps, behind), open, formatOf(deps, req), at);
    }
  }
}
