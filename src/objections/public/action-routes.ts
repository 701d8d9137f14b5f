import { type Request, type Response, Router } from 'express';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { takeAccessBack, takeAccessFrom, takeDraftBack } from '../../requests/public/cookies';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { allowedObjectionSteps } from '../../workflow/objection-machine';
import { objectionFacts } from '../facts';
import { objectionById } from '../queries';
import { takeObjectionStep } from '../steps/commands';
import { todayOf } from './asking';
import { showCase } from './case-routes';
import { takeObjectionDraftBack } from './cookies';
import { versionForm } from './forms';
import { objectionPath } from './paths';
import { objectionIn, objectionOwner } from './visitor';

const CASE = '/keberatan/:number';

/** What the owner of an objection may do: withdraw it, close his access on this browser. */
export function actionRoutes(deps: Deps): Router {
  const router = Router();
  const owner = objectionOwner(deps);

  router.get(`${CASE}/cabut`, owner, (req, res) => {
    const row = objectionIn(res);
    if (!mayWithdraw(deps, row)) return res.redirect(303, objectionPath(row.number));
    showWithdraw(req, res, row);
  });

  router.post(`${CASE}/cabut`, owner, async (req, res) => {
    const row = objectionIn(res);
    const userId = req.user?.id ?? null;
    const result = await takeObjectionStep(deps, {
      ...{ caseId: row.id, version: versionIn(req), step: { do: 'withdraw' } },
      actor: { role: 'requester', userId, bodyId: null },
      by: { role: 'requester', userId },
    });
    if (result.ok) return res.redirect(303, `${objectionPath(row.number)}?sudah=withdrawn`);
    const fresh = (await objectionById(deps.db, row.id)) ?? row;
    const stale = result.kind === 'stale';
    if (stale && mayWithdraw(deps, fresh)) return showWithdraw(req, res, fresh, 409);
    const t = translate(req);
    const text = t(stale ? 'objecting:stale' : 'objecting:withdraw.closed');
    await showCase(deps, req, res, fresh, { notice: { tone: 'warn', text }, status: stale ? 409 : 422 });
  });

  router.post(`${CASE}/tutup`, owner, (_req, res) => {
    const row = objectionIn(res);
    takeAccessFrom(res, deps.config, objectionPath(row.number));
    takeObjectionDraftBack(res, deps.config);
    // Who owns the request behind it would still be let in.
    if (row.request_number !== null) takeAccessBack(res, deps.config, row.request_number, []);
    takeDraftBack(res, deps.config);
    res.redirect(303, '/lacak');
  });

  return router;
}

function mayWithdraw(deps: Deps, row: ObjectionRow): boolean {
  const actor = { role: 'requester' as const, userId: null, bodyId: null };
  return !row.erased_at && allowedObjectionSteps(objectionFacts(row), actor, todayOf(deps)).includes('withdraw');
}

/** A form without the version it was drawn with is as stale as one with an old version. */
function versionIn(req: Request): number {
  const parsed = versionForm.safeParse(req.body);
  return parsed.success ? parsed.data.versi : -1;
}

function showWithdraw(req: Request, res: Response, row: ObjectionRow, status = 200): void {
  const t = translate(req);
  const { number, version, details, request_number, ground } = row;
  const view = {
    ...{ number, version, details, stale: status === 409, asked: request_number !== null },
    ground: t('objecting:ground.label', { letter: ground, words: t(`letters:ground.${ground}`) }),
  };
  renderPage(req, res, 'objections/public/withdraw', view, {
    title: t('objecting:withdraw.title'),
    status,
    noindex: true,
  });
}
