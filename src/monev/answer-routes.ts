import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { renderPage } from '../web/page';
import { answerQuestion, confirmProposals } from './answer-commands';
import {
  mayWrite,
  onlyRounds,
  READERS,
  ROUND,
  roundAsked,
  standingNow,
  todayOf,
  whichOf,
  wordsOf,
} from './asked-routes';
import { answerForm, confirmForm, startForm } from './forms';
import { readFrozen } from './frozen';
import { answerEvents, frozenBefore, roundOf } from './queries';
import { questionView } from './question-pages';
import { CODE } from './questionnaire';
import { showIndex, showRound } from './reading-routes';
import { PATH, questionPath, roundPath } from './rounds';
import { startRound } from './start-commands';

/** What the PPID does with the questions: begin a year, answer one, or confirm what the evidence decides. */
export function monevAnswerRoutes(deps: Deps): Router {
  const router = Router();
  onlyRounds(router);
  const ppid = requireRole('ppid');
  router.post(PATH, ppid, (req, res) => start(deps, req, res));
  router.get(`${ROUND}/soal/:code`, requireRole(...READERS), (req, res) => show(deps, req, res));
  router.post(`${ROUND}/soal/:code`, ppid, (req, res) => answer(deps, req, res));
  router.post(`${ROUND}/usulan`, ppid, (req, res) => confirm(deps, req, res));
  return router;
}

async function start(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const parsed = parseForm(startForm(Number(todayOf(deps).slice(0, 4))), req.body, t);
  if (!parsed.ok) return showIndex(deps, req, res, parsed.form);
  const { tahun: year, komisi: commission, asal: origin } = parsed.data;
  const done = await startRound(deps, currentUser(req), { year, commission, origin });
  if (!done.ok) {
    const field = done.code === 'future_year' ? 'tahun' : 'asal';
    return showIndex(deps, req, res, withErrors(parsed.form, { [field]: t(`monev:refused.${done.code}`) }));
  }
  res.redirect(303, roundPath(done.round));
}

type Shown = { status?: number; form?: FormState; conflict?: 'stale' | 'evidence_changed' | null };

async function show(deps: Deps, req: Request, res: Response, { status = 200, ...again }: Shown = {}): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const { lines } = (await standingNow(deps, round)).standing;
  const line = lines.find(({ question }) => question.code === req.params.code);
  if (!line) return renderError(req, res, 404);
  const before = await frozenBefore(deps.db, deps.regionId, round);
  const events = await answerEvents(deps.db, round, line.question.code);
  const context = { lines, mayAnswer: mayWrite(req, round), before: before && readFrozen(before), events, ...again };
  const view = questionView(round, line, context, wordsOf(deps, req));
  renderPage(req, res, 'monev/question', view, { title: view.title, status });
}

const FIELD: Readonly<Record<string, string>> = {
  ...{ no_answer: 'jawaban', reason_needed: 'alasan', proof_needed: 'catatan', not_in_this_state: 'form' },
};

async function answer(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const parsed = parseForm(answerForm, req.body, t);
  if (!parsed.ok) return show(deps, req, res, { status: 422, form: parsed.form });
  const { version, usulan, jawaban: value, alasan: reason, catatan: note, tautan: link } = parsed.data;
  const code = String(req.params.code);
  const asked = { ...whichOf(req), code, version, seen: usulan || null, value, reason, note, link };
  const done = await answerQuestion(deps, currentUser(req), asked);
  if (!done.ok) {
    if (done.code === 'not_found') return renderError(req, res, 404);
    if (done.code === 'stale' || done.code === 'evidence_changed')
      return show(deps, req, res, { status: 409, form: parsed.form, conflict: done.code });
    const form = withErrors(parsed.form, { [FIELD[done.code] ?? 'form']: t(`monev:refused.${done.code}`) });
    return show(deps, req, res, { status: 422, form });
  }
  flash(req, 'good', t('monev:done.answered', { code }));
  res.redirect(303, await nextOpen(deps, req));
}

/** On to the next question that nobody has answered, else back to the round. */
async function nextOpen(deps: Deps, req: Request): Promise<string> {
  const which = whichOf(req);
  const round = await roundOf(deps.db, deps.regionId, which);
  if (!round) return roundPath(which);
  const { lines } = (await standingNow(deps, round)).standing;
  const at = lines.findIndex(({ question }) => question.code === req.params.code);
  const next = [...lines.slice(at + 1), ...lines.slice(0, at)].find((line) => line.answer === null);
  return next ? questionPath(which, next.question.code) : roundPath(which);
}

async function confirm(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const parsed = parseForm(confirmForm, req.body, t);
  if (!parsed.ok) return showRound(deps, req, res, { status: 422, form: parsed.form });
  const section = CODE.test(parsed.data.bagian) ? parsed.data.bagian : null;
  const done = await confirmProposals(deps, currentUser(req), whichOf(req), section);
  if (!done.ok) {
    if (done.code === 'not_found') return renderError(req, res, 404);
    const form = withErrors(parsed.form, { form: t(`monev:refused.${done.code}`) });
    return showRound(deps, req, res, { status: 422, form });
  }
  flash(req, 'good', t('monev:done.confirmed', { count: done.count }));
  res.redirect(303, section ? `${roundPath(whichOf(req))}?bagian=${section}#pertanyaan` : roundPath(whichOf(req)));
}
