import { type Request, type Response, Router } from 'express';
import { bodyBySlug } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { withErrors } from '../../web/forms';
import { requesterAccount } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { answersIn, formatOf, judgedToday, show, todayOf } from './asking';
import { type Behind, behindOf } from './behind';
import { shownItem } from './behind-queries';
import { checkView } from './check-pages';
import { type Answers, identityFor } from './forms';
import { PAGE } from './frame';
import { refusalSentence } from './ground-pages';
import { objectionPath, START } from './paths';
import { papersNeeded } from './question-pages';
import { submitObjection, type ToSubmit } from './submit-commands';
import { letIntoObjection, loadDraft, needDraft, openDraftIn } from './visitor';

/** The last page of the form, and what becomes of it: an objection, or the one that is there already. */
export function submitRoutes(deps: Deps): Router {
  const router = Router();
  const needed = [loadDraft(deps), needDraft(deps)];
  const slowDown = limited(deps.config, { name: 'ajukan-keberatan', windowSeconds: 3600, limit: 30 });

  router.get(PAGE.check, ...needed, async (req, res) => {
    const found = await complete(deps, req, res);
    if (!found) return;
    const { answers, behind } = found;
    const { missing } = answers;
    const body = missing?.body ? await bodyBySlug(deps.db, deps.regionId, missing.body) : null;
    const item = missing?.item ? await shownItem(deps.db, deps.regionId, missing.item) : undefined;
    const judged = behind && (await judgedToday(deps, behind)).find((one) => one.ground === answers.ground);
    const beside = {
      identity: found.identity,
      request: behind && { number: behind.row.number, details: behind.row.details },
      bodyName: body?.name ?? null,
      itemTitle: item?.title ?? null,
      window: judged?.ok ? judged.window : null,
    };
    const t = translate(req);
    const view = checkView(openDraftIn(res).content, answers, beside, { fmt: formatOf(deps, req), t });
    renderPage(req, res, 'objections/public/check', view, { title: t('objecting:check.title'), noindex: true });
  });

  router.post(PAGE.check, slowDown, ...needed, async (req, res) => {
    const found = await complete(deps, req, res);
    if (!found) return;
    const result = await submitObjection(deps, openDraftIn(res), toSubmit(req, found));
    switch (result.kind) {
      case 'filed':
      case 'open_already':
        letIntoObjection(deps, res, result.row);
        return res.redirect(
          303,
          objectionPath(result.row.number) + (result.kind === 'filed' ? '/tanda-terima' : '?sudah=ada'),
        );
      case 'repeats':
        return res.redirect(303, PAGE.repeated);
      case 'no_calendar':
        return showNoCalendar(req, res, result.year);
      case 'refused':
        return showRefused(deps, req, res, found, result.code);
    }
  });

  router.get(PAGE.repeated, ...needed, (req, res) => {
    const number = openDraftIn(res).content.repeats;
    if (!number) return res.redirect(303, START);
    const title = translate(req)('objecting:repeated.title');
    renderPage(req, res, 'objections/public/repeated', { number, change: PAGE.missing }, { title, noindex: true });
  });

  return router;
}

type Complete = { answers: Answers; behind: Behind | null; identity: ToSubmit['identity'] };

/** The answers when all of them are there; otherwise the browser is sent to the first question that is open. */
async function complete(deps: Deps, req: Request, res: Response): Promise<Complete | null> {
  const { requestId } = openDraftIn(res).content;
  const behind = await behindOf(deps, requestId);
  const { answers, open } = await answersIn(deps, req, res, behind);
  const identity = identityFor(answers, behind?.identity ?? null);
  if (open === null && identity) return { answers, behind, identity };
  res.redirect(303, open === null ? START : PAGE[open]);
  return null;
}

function toSubmit(req: Request, { answers, behind, identity }: Complete): ToSubmit {
  const { missing, who, ground, course } = answers;
  const shared = { identity, position: course?.position ?? '', purpose: course?.purpose ?? '' };
  const sent = { ...shared, userId: requesterAccount(req), papers: papersNeeded(answers) };
  if (behind) {
    const { requester_kind: requesterKind, language } = behind.row;
    return { ...sent, about: { behind, ground: ground ?? '' }, requesterKind, language };
  }
  const { body = null, details = '', item = null, found_on: foundOn = '' } = missing ?? {};
  const requesterKind = who?.kind ?? 'individual';
  return { ...sent, about: { body, details, item, foundOn }, requesterKind, language: languageOf(req) };
}

/** What changed between the question and the last click: the question is asked again, with its reason. */
async function showRefused(deps: Deps, req: Request, res: Response, found: Complete, code: string): Promise<void> {
  const t = translate(req);
  const { typed } = openDraftIn(res).content;
  const { behind, answers } = found;
  if (!behind || !answers.ground) {
    const form = { values: typed.missing ?? {}, errors: { found_on: t(`workflow:refused.${code}`) } };
    return show(deps, req, res, 'missing', form, 422);
  }
  const words = { fmt: formatOf(deps, req), t };
  const sentence = refusalSentence(code, answers.ground, behind.facts, todayOf(deps), words);
  await show(
    deps,
    req,
    res,
    'ground',
    withErrors({ values: typed.ground ?? {}, errors: {} }, { ground: sentence }),
    422,
  );
}

function showNoCalendar(req: Request, res: Response, year: number): void {
  const title = translate(req)('objecting:noCalendar.title');
  const view = { year: String(year), again: PAGE.check };
  renderPage(req, res, 'objections/public/no-calendar', view, { title, status: 503, noindex: true });
}
