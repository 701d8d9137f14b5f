import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { citableDecisions } from '../../exemptions/register-queries';
import type { Decision } from '../../letters/facts';
import { letterFileName, letterViewPdf } from '../../letters/pdf/letter';
import { openLetter } from '../../letters/sealing';
import { AREAS, type Area } from '../../requests/staff/areas';
import { MOST_OFFERED } from '../../requests/staff/decision-fields';
import { riskOfCase } from '../../risk/queries';
import { openCaseKey } from '../../secrets/keys';
import { sendMade, sendPrivate } from '../../storage/download';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { isShut, mayRead } from './areas';
import { findObjection, openAsSuperior } from './case-commands';
import { objectionView } from './case-pages';
import { OBJECTION_FORM_STEPS, type ObjectionFormStep } from './form-steps';
import { objectionLetterPage } from './letter-pages';
import type { OpenedObjection } from './opened';
import { delegateCandidates } from './queries';
import { objectionStepView } from './step-pages';

/** Reading one objection, its letters and its files, in each area as far as the area may see it. */
export function objectionCaseRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(AREAS) as Area[]) {
    const { path, roles } = AREAS[area];
    const base = `${path}/keberatan/:number`;
    router.get(base, requireRole(...roles), async (req, res) => {
      const found = await open(deps, area, req);
      if (!found) return renderError(req, res, 404);
      await showObjection(deps, req, res, found, { step: stepOf(found, req.query) });
    });
    if (area === 'body') continue;
    router.get(`${base}/berkas/:file`, requireRole(...roles), async (req, res) => {
      const found = await findObjection(deps, area, currentUser(req), String(req.params.number));
      const file = found?.bundle.files.find((one) => one.public_id === req.params.file);
      if (file && isShut(area, file.kind)) return renderError(req, res, 403, 'shutPaper');
      if (!file || !mayRead(area, file.kind)) return renderError(req, res, 404);
      await sendPrivate(req, res, deps.files, file);
    });
    router.get(`${base}/surat/:letter`, requireRole(...roles), async (req, res) => {
      const found = await letterIn(deps, area, req);
      if (!found) return renderError(req, res, 404);
      renderPage(req, res, 'letters/letter', found.view, { title: `${found.doc.title} ${found.doc.number}` });
    });
    router.get(`${base}/surat/:letter/pdf`, requireRole(...roles), async (req, res) => {
      const found = await letterIn(deps, area, req);
      if (!found) return renderError(req, res, 404);
      const content = await letterViewPdf(found.view.letter, found.doc.dated_on);
      sendMade(res, { name: letterFileName(found.doc), media_type: 'application/pdf', content });
    });
  }
  return router;
}

/** A letter of the objection, as this area may read it; null when there is none or its text is erased. */
async function letterIn(deps: Deps, area: Area, req: Request) {
  const found = await findObjection(deps, area, currentUser(req), String(req.params.number));
  const letter = found?.bundle.letters.find((one) => one.public_id === req.params.letter);
  const { row } = found?.bundle ?? {};
  if (!found || !letter || !row?.case_key_sealed) return null;
  const doc = openLetter(letter, openCaseKey(deps.keys, row.case_key_sealed, row.public_id));
  return { doc, view: objectionLetterPage(doc, found, letter, translate(req)) };
}

async function open(deps: Deps, area: Area, req: Request): Promise<OpenedObjection | null> {
  const number = String(req.params.number);
  // The one GET that writes: the superior's first look is what the ladder waits for (`objection_unopened`).
  if (area === 'superior' && req.method === 'GET') return openAsSuperior(deps, currentUser(req), number);
  return findObjection(deps, area, currentUser(req), number);
}

/** Which form is open on the page: named by the address or by the form that was sent. */
export type OpenStep = { name: ObjectionFormStep; outcome: string | null; letter: string | null };

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The step named in the address, when it may be taken. */
function stepOf(found: OpenedObjection, query: Request['query']): OpenStep | null {
  const name = OBJECTION_FORM_STEPS.find((one) => one === query.langkah);
  if (!name || !found.steps.includes(name)) return null;
  const letter = text(query.surat);
  if (name === 'record_letter' && !found.bundle.letters.some((one) => one.public_id === letter)) return null;
  return { name, outcome: text(query.putusan), letter };
}

export type Shown = {
  step: OpenStep | null;
  form?: FormState;
  status?: number;
  conflict?: boolean;
  held?: { token: string; name: string; size: number }[];
};

/** Answers with the page of an objection, with the form of a step open or not. */
export async function showObjection(
  deps: Deps,
  req: Request,
  res: Response,
  found: OpenedObjection,
  shown: Shown,
): Promise<void> {
  const t = translate(req);
  const { timezone } = deps.config;
  const fmt = formatIn(languageOf(req), t, timezone);
  const { form = blankForm(), conflict = false } = shown;
  const view = objectionView({
    ...found,
    ...{ form, conflict, timezone, keys: deps.keys, t, fmt },
    step: shown.step && (await openForm(deps, req, found, shown.step, shown)),
    risk: await riskIn(deps, found),
  });
  const { number } = found.bundle.row;
  renderPage(req, res, 'objections/staff/case', view, {
    title: t('objections:case.title', { number }),
    status: shown.status,
    wide: true,
  });
}

/** The risk of a dispute is for who can still prevent one: the desk and the superior. */
async function riskIn(deps: Deps, { area, bundle, cal, today }: OpenedObjection) {
  if (area !== 'desk' && area !== 'superior') return null;
  const of = { kind: 'objection' as const, id: bundle.row.id };
  return riskOfCase(deps.db, deps.regionId, of, { cal, today, timezone: deps.config.timezone });
}

async function openForm(deps: Deps, req: Request, found: OpenedObjection, open: OpenStep, { held = [] }: Shown) {
  const t = translate(req);
  const { area, user, bundle, facts, cal, today } = found;
  const { row, request, letters } = bundle;
  return objectionStepView({
    ...{ step: open.name, area, number: row.number, facts, cal, today, held, t },
    outcome: open.name === 'answer_objection' ? open.outcome : null,
    letter: open.name === 'record_letter' ? (letters.find((one) => one.public_id === open.letter) ?? null) : null,
    candidates: open.name === 'delegate' ? await delegateCandidates(deps.db, deps.regionId, today, user.id) : [],
    decision: request?.decision ? (JSON.parse(request.decision) as Decision) : null,
    decisions: await decisionsFor(deps, found, open),
    fmt: formatIn(languageOf(req), t, deps.config.timezone),
  });
}

/** Decisions in force, where a refusal is to be upheld: those of the body concerned first. */
async function decisionsFor(deps: Deps, { facts, today }: OpenedObjection, open: OpenStep) {
  if (open.name !== 'answer_objection' || open.outcome !== 'upheld' || facts.ground !== 'a') return [];
  return citableDecisions(deps.db, { regionId: deps.regionId, bodyId: facts.body_id, today, limit: MOST_OFFERED });
}
