import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { letterFileName, letterViewPdf } from '../../letters/pdf/letter';
import { openLetter } from '../../letters/sealing';
import { AREAS } from '../../requests/staff/areas';
import { openCaseKey } from '../../secrets/keys';
import { sendMade, sendPrivate } from '../../storage/download';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { isWindowState } from '../../workflow/dispute-facts';
import { noteTaken, readyFile } from '../bundle/commands';
import { sendReadyFile } from '../bundle/download';
import { actingIn } from './acting';
import { DISPUTE_AREAS, type DisputeArea, disputePath, mayReadLetters, mayReadNames } from './areas';
import { disputeCaseView } from './case-pages';
import { DISPUTE_FORM_STEPS, type DisputeFormStep } from './form-steps';
import { disputeLetterPage } from './letter-pages';
import { findDispute } from './open-commands';
import type { OpenedDispute } from './opened';
import { stepView } from './step-pages';

/** Reading one dispute, its letters, and the ready file, in each area as far as the area may see it. */
export function disputeCaseRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of DISPUTE_AREAS) {
    const base = disputePath(area, ':number');
    const guard = requireRole(...AREAS[area].roles);
    const find = (req: Request) => findDispute(deps, area, currentUser(req), String(req.params.number));

    router.get(base, guard, async (req, res) => {
      const opened = await find(req);
      if (!opened) return renderError(req, res, 404);
      await showDispute(deps, req, res, opened, { step: stepOf(opened, req.query) });
    });

    if (mayReadLetters(area)) readingLetters(deps, router, area, find);
    if (mayReadNames(area)) readingFiles(deps, router, area, find);
  }
  return router;
}

type Find = (req: Request) => Promise<OpenedDispute | null>;

/** The letters about a dispute, as pages and as PDF. */
function readingLetters(deps: Deps, router: Router, area: DisputeArea, find: Find): void {
  const base = disputePath(area, ':number');
  const guard = requireRole(...AREAS[area].roles);

  router.get(`${base}/surat/:letter`, guard, async (req, res) => {
    const found = letterIn(deps, req, await find(req));
    if (!found) return renderError(req, res, 404);
    renderPage(req, res, 'letters/letter', found.view, { title: `${found.doc.title} ${found.doc.number}` });
  });

  router.get(`${base}/surat/:letter/pdf`, guard, async (req, res) => {
    const found = letterIn(deps, req, await find(req));
    if (!found) return renderError(req, res, 404);
    const content = await letterViewPdf(found.view.letter, found.doc.dated_on);
    sendMade(res, { name: letterFileName(found.doc), media_type: 'application/pdf', content });
  });
}

/** Signed scans, and the ready file: each taking of it is an event, for it holds everything about a person. */
function readingFiles(deps: Deps, router: Router, area: DisputeArea, find: Find): void {
  const base = disputePath(area, ':number');
  const guard = requireRole(...AREAS[area].roles);

  router.get(`${base}/berkas.zip`, guard, async (req, res) => {
    const opened = await find(req);
    if (!opened) return renderError(req, res, 404);
    const { row, objection } = opened.bundle;
    const ready = await readyFile(deps, objection, { own: false });
    if (req.method === 'GET') await noteTaken(deps, row, actingIn(area, opened.user, 'read').by);
    await sendReadyFile(req, res, ready);
  });

  router.get(`${base}/berkas/:file`, guard, async (req, res) => {
    const opened = await find(req);
    const file = opened?.bundle.files.find((one) => one.public_id === req.params.file);
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });
}

/** A letter of the dispute, as this area may read it; null when there is none or its text is erased. */
function letterIn(deps: Deps, req: Request, opened: OpenedDispute | null) {
  const letter = opened?.bundle.letters.find((one) => one.public_id === req.params.letter);
  const objection = opened?.bundle.objection;
  if (!opened || !letter || !objection?.case_key_sealed) return null;
  const doc = openLetter(letter, openCaseKey(deps.keys, objection.case_key_sealed, objection.public_id));
  return { doc, view: disputeLetterPage(doc, opened, letter, translate(req)) };
}

/** Which form is open on the page: named by the address or by the form that was sent. */
export type OpenStep = { name: DisputeFormStep; letter: string | null };

function stepOf(opened: OpenedDispute, query: Request['query']): OpenStep | null {
  const name = DISPUTE_FORM_STEPS.find((one) => one === query.langkah);
  const letter = typeof query.surat === 'string' ? query.surat : null;
  if (!name || !mayTake(opened, name)) return null;
  if (name === 'record_letter' && !opened.bundle.letters.some((one) => one.public_id === letter)) return null;
  return { name, letter };
}

/** A button that shows is a button that works; recording letters belongs to the list of letters. */
export function mayTake({ area, steps }: OpenedDispute, name: DisputeFormStep): boolean {
  return name === 'record_letter' ? area === 'desk' : steps.includes(name);
}

export type Shown = {
  step: OpenStep | null;
  form?: FormState;
  status?: number;
  conflict?: boolean;
  held?: { token: string; name: string; size: number }[];
};

/** Answers with the page of a dispute, with the form of a step open or not. */
export async function showDispute(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedDispute,
  { step: open, form = blankForm(), status, conflict = false, held = [] }: Shown,
): Promise<void> {
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const step =
    open &&
    stepView({
      ...{ step: open.name, opened, held, t, fmt },
      letter: opened.bundle.letters.find((one) => one.public_id === open.letter) ?? null,
      bodies: open.name === 'carry_out' ? await listBodies(deps.db, deps.regionId) : [],
    });
  const { keys, config } = deps;
  const view = disputeCaseView({ opened, step, conflict, form, keys, timezone: config.timezone, t, fmt });
  const title = isWindowState(opened.facts.state)
    ? view.name
    : t('disputes:case_title', { number: opened.bundle.row.number });
  renderPage(req, res, 'disputes/case', view, { title, status, wide: true });
}
