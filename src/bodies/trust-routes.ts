import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { actorOf } from '../accounts/events';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { requiredText } from '../web/fields';
import { flash } from '../web/flash';
import { blankForm, type FormState, parseForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { bodyBySlug, listBodies } from './queries';
import { setTrust } from './trust-commands';
import { trustListView, trustView } from './trust-pages';

const PATH = '/petugas/badan-tepercaya';
const trustForm = z.object({ trusted: z.enum(['0', '1']), reason: requiredText(500) });

/** Which bodies publish at once, and which are reviewed first: decided by the PPID. */
export function trustRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;
  const guard = requireRole('ppid');

  router.get(PATH, guard, async (req, res) => {
    const title = translate(req)('bodies:trust.title');
    renderPage(req, res, 'bodies/trust-list', trustListView(await listBodies(db, regionId)), { title });
  });

  router.get(`${PATH}/:slug`, guard, (req, res) => show(req, res, null));

  router.post(`${PATH}/:slug`, guard, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(trustForm, req.body, t);
    if (!parsed.ok) return show(req, res, parsed.form);
    const trusted = parsed.data.trusted === '1' ? 1 : 0;
    const by = actorOf(currentUser(req), 'ppid');
    const done = await setTrust(deps, by, { slug: String(req.params.slug), trusted, reason: parsed.data.reason });
    if (!done) return renderError(req, res, 404);
    flash(req, 'good', t('bodies:trust.saved'));
    res.redirect(303, PATH);
  });

  async function show(req: Request, res: Response, typed: FormState | null): Promise<void> {
    const body = await bodyBySlug(db, regionId, String(req.params.slug));
    if (!body) return renderError(req, res, 404);
    const view = trustView(body, typed ?? blankForm({ trusted: String(body.trusted) }));
    renderPage(req, res, 'bodies/trust', view, { title: body.name, status: typed ? 422 : 200 });
  }

  return router;
}
