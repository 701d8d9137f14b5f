import { type Request, type Response, Router } from 'express';
import { actorOf } from '../accounts/events';
import type { Deps } from '../deps';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { hostsForm } from './forms';
import { keepHosts } from './host-commands';
import { hostsView, sourcesView } from './pages';
import { keptHosts, listedSources } from './queries';

const PATH = '/admin/panen';
const PAGE = 50;

/** `/admin/panen`: which hosts may be read, and how every source stands. For the administrator. */
export function harvestAdminRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole('admin');

  router.get(PATH, guard, async (req, res) => {
    const kept = await keptHosts(deps.db, deps.regionId);
    await show(deps, req, res, blankForm({ hosts: kept.join('\n') }));
  });

  router.post(PATH, guard, async (req, res) => {
    const parsed = parseForm(hostsForm(deps.config.harvestLoopback), req.body, translate(req));
    if (!parsed.ok) return show(deps, req, res, parsed.form, 422);
    await keepHosts(deps, actorOf(currentUser(req), 'admin'), parsed.data.hosts);
    flash(req, 'good', translate(req)('harvest:hosts.saved'));
    res.redirect(303, PATH);
  });

  return router;
}

async function show(deps: Deps, req: Request, res: Response, form: FormState, status = 200): Promise<void> {
  const t = translate(req);
  const after = decodeCursor(rowId(), req.query.sesudah) ?? 0;
  const found = await listedSources(deps.db, deps.regionId, { after, limit: PAGE + 1 });
  const next = found.length > PAGE ? (found[PAGE - 1]?.id ?? null) : null;
  const list = { sources: found.slice(0, PAGE), next, beyondFirst: after > 0, hosts: [], linked: false };
  const sources = sourcesView(list, t, formatIn(languageOf(req), t, deps.config.timezone), PATH);
  const view = hostsView(sources, form, deps.config.harvestHosts);
  renderPage(req, res, 'harvest/hosts', view, { title: t('harvest:hosts.title'), status, wide: true });
}
