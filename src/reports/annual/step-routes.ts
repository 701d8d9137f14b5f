import { type Request, type Response, Router } from 'express';
import { bodyBySlug } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { type FormState, parseForm, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { ANNUAL_AREAS } from './areas';
import { type AnnualDone, correctReport, type Seen } from './commands';
import { isStepForm, STEP_FORMS, type StepForm } from './forms';
import { freezeReport, thawReport } from './freeze-commands';
import { refusedStep } from './ppid-routes';
import { publishReport } from './publish-commands';
import { paperWords, showReport, wordsOf } from './reading-routes';

const { path, role } = ANNUAL_AREAS.ppid;

/** `POST /petugas/laporan-tahunan/{id}/langkah`: freeze, thaw, publish, correct. */
export function annualStepRoutes(deps: Deps): Router {
  const router = Router();
  router.post(`${path}/:id/langkah`, requireRole(role), (req, res) => step(deps, req, res));
  return router;
}

type Typed = { version: number; badan?: string; sebab?: string };

async function step(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const name = req.body?.action;
  if (!isStepForm(name)) return renderError(req, res, 422);
  const parsed = parseForm(STEP_FORMS[name], req.body, t);
  if (!parsed.ok) return showReport(deps, req, res, 'ppid', { status: 422, form: parsed.form, tried: name });
  const done = await taking(deps, req, name, parsed.data);
  if (done === 'no_body') {
    const form: FormState = withErrors(parsed.form, { badan: t('web:form.choose') });
    return showReport(deps, req, res, 'ppid', { status: 422, form, tried: name });
  }
  if (!done.ok) return refusedStep(deps, req, res, { form: parsed.form, tried: name, code: done.code });
  flash(req, 'good', t(`annual:done.${name}`));
  res.redirect(303, `${path}/${done.report.public_id}`);
}

async function taking(
  deps: Deps,
  req: Request,
  name: StepForm,
  { version, badan = '', sebab = '' }: Typed,
): Promise<AnnualDone | 'no_body'> {
  const user = currentUser(req);
  const seen: Seen = { publicId: String(req.params.id), version };
  if (name === 'freeze') return freezeReport(deps, user, seen);
  if (name === 'thaw') return thawReport(deps, user, seen);
  if (name === 'correct') return correctReport(deps, user, seen, sebab);
  const body = await bodyBySlug(deps.db, deps.regionId, badan);
  if (!body?.active) return 'no_body';
  return publishReport(deps, user, seen, { bodyId: body.id, words: paperWords(deps) });
}
