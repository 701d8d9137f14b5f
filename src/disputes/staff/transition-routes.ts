import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { commissionOf } from '../../letters/commission-queries';
import { AREAS } from '../../requests/staff/areas';
import {
  allFiles,
  dropStored,
  endForm,
  type FormFiles,
  filesOfForm,
  holdForm,
} from '../../requests/staff/upload-commands';
import type { UploadKind } from '../../storage/file-kinds';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { blankForm, type FormState, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { refusalForm } from '../refusal-forms';
import { takeDisputeStep } from '../steps/commands';
import { actingIn, mayPublish } from './acting';
import { type DisputeArea, disputePath } from './areas';
import { carryOutForm, keepDocuments, mayBePersonal } from './carry-commands';
import { mayTake, type OpenStep, showDispute } from './case-routes';
import { DISPUTE_FORM_STEPS } from './form-steps';
import { recordDisputeLetter } from './letter-commands';
import { findDispute } from './open-commands';
import type { OpenedDispute } from './opened';
import { type DisputeAnswer, parseDisputeStep, parseLetterSent } from './step-forms';

const FIELDS: Readonly<Record<string, UploadKind>> = { item_files: 'document', signed_file: 'document' };

/** `POST …/sengketa/{number}/transitions`: every step that staff take, one address for each area. */
export function disputeTransitionRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of ['desk', 'superior'] as const) {
    const receive = upload({ dataDir: deps.config.dataDir, fields: FIELDS, maxFiles: 20 });
    const path = `${disputePath(area, ':number')}/transitions`;
    router.post(path, requireRole(...AREAS[area].roles), receive, csrfAfterUpload, (req, res) =>
      transition(deps, area, req, res),
    );
  }
  return router;
}

/** One try of a form: what was open, what was typed, which files came or were held. */
type Attempt = { open: OpenStep; form: FormState; files: FormFiles; owner: string };

type Outcome = { ok: true } | { ok: false; kind: 'stale' } | { ok: false; kind: 'not_found' } | Refused;
type Refused = { ok: false; kind: 'form'; form: FormState };

async function transition(deps: Deps, area: DisputeArea, req: Request, res: Response): Promise<void> {
  const user = currentUser(req);
  const opened = await findDispute(deps, area, user, String(req.params.number));
  if (!opened) return renderError(req, res, 404);
  const body: Record<string, unknown> = req.body ?? {};
  const name = DISPUTE_FORM_STEPS.find((one) => one === body.action);
  if (!name || (name === 'record_letter' && area !== 'desk')) return renderError(req, res, 422);
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : -1;
  const open: OpenStep = { name, letter: typeof body.letter === 'string' ? body.letter : null };
  const owner = `${user.id}:${opened.bundle.row.public_id}:${name}`;
  const files = await filesOfForm(deps, { owner }, req.uploads?.files ?? [], tokensOf(body.held));
  const t = translate(req);
  const attempt: Attempt = { open, owner, files, form: blankForm() };
  const judged = name === 'record_letter' ? letterTry : stepTry;
  const tried = await judged(deps, req, opened, attempt, version, body);
  if (tried.ok) {
    await endForm(deps, { owner }, files);
    flash(req, 'good', t(`disputes:done.${name}`));
    return res.redirect(303, disputePath(area, opened.bundle.row.number));
  }
  if (tried.kind === 'not_found') return renderError(req, res, 404);
  if (tried.kind === 'stale') return showStale(deps, req, res, area, attempt);
  const held = await holdForm(deps, { owner }, files);
  await showDispute(deps, req, res, opened, {
    ...{ step: mayTake(opened, name) ? open : null, form: tried.form, status: 422, held },
  });
}

const tokensOf = (value: unknown): string[] =>
  [value].flat().filter((token): token is string => typeof token === 'string' && token.length < 4000);

type Try = (
  deps: Deps,
  req: Request,
  opened: OpenedDispute,
  attempt: Attempt,
  version: number,
  body: Record<string, unknown>,
) => Promise<Outcome>;

