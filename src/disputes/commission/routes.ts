import { type Request, type Response, Router } from 'express';
import { actorOf } from '../../accounts/events';
import type { Deps } from '../../deps';
import { commissionOf } from '../../letters/commission-queries';
import { flash } from '../../web/flash';
import { type FormState, parseForm } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { setCommission } from './commands';
import { commissionForm } from './forms';
import { commissionView } from './pages';

const PATH = '/admin/komisi-informasi';

/** `/admin/komisi-informasi`: which Information Commission this region's disputes go to (Perki 1/2013 Pasal 6). */
export function commissionRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(PATH, onlyAdmin, (req, res) => show(req, res, 200));

  router.post(PATH, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(commissionForm, req.body, t);
    if (!parsed.ok) return show(req, res, 422, { typed: parsed.form });
    const { mark, ...to } = parsed.data;
    const kept = await setCommission(deps, actorOf(currentUser(req), 'admin'), { mark, to });
    // The fresh values, not what was typed: it was typed over values that are no longer there.
    if (!kept) return show(req, res, 409, { stale: true });
    flash(req, 'good', t('disputes:commission.saved'));
    res.redirect(303, PATH);
  });

  async function show(
    req: Request,
    res: Response,
    status: number,
    given: { typed?: FormState; stale?: boolean } = {},
  ): Promise<void> {
    const t = translate(req);
    const view = commissionView(await commissionOf(db, regionId), t, given);
    renderPage(req, res, 'disputes/commission', view, { title: t('disputes:commission.title'), status });
  }

  return router;
}
