import { type Request, type Response, Router } from 'express';
import { type KeptLadder, keptLadder } from '../cases/ladder-queries';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { parseForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import type { Rung } from '../workflow/escalations';
import { changesBetween } from '../workflow/ladder-changes';
import { ladderFaults } from '../workflow/ladder-rules';
import { keepLadder } from './commands';
import { confirmForm } from './forms';
import { impactOf } from './impact-queries';
import { previewView } from './preview-pages';
import { faultWords, PATH } from './words';

type Proposed = { present: KeptLadder; proposed: readonly Rung[]; reason: string; stale?: boolean };

/** The page every change goes through: what would change, and what would fire next on today's open cases. Nothing is stored. */
export async function showPreview(deps: Deps, req: Request, res: Response, given: Proposed): Promise<void> {
  const t = translate(req);
  const { present, proposed, stale = false } = given;
  const impacts = await impactOf(deps, { present: present.rungs, proposed });
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const view = previewView(t, fmt, { ...given, impacts, stale });
  const options = { title: t('ladder:preview.title'), status: stale ? 409 : 200, wide: true };
  renderPage(req, res, 'ladder/preview', view, options);
}

/** `POST /admin/eskalasi/simpan`: the one door through which the ladder changes. */
export function previewRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;

  router.post(`${PATH}/simpan`, requireRole('admin'), async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(confirmForm, req.body, t);
    if (!parsed.ok) return renderError(req, res, 422);
    const { usulan: proposed, alasan: reason, versi } = parsed.data;
    const done = await keepLadder(deps, currentUser(req), { proposed, reason, expected: versi || null });
    if (done.ok) {
      flash(req, 'good', t('ladder:preview.saved'));
      return res.redirect(303, `${PATH}/versi/${done.publicId}`);
    }
    const present = await keptLadder(db, regionId);
    // Somebody changed the ladder meanwhile: what was seen is no longer what would come.
    const differs = changesBetween(present.rungs, proposed).length > 0;
    const faults = ladderFaults(proposed);
    if (done.reason === 'stale' && differs && faults.length === 0) {
      return showPreview(deps, req, res, { present, proposed, reason, stale: true });
    }
    const reasons = faults.length > 0 ? faults.map((fault) => faultWords(t, fault)) : [t('ladder:fault.no_change')];
    const status = done.reason === 'stale' ? 409 : 422;
    renderPage(req, res, 'ladder/refused', { reasons, back: PATH }, { title: t('ladder:refused'), status });
  });

  return router;
}
