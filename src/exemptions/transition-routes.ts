import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { uploadErrors } from '../storage/problems';
import { type UploadedFile, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { blankForm, type FormState, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { sheetLacks } from '../workflow/exemption-rules';
import { AREAS, type Area, exemptionPath } from './areas';
import { showExemption } from './case-routes';
import { asksForItems, wordsSought } from './item-choice';
import { lookedThrough } from './masking-commands';
import { type OpenedExemption, openExemption } from './open-commands';
import { documentOfBody } from './queries';
import { withLacks, withRefusal } from './refusal-forms';
import { takeExemptionStep } from './step-commands';
import { FORM_STEPS, type FormStep, NEXT_STEPS, parseExemptionStep, type StepAnswer } from './step-forms';
import type { StepCode, StepInput, StepResult } from './step-input';
import { dropFiles, endForm, type FormFiles, filesOfForm, holdForm, storeFiles } from './upload-commands';

const FIELDS = { sheet_file: 'document', approval_file: 'document', decree_file: 'document' } as const;

/** `POST …/pengecualian/{code}/transitions`: every step that people take, one address for each area. */
export function exemptionTransitionRoutes(deps: Deps): Router {
  const router = Router();
  const receive = upload({ dataDir: deps.config.dataDir, fields: FIELDS, maxFiles: 3 });
  for (const area of ['desk', 'body', 'superior'] as const) {
    const { path, role } = AREAS[area];
    router.post(`${path}/:number/transitions`, requireRole(role), receive, csrfAfterUpload, (req, res) =>
      transition(deps, area, req, res),
    );
  }
  return router;
}

type Attempt = { step: FormStep; form: FormState; files: FormFiles; owner: string };

async function transition(deps: Deps, area: Area, req: Request, res: Response): Promise<void> {
  const user = currentUser(req);
  const opened = await openExemption(deps, area, user, String(req.params.number));
  if (!opened) return renderError(req, res, 404);
  const body: Record<string, unknown> = req.body ?? {};
  const step = FORM_STEPS.find((one) => one === body.action && AREAS[area].steps.includes(one));
  if (!step) return renderError(req, res, 422);
  const t = translate(req);
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : -1;
  const owner = `${user.id}:${opened.row.public_id}:${step}`;
  const files = await filesOfForm(deps, owner, req.uploads?.files ?? [], body.held);
  const parsed = parseExemptionStep(step, body, { delegated: opened.facts.approval_kind === 'delegate' }, t);
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  const attempt: Attempt = { step, form, files, owner };
  // Stale first: what is wrong with a form hardly matters when the case is another by now.
  if (version !== opened.row.version) return showStale(deps, req, res, area, attempt);
  if (step === 'save_test' && asksForItems(body) && opened.steps.includes(step)) {
    const none = wordsSought(body) === '';
    const errors: FormState['errors'] = none ? { document_q: t('exemptions:item_choice.empty') } : {};
    const status = none ? 422 : 200;
    return showExemption(deps, req, res, opened, { step, form: { values: parsed.form.values, errors }, status });
  }
  if (!parsed.ok || Object.keys(form.errors).length > 0) return again(deps, req, res, opened, attempt);
  const named = await itemNamed(deps, opened, parsed.data);
  if (named === 'unknown') {
    const wrong = withErrors(form, { document: t('exemptions:error.document') });
    return again(deps, req, res, opened, { ...attempt, form: wrong });
  }
  const looked =
    step === 'confirm_masking' ? await lookedThrough(deps, opened.row.document_id, body, t) : { passed: {} };
  if ('errors' in looked) return again(deps, req, res, opened, { ...attempt, form: withErrors(form, looked.errors) });
  const done = await take(
    deps,
    opened,
    { ...parsed.data, columns: { ...parsed.data.columns, ...named }, ...looked },
    version,
    files,
  );
  if (!done.ok) {
    if (done.kind === 'not_found') return renderError(req, res, 404);
    if (done.kind === 'stale') return showStale(deps, req, res, area, attempt);
    const lacks = lacking(opened, step);
    if (lacks.length > 0) {
      // What lacks is mended on the sheet, so the sheet is what comes back, with the note that was typed.
      return showExemption(deps, req, res, opened, {
        ...{ step: 'save_test', form: withLacks(form, lacks, t), status: 422 },
      });
    }
    return again(deps, req, res, opened, { ...attempt, form: withRefusal(form, done.code, step, t) });
  }
  await endForm(deps, owner, files);
  if (parsed.data.next) return goOn(deps, req, res, area, done, parsed.data.next);
  flash(req, 'good', t(`exemptions:done.${step}`));
  res.redirect(303, exemptionPath(area, opened.row.number));
}

async function take(
  deps: Deps,
  { row, acting }: OpenedExemption,
  { step, columns, also, documentVersion, summary, passed }: StepAnswer & Pick<StepInput, 'passed'>,
  version: number,
  files: FormFiles,
): Promise<StepResult> {
  const stored = await storeFiles(deps, allOf(files));
  const input: StepInput = {
    number: row.number,
    version,
    step,
    ...acting,
    columns,
    also,
    ...{ documentVersion, summary, passed },
    files: stored,
  };
  const done = await takeExemptionStep(deps, input);
  if (!done.ok) await dropFiles(deps, stored);
  return done;
}

const allOf = ({ now, held }: FormFiles): UploadedFile[] => [...now, ...held.map(({ file }) => file)];

/** What the sheet lacks for a step that wants it whole. */
function lacking({ facts, acting, today, steps }: OpenedExemption, step: FormStep): StepCode[] {
  const whole = NEXT_STEPS.some((one) => one === step) && steps.includes('save_test');
  return whole ? sheetLacks(facts, { today, actor: acting.actor }) : [];
}

/** Saved and taken further in one go: when it is not whole yet, what was typed is safe, and the page says what lacks. */
async function goOn(
  deps: Deps,
  req: Request,
  res: Response,
  area: Area,
  { row }: StepResult & { ok: true },
  { step, note }: NonNullable<StepAnswer['next']>,
): Promise<void> {
  const t = translate(req);
  const opened = await openExemption(deps, area, currentUser(req), row.number);
  if (!opened) return renderError(req, res, 404);
  if (!AREAS[area].steps.includes(step)) return renderError(req, res, 422);
  const columns = note === null ? {} : { note };
  const input = { number: row.number, version: row.version, step: { do: step }, ...opened.acting, columns };
  const done = await takeExemptionStep(deps, input);
  if (done.ok) {
    flash(req, 'good', t(`exemptions:done.${step}`));
    return res.redirect(303, exemptionPath(area, row.number));
  }
  if (done.kind !== 'refused') return renderError(req, res, 409);
  const typed = blankForm(note === null ? {} : { note });
  const lacks = lacking(opened, step);
  const form = lacks.length > 0 ? withLacks(typed, lacks, t) : withRefusal(typed, done.code, 'save_test', t);
  await showExemption(deps, req, res, opened, { step: 'save_test', form, status: 422 });
}

/** The item chosen from the catalogue: a document of the same body. Nothing where the form does not ask. */
async function itemNamed(
  deps: Deps,
  { row, facts }: OpenedExemption,
  { document }: StepAnswer,
): Promise<{ document_id?: number | null } | 'unknown'> {
  if (document === undefined || facts.purpose !== 'exempt') return {};
  if (document === null) return { document_id: null };
  const found = await documentOfBody(deps.db, deps.regionId, row.body_id, document);
  return found ? { document_id: found.id } : 'unknown';
}

/** The page again with everything that was typed and sent, and what is wrong with it. */
async function again(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedExemption,
  { step, form, files, owner }: Attempt,
): Promise<void> {
  const held = await holdForm(deps, owner, files);
  // Where the state lets nobody take the step any more there is no form: what is wrong stands above the page.
  const open = opened.steps.includes(step) ? step : null;
  await showExemption(deps, req, res, opened, { step: open, form, status: 422, held });
}

/** Somebody was faster: the exemption as it is now, with what was typed, to be sent again or left. */
async function showStale(deps: Deps, req: Request, res: Response, area: Area, attempt: Attempt): Promise<void> {
  const fresh = await openExemption(deps, area, currentUser(req), String(req.params.number));
  if (!fresh) return renderError(req, res, 409);
  const possible = fresh.steps.includes(attempt.step);
  const held = possible ? await holdForm(deps, attempt.owner, attempt.files) : [];
  const step = possible ? attempt.step : null;
  const form = blankForm(attempt.form.values);
  await showExemption(deps, req, res, fresh, { step, form, status: 409, conflict: true, held });
}
