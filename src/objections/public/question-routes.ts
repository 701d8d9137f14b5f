import { type Request, type RequestHandler, Router } from 'express';
import type { Deps } from '../../deps';
import { changeDraft } from '../../requests/public/draft-commands';
import { withErrors } from '../../web/forms';
import { translate } from '../../web/language';
import { answersIn, formatOf, judgedToday, knownTo, show, todayOf } from './asking';
import { type Behind, behindOf } from './behind';
import { type Question, withTyped } from './draft';
import { type Answers, parseQuestion, questionsOf } from './forms';
import { isToCheck, PAGE } from './frame';
import { refusalSentence } from './ground-pages';
import { papersNeeded } from './question-pages';
import { loadDraft, needDraft, openDraftIn } from './visitor';

/** The questions after the first page, each a page of its own: ground, course of the case, who objects. */
export function questionRoutes(deps: Deps): Router {
  const router = Router();
  const load = [loadDraft(deps), needDraft(deps)];

  for (const question of ['ground', 'course', 'proxy', 'who', 'identity'] as const) {
    const asked = [...load, onlyIfAsked(question)];

    router.get(PAGE[question], ...asked, (req, res) => show(deps, req, res, question, null));

    router.post(PAGE[question], ...asked, async (req, res) => {
      const draft = openDraftIn(res);
      const behind = await behindOf(deps, draft.content.requestId);
      const { who } = (await answersIn(deps, req, res, behind)).answers;
      const result = parseQuestion(question, req.body, { ...(await knownTo(deps, behind)), who }, translate(req));
      if (!result.ok) return show(deps, req, res, question, result.form, 422);
      const refused = question === 'ground' ? await refusedGround(deps, req, behind, String(result.data)) : null;
      if (refused) return show(deps, req, res, question, withErrors(result.form, { ground: refused }), 422);
      await changeDraft(deps, draft, (content) => withTyped(content, question, result.form.values));
      res.redirect(303, nextOf(question, result.data, isToCheck(req.query.dari)));
    });
  }
  return router;
}

/** A question that this objection does not have leads to the first one that it has. */
function onlyIfAsked(question: Question): RequestHandler {
  return (_req, res, next) => {
    const questions = questionsOf(openDraftIn(res).content);
    if (questions.includes(question)) return next();
    res.redirect(303, PAGE[questions[0] as Question]);
  };
}

/** What comes after a question. The check itself leads to the first one that is still open. */
function nextOf(question: Question, data: unknown, toCheck: boolean): string {
  if (question === 'proxy') {
    const needed = papersNeeded({ who: null, proxy: data as Answers['proxy'] });
    return needed.length > 0 ? PAGE.papers : PAGE.check;
  }
  if (toCheck) return PAGE.check;
  if (question === 'ground') return PAGE.course;
  if (question === 'who') return PAGE.identity;
  return question === 'identity' ? PAGE.papers : PAGE.check;
}

/** The sentence when the ground is not there today; null when it is. A ground that is only late is let through. */
async function refusedGround(deps: Deps, req: Request, behind: Behind | null, ground: string): Promise<string | null> {
  if (!behind) return null;
  const judged = (await judgedToday(deps, behind)).find((one) => one.ground === ground);
  if (!judged || judged.ok) return null;
  const words = { fmt: formatOf(deps, req), t: translate(req) };
  return refusalSentence(judged.code, judged.ground, behind.facts, todayOf(deps), words);
}
