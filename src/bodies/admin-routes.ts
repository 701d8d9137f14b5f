import { type Request, type Response, Router } from 'express';
import { actorOf } from '../accounts/events';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { bodiesAdminView, bodyAdminView } from './admin-pages';
import { editBody } from './commands';
import { bodyForm } from './forms';
import { bodyMark } from './mark';
import { bodyBySlug, listBodies } from './queries';

const PATH = '/admin/badan-publik';

/** The public bodies as the administrator keeps them: `/admin/badan-publik`. */
export function bodyAdminRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(PATH, onlyAdmin, async (req, res) => {
    const bodies = await listBodies(db, regionId, { inactiveToo: true });
    const title = translate(req)('bodies:admin.title');
    renderPage(req, res, 'bodies/admin-list', bodiesAdminView(bodies), { title, wide: true });
  });

  router.get(`${PATH}/:slug`, onlyAdmin, (req, res) => show(req, res, 200));

  router.post(`${PATH}/:slug`, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(bodyForm, req.body, t);
    if (!parsed.ok) return show(req, res, 422, { typed: parsed.form });
    const { mark, ...to } = parsed.data;
    const by = actorOf(currentUser(req), 'admin');
    const edited = await editBody(deps, by, { regionId, slug: String(req.params.slug), mark, to });
    if (!edited.ok && edited.reason === 'not_found') return renderError(req, res, 404);
    // The fresh values, not what was typed: it was typed over values that are no longer there.
    if (!edited.ok) return show(req, res, 409, { stale: true });
    flash(req, 'good', t('bodies:admin.saved'));
    res.redirect(303, PATH);
  });

  async function show(
    req: Request,
    res: Response,
    status: number,
    given: { typed?: FormState; stale?: boolean } = {},
  ): Promise<void> {
    const body = await bodyBySlug(db, regionId, String(req.params.slug));
    if (!body) return renderError(req, res, 404);
    const view = bodyAdminView(body, String(given.typed?.values.mark ?? bodyMark(body)), given);
    renderPage(req, res, 'bodies/admin-edit', view, { title: body.name, status });
  }

  return router;
}
