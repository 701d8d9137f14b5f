import { type Request, type Response, Router } from 'express';
import type { MonevRoundRow } from '../db/tables/monev';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { renderPage } from '../web/page';
import { mayWrite, onlyRounds, READERS, ROUND, roundAsked, whichOf, wordsOf } from './asked-routes';
import { type Edited, removeQuestion, setWeights, type Weights, writeQuestion } from './edit-commands';
import { editQuestionView, weightsView } from './edit-pages';
import { questionForm, removeForm, weightsForm } from './forms';
import { type Fault, questionOf } from './questionnaire';
import { readQuestionnaire, roundPath } from './rounds';
import { faultWords, type Words } from './words';

/** The questionnaire itself: everybody of the office reads it, the PPID corrects it. */
export function monevEditRoutes(deps: Deps): Router {
  const router = Router();
  onlyRounds(router);
  const ppid = requireRole('ppid');
  router.get(`${ROUND}/kuesioner`, requireRole(...READERS), (req, res) => showWeights(deps, req, res));
  router.post(`${ROUND}/kuesioner`, ppid, (req, res) => weigh(deps, req, res));
  router.get(`${ROUND}/kuesioner/soal`, ppid, (req, res) => showQuestion(deps, req, res));
  router.post(`${ROUND}/kuesioner/soal`, ppid, (req, res) => write(deps, req, res));
  router.get(`${ROUND}/kuesioner/soal/:code`, ppid, (req, res) => showQuestion(deps, req, res));
  router.post(`${ROUND}/kuesioner/soal/:code`, ppid, (req, res) => write(deps, req, res));
  return router;
}

type Shown = { status?: number; form?: FormState; conflict?: boolean };

/** The whole questionnaire, also after a form was refused. */
export async function showWeights(
  deps: Deps,
  req: Request,
  res: Response,
  { status = 200, ...again }: Shown = {},
): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const context = {
    ...{ questionnaire: readQuestionnaire(round), mayEdit: mayWrite(req, round), ...again },
  };
  const view = weightsView(round, context, wordsOf(deps, req));
  renderPage(req, res, 'monev/questionnaire', view, { title: view.title, wide: true, status });
}

async function weigh(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const words = wordsOf(deps, req);
  const parsed = parseForm(weightsForm(readQuestionnaire(round), round.year), req.body, words.t);
  if (!parsed.ok) return showWeights(deps, req, res, { status: 422, form: parsed.form });
  const { version, ...typed } = parsed.data;
  const done = await setWeights(deps, currentUser(req), { ...whichOf(req), version }, weightsOf(typed));
  if (!done.ok)
    return refused(deps, req, res, { done, form: parsed.form, show: showWeights, fieldOf: weightField, words });
  saidDone(req, done, words);
  res.redirect(303, `${roundPath(round)}/kuesioner`);
}

type Typed = Omit<ReturnType<ReturnType<typeof weightsForm>['parse']>, 'version'>;

function weightsOf(typed: Typed): Weights {
  const { komisi, layanan, batas, sumber, porsi, bagian, bobot, predikat, baru } = typed;
  return {
    settings: { commission_name: komisi, service_year: layanan, submit_by: batas, basis: sumber },
    ...{ share: porsi, added: baru.kode === '' ? null : { code: baru.kode, name: baru.nama } },
    sections: new Map(Object.entries(bagian).map(([code, { nama, bobot: weight }]) => [code, { name: nama, weight }])),
    questions: new Map(Object.entries(bobot)),
    bands: new Map(Object.entries(predikat).map(([name, from]) => [Number(name.slice(1)), from])),
  };
}

/** Beside which field a fault of the whole stands. */
function weightField({ code, about }: Fault, round: MonevRoundRow): string {
  if (code === 'sections_sum') return `bagian[${readQuestionnaire(round).sections[0]?.code}][bobot]`;
  if (code === 'section_empty') return `bagian[${about}][bobot]`;
  if (code === 'section_in_use') return `bagian[${about}][nama]`;
  if (code === 'section_twice') return 'baru[kode]';
  return code.startsWith('band_') ? 'predikat[b0]' : 'form';
}

