import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { parseForm, withErrors } from '../web/forms';
import { currentUser, hasRole, requireRole } from '../web/guards';
import { onlyRounds, ROUND, whichOf, wordsOf } from './asked-routes';
import { stepForm } from './forms';
import { showRound } from './reading-routes';
import { roundPath } from './rounds';
import { stepRound } from './step-commands';
import { isStep, ruleOf } from './steps';

/** `POST /monev/{year}/{commission}/langkah`: hand in, take back, approve, return, open again. */
export function monevStepRoutes(deps: Deps): Router {
  const router = Router();
  onlyRounds(router);
  router.post(`${ROUND}/langkah`, requireRole('ppid', 'atasan'), (req, res) => step(deps, req, res));
  return router;
}

async function step(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const name = req.body?.action;
  if (!isStep(name)) return renderError(req, res, 422);
  const { by, reason: needsReason } = ruleOf(name);
  if (!hasRole(req.user, by)) return renderError(req, res, 403);
  const parsed = parseForm(stepForm, req.body, t);
  if (!parsed.ok) return showRound(deps, req, res, { status: 422, form: parsed.form, tried: name });
  const { version, alasan: reason } = parsed.data;
  const { form } = parsed;
  if (needsReason && reason === null) {
    const wrong = withErrors(form, { alasan: t('web:form.required') });
    return showRound(deps, req, res, { status: 422, form: wrong, tried: name });
  }
  const done = await stepRound(deps, currentUser(req), { ...whichOf(req), version }, { step: name, reason });
  if (done.ok) {
    flash(req, 'good', t(`monev:done.${name}`));
    return res.redirect(303, roundPath(whichOf(req)));
  }
  if (done.code === 'not_found') return renderError(req, res, 404);
  if (done.code === 'stale') return showRound(deps, req, res, { status: 409, form, tried: name, conflict: true });
  const vars = 'open' in done ? { count: done.open } : {};
  const wrong = withErrors(form, { form: t(`monev:refused.${done.code}`, vars) });
  return showRound(deps, req, res, { status: 422, form: wrong, tried: name });
}