/** A step of the machine, with what it needs beside it. */
const stepTry: Try = async (deps, req, opened, attempt, version, body) => {
  const t = translate(req);
  const name = attempt.open.name as Exclude<typeof attempt.open.name, 'record_letter'>;
  const sent = allFiles(attempt.files).filter((file) => file.field === 'item_files');
  const bodies = name === 'carry_out' ? await listBodies(deps.db, deps.regionId) : [];
  const world = {
    ground: opened.facts.ground,
    bodies: new Map(bodies.map(({ slug, id }) => [slug, id])),
    hasFile: sent.length > 0,
    mayPublish: mayPublish(opened.user),
  };
  const parsed = parseDisputeStep(name, body, world, t);
  attempt.form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  // Stale first: what is wrong with a form hardly matters when the case is another by now.
  if (version !== opened.bundle.row.version) return { ok: false, kind: 'stale' };
  if (!parsed.ok || Object.keys(attempt.form.errors).length > 0) return { ok: false, kind: 'form', form: attempt.form };
  const personal = parsed.data.carryOut && (await mayBePersonal(parsed.data.carryOut, sent, t));
  if (personal) {
    const form = withErrors(attempt.form, { item_files: t('disputes:error.personal') });
    return { ok: false, kind: 'form', form };
  }
  const done = parsed.data.carryOut
    ? await carryOutForm(deps, opened, version, parsed.data, parsed.data.carryOut, sent)
    : await step(deps, opened, version, parsed.data);
  if (done.ok) return { ok: true };
  if (done.kind === 'refused') return { ok: false, kind: 'form', form: refusalForm(attempt.form, done.code, t) };
  if (done.kind !== 'document') return { ok: false, kind: done.kind };
  const field = { not_published: 'document', not_yours: 'body', too_many_files: 'item_files' }[done.code];
  return { ok: false, kind: 'form', form: withErrors(attempt.form, { [field]: t(`disputes:error.${done.code}`) }) };
};

async function step(deps: Deps, opened: OpenedDispute, version: number, answer: DisputeAnswer) {
  const { area, user, bundle } = opened;
  const files = answer.step.do === 'file_dispute';
  const commission = files ? (await commissionOf(deps.db, deps.regionId)).name : bundle.row.commission;
  return takeDisputeStep(deps, {
    ...{ caseId: bundle.row.id, version, step: answer.step, columns: { commission, ...answer.columns } },
    ...actingIn(area, user, answer.step.do as OpenStep['name']),
    ...(answer.note === null ? {} : { words: { reason: answer.note } }),
  });
}

/** How a letter on paper went, and its signed scan. */
const letterTry: Try = async (deps, req, opened, attempt, version, body) => {
  const t = translate(req);
  const letter = opened.bundle.letters.find((one) => one.public_id === attempt.open.letter);
  if (!letter) return { ok: false, kind: 'not_found' };
  const [scan] = allFiles(attempt.files).filter((file) => file.field === 'signed_file');
  const parsed = parseLetterSent(body, letter, scan !== undefined, t);
  attempt.form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  if (version !== opened.bundle.row.version) return { ok: false, kind: 'stale' };
  if (!parsed.ok || Object.keys(attempt.form.errors).length > 0) return { ok: false, kind: 'form', form: attempt.form };
  const [kept] = scan ? await keepDocuments(deps, [scan]) : [];
  const { way, sent_on, reached_on } = parsed.data;
  const done = await recordDisputeLetter(deps, {
    ...{ disputeId: opened.bundle.row.id, version, letter, way, reached_on },
    sent_on: sent_on ?? letter.dated_on,
    scan: kept ? { ...kept, kind: 'signed', sealed: false } : null,
    by: actingIn(opened.area, opened.user, 'record_letter').by,
  });
  if (done.ok) return { ok: true };
  if (kept) await dropStored(deps, [kept]);
  if (done.kind !== 'date_in_future') return { ok: false, kind: done.kind };
  const form = withErrors(attempt.form, { sent_on: t('workflow:refused.date_in_future') });
  return { ok: false, kind: 'form', form };
};

/** Somebody was faster: the dispute as it is now, with what was typed, to be sent again or left. */
async function showStale(deps: Deps, req: Request, res: Response, area: DisputeArea, attempt: Attempt): Promise<void> {
  const fresh = await findDispute(deps, area, currentUser(req), String(req.params.number));
  if (!fresh) return renderError(req, res, 409);
  const possible = mayTake(fresh, attempt.open.name);
  // The notice above the page says why: a second sentence in the form would say it twice.
  const form = blankForm(attempt.form.values);
  const held = possible ? await holdForm(deps, attempt, attempt.files) : [];
  const step = possible ? attempt.open : null;
  await showDispute(deps, req, res, fresh, { step, form, status: 409, conflict: true, held });
}
