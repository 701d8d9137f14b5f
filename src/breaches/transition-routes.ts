import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { uploadErrors } from '../storage/problems';
import { bytesOf, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { blankForm, type FormState, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { actingIn, OFFICERS } from './acting';
import type { RowProblem } from './addressee-list';
import { ASKED, type AskedName, parseAsk, withRefusal } from './ask-forms';
import type { Asked, StepDone } from './asked';
import { showBreach, showNotice, showPeople } from './case-routes';
import { openBreach } from './open-commands';
import { BREACHES_PATH, breachPath, type OpenedBreach } from './opened';
import { takeBreachStep } from './step-commands';

const PATH = `${BREACHES_PATH}/:number/transitions`;
const MEGABYTE = 1024 * 1024;

/** `POST /pelanggaran-data/{number}/transitions`: every step that officers take. */
export function breachTransitionRoutes(deps: Deps): Router {
  const router = Router();
  const receive = upload({
    ...{ dataDir: deps.config.dataDir, fields: { list_file: 'document' }, maxFiles: 1, maxBytes: 2 * MEGABYTE },
  });
  router.post(PATH, requireRole(...OFFICERS), receive, csrfAfterUpload, (req, res) => transition(deps, req, res));
  router.use(PATH, listTooLong(deps));
  return router;
}

async function transition(deps: Deps, req: Request, res: Response): Promise<void> {
  const user = currentUser(req);
  const opened = await openBreach(deps, user, String(req.params.number));
  if (!opened) return renderError(req, res, 404);
  const body: Record<string, unknown> = req.body ?? {};
  const name = ASKED.find((one) => one === body.action);
  if (!name) return renderError(req, res, 422);

  const t = translate(req);
  const [sent] = req.uploads?.files ?? [];
  const file = sent ? { bytes: await bytesOf(sent), name: sent.name } : null;
  const parsed = await parseAsk(name, { body, file, timezone: deps.config.timezone, t });
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : -1;
  // Stale first: what is wrong with a form hardly matters when the case is another by now.
  if (version !== opened.row.version) return stale(deps, req, res, name, form);
  if (!parsed.ok || Object.keys(form.errors).length > 0) {
    return again(deps, req, res, opened, { name, form, problems: parsed.ok ? [] : parsed.problems }, 422);
  }
  const acting = actingIn(user, name);
  const done = await takeBreachStep(deps, { number: opened.row.number, version, ...acting, ask: parsed.ask });
  if (!done.ok) return refused(deps, req, res, opened, { name, form, ask: parsed.ask }, done);
  flash(req, 'good', t(`breaches:done.${name}`));
  res.redirect(303, breachPath(opened.row.number));
}

type Tried = { name: AskedName; form: FormState; ask: Asked };

async function refused(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedBreach,
  { name, form, ask }: Tried,
  done: Extract<StepDone, { ok: false }>,
): Promise<void> {
  const t = translate(req);
  if (done.kind === 'not_found') return renderError(req, res, 404);
  if (done.kind === 'stale') return stale(deps, req, res, name, form);
  if (done.kind === 'refused') {
    return again(deps, req, res, opened, { name, form: withRefusal(form, done.code, t), problems: [] }, 422);
  }
  const contacts = ask.do === 'add_addressees' ? ask.contacts : [];
  const problems = done.places.map((place): RowProblem => {
    return { row: place + 1, code: 'known', value: contacts[place]?.name ?? '' };
  });
  const wrong = withErrors(form, { list: t('breaches:list.rows', { count: problems.length }) });
  return again(deps, req, res, opened, { name, form: wrong, problems }, 422);
}

type Attempt = { name: AskedName; form: FormState; problems: RowProblem[]; conflict?: boolean };

/** The page that the form came from, with everything that was typed and what is wrong with it. */
async function again(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedBreach,
  { name, form, problems, conflict = false }: Attempt,
  status: number,
): Promise<void> {
  if (name === 'notify_subjects' || name === 'notify_agency') {
    const notice = name === 'notify_agency' ? 'lembaga' : 'pemilik';
    return showNotice(deps, req, res, opened, notice, { form, conflict }, status);
  }
  if (name === 'record_sending' || name === 'drop_addressees') {
    const step = opened.steps.includes(name) ? name : null;
    return showPeople(deps, req, res, opened, { step, form, after: null }, status);
  }
  const step = opened.steps.includes(name) ? name : null;
  return showBreach(deps, req, res, opened, { step, form, problems, conflict }, status);
}

/** Somebody was faster, or the button was pressed twice: the case as it is now, with what was typed. */
async function stale(deps: Deps, req: Request, res: Response, name: AskedName, form: FormState): Promise<void> {
  const fresh = await openBreach(deps, currentUser(req), String(req.params.number));
  if (!fresh) return renderError(req, res, 409);
  const told = withRefusal(blankForm(form.values), 'stale', translate(req));
  await again(deps, req, res, fresh, { name, form: told, problems: [], conflict: true }, 409);
}

/** A pasted list beyond what a form field may hold: said beside the field, where the way out is. */
function listTooLong(deps: Deps): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if ((error as { code?: string }).code !== 'LIMIT_FIELD_VALUE') return next(error);
    const opened = await openBreach(deps, currentUser(req), String(req.params.number));
    if (!opened) return renderError(req, res, 404);
    const form = withErrors(blankForm(), { list: translate(req)('breaches:list.too_long') });
    await again(deps, req, res, opened, { name: 'add_addressees', form, problems: [] }, 422);
  };
}