async function showQuestion(
  deps: Deps,
  req: Request,
  res: Response,
  { status = 200, ...again }: Shown = {},
): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  if (round.state !== 'draft' && !again.form) return res.redirect(303, `${roundPath(round)}/kuesioner`);
  const questionnaire = readQuestionnaire(round);
  const found = req.params.code === undefined ? null : questionOf(questionnaire, String(req.params.code));
  if (req.params.code !== undefined && !found) return renderError(req, res, 404);
  const given = { questionnaire, question: found?.question ?? null, section: found?.section.code ?? null, ...again };
  const view = editQuestionView(round, given, wordsOf(deps, req));
  renderPage(req, res, 'monev/edit-question', view, { title: view.title, status });
}

async function write(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const words = wordsOf(deps, req);
  const code = req.params.code === undefined ? null : String(req.params.code);
  if (code !== null && req.body?.action === 'remove') return remove(deps, req, res, { round, code, words });
  const parsed = parseForm(questionForm, req.body, words.t);
  if (!parsed.ok) return showQuestion(deps, req, res, { status: 422, form: parsed.form });
  const { version, section, question } = parsed.data;
  const seen = { ...whichOf(req), version };
  const done = await writeQuestion(deps, currentUser(req), seen, { code, section, question });
  const fieldOf = ({ code: name }: Fault) => QUESTION_FIELD[name] ?? 'form';
  if (!done.ok) return refused(deps, req, res, { done, form: parsed.form, show: showQuestion, fieldOf, words });
  saidDone(req, done, words);
  res.redirect(303, `${roundPath(round)}/kuesioner`);
}

type Removing = { round: MonevRoundRow; code: string; words: Words };

async function remove(deps: Deps, req: Request, res: Response, { round, code, words }: Removing): Promise<void> {
  const parsed = parseForm(removeForm, req.body, words.t);
  if (!parsed.ok) return showQuestion(deps, req, res, { status: 422, form: parsed.form });
  const seen = { ...whichOf(req), version: parsed.data.version };
  const done = await removeQuestion(deps, currentUser(req), seen, code);
  if (!done.ok)
    return refused(deps, req, res, { done, form: parsed.form, show: showQuestion, fieldOf: () => 'form', words });
  saidDone(req, done, words);
  res.redirect(303, `${roundPath(round)}/kuesioner`);
}

const QUESTION_FIELD: Readonly<Record<string, string>> = {
  ...{ question_twice: 'kode', section_unknown: 'bagian', section_empty: 'bobot', source_unknown: 'bukti' },
};

function saidDone(req: Request, { dropped }: { dropped: number }, { t }: Words): void {
  flash(req, 'good', dropped > 0 ? t('monev:done.edited_dropped', { count: dropped }) : t('monev:done.edited'));
}

type Refusal = {
  done: Exclude<Edited, { ok: true }>;
  form: FormState;
  show: (deps: Deps, req: Request, res: Response, shown: Shown) => Promise<void>;
  fieldOf: (fault: Fault, round: MonevRoundRow) => string;
  words: Words;
};

/** Not there 404, changed meanwhile 409, against what must hold 422 with a sentence beside each field. */
async function refused(deps: Deps, req: Request, res: Response, refusal: Refusal): Promise<void> {
  const { done, form, show, fieldOf, words } = refusal;
  if (done.code === 'not_found') return renderError(req, res, 404);
  if (done.code === 'stale') return show(deps, req, res, { status: 409, form, conflict: true });
  if (done.code !== 'faults') {
    const wrong = withErrors(form, { form: words.t(`monev:refused.${done.code}`) });
    return show(deps, req, res, { status: 422, form: wrong });
  }
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const errors = Object.fromEntries(done.faults.map((fault) => [fieldOf(fault, round), faultWords(fault, words)]));
  return show(deps, req, res, { status: 422, form: withErrors(form, errors) });
}
