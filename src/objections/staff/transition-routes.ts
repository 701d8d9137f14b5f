import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { storedDecree } from '../../exemptions/paper-commands';
import { citedDecision } from '../../exemptions/register-queries';
import { AREAS } from '../../requests/staff/areas';
import { namedExemption } from '../../requests/staff/decision-fields';
import {
  allFiles,
  dropStored,
  endForm,
  type FormFiles,
  filesOfForm,
  holdForm,
} from '../../requests/staff/upload-commands';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { blankForm, type FormState, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { OBJECTION_STEPS, objectionPath } from './areas';
import { findObjection } from './case-commands';
import { type OpenStep, showObjection } from './case-routes';
import type { OpenedObjection } from './opened';
import { delegateCandidates } from './queries';
import { withRefusal } from './refusal-forms';
import { storeStepFiles, takeStaffStep } from './step-commands';
import { type ObjectionStepWorld, parseObjectionStep } from './step-forms';
import { STEP_FILES } from './uploads';

type ActingArea = keyof typeof STEP_FILES;

/** `POST …/keberatan/{number}/transitions`: every step that staff take, one address for each area that acts. */
export function objectionTransitionRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(STEP_FILES) as ActingArea[]) {
    const { path, roles } = AREAS[area];
    const receive = upload({ dataDir: deps.config.dataDir, fields: STEP_FILES[area], maxFiles: 20 });
    router.post(`${path}/keberatan/:number/transitions`, requireRole(...roles), receive, csrfAfterUpload, (req, res) =>
      transition(deps, area, req, res),
    );
  }
  return router;
}

type Attempt = { open: OpenStep; form: FormState; files: FormFiles; owner: string };

async function transition(deps: Deps, area: ActingArea, req: Request, res: Response): Promise<void> {
  const user = currentUser(req);
  const found = await findObjection(deps, area, user, String(req.params.number));
  if (!found) return renderError(req, res, 404);
  const body: Record<string, unknown> = req.body ?? {};
  const name = OBJECTION_STEPS[area].find((one) => one === body.action);
  if (!name) return renderError(req, res, 422);
  const { row } = found.bundle;
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : -1;
  const open: OpenStep = { name, outcome: textOf(body.outcome), letter: textOf(body.letter) };
  const owner = `${user.id}:${row.public_id}:${name}`;
  const files = await filesOfForm(deps, { owner }, req.uploads?.files ?? [], tokensOf(body.held));
  const world = await worldOf(deps, found, open, files, body);
  if (!world) return renderError(req, res, 404);

  const t = translate(req);
  const parsed = parseObjectionStep(name, body, world, t);
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  const attempt: Attempt = { open, form, files, owner };
  // Stale first: what is wrong with a form hardly matters when the case is another by now.
  if (version !== row.version) return showStale(deps, req, res, area, attempt);
  if (!parsed.ok || Object.keys(form.errors).length > 0) return again(deps, req, res, found, attempt, 422);

  const stored = await storeStepFiles(deps, allFiles(files));
  const code = parsed.data.answer?.exemption?.code;
  const decree = code === undefined ? null : await storedDecree(deps, code);
  if (decree?.made) stored.push(decree.file);
  // A decree that lies in the store belongs to its decision: it is given along, never taken back.
  const given = decree && !decree.made ? [...stored, decree.file] : stored;
  const result = await takeStaffStep(deps, found, version, parsed.data, given);
  if (!result.ok) {
    await dropStored(deps, stored);
    if (result.kind === 'not_found') return renderError(req, res, 404);
    if (result.kind === 'stale') return showStale(deps, req, res, area, attempt);
    const refused = { ...attempt, form: withRefusal(form, name, result.code, t) };
    return again(deps, req, res, found, refused, 422);
  }
  await endForm(deps, { owner }, files);
  flash(req, 'good', t(name === 'record_letter' ? 'desk:done.record_letter' : `objections:done.${name}`));
  res.redirect(303, objectionPath(area, row.number));
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const tokensOf = (value: unknown): string[] =>
  [value].flat().filter((token): token is string => typeof token === 'string' && token.length < 4000);

/** What the form is judged by; null when it names a letter that is not of this objection. */
async function worldOf(
  deps: Deps,
  { bundle, facts, user, today }: OpenedObjection,
  open: OpenStep,
  files: FormFiles,
  body: unknown,
): Promise<ObjectionStepWorld | null> {
  const named = open.name === 'answer_objection' ? namedExemption(body) : '';
  const letter = open.name === 'record_letter' ? bundle.letters.find((one) => one.public_id === open.letter) : null;
  if (letter === undefined) return null;
  return {
    facts,
    cited: named === '' ? null : await citedDecision(deps.db, deps.regionId, named),
    fileFields: new Set(allFiles(files).map((file) => file.field)),
    candidates: open.name === 'delegate' ? await delegateCandidates(deps.db, deps.regionId, today, user.id) : [],
    letter: letter && {
      ...{ id: letter.id, kind: letter.kind, dated_on: letter.dated_on, way: letter.sent_way },
      ...{ sent_on: letter.sent_on, reached_on: letter.reached_on, latest: true },
    },
  };
}

/** The page again with everything that was typed and sent, and what is wrong with it. */
async function again(
  deps: Deps,
  req: Request,
  res: Response,
  found: OpenedObjection,
  { open, form, files, owner }: Attempt,
  status: number,
): Promise<void> {
  const held = await holdForm(deps, { owner }, files);
  await showObjection(deps, req, res, found, { step: open, form, status, held });
}

/** Somebody was faster: the objection as it is now, with what was typed, to be sent again or left. */
async function showStale(deps: Deps, req: Request, res: Response, area: ActingArea, attempt: Attempt): Promise<void> {
  const fresh = await findObjection(deps, area, currentUser(req), String(req.params.number));
  if (!fresh) return renderError(req, res, 409);
  const possible = fresh.steps.includes(attempt.open.name);
  // The notice above the page says why: a second sentence in the form would say it twice.
  const form = blankForm(attempt.form.values);
  const held = possible ? await holdForm(deps, attempt, attempt.files) : [];
  const step = possible ? attempt.open : null;
  await showObjection(deps, req, res, fresh, { step, form, status: 409, conflict: true, held });
}
