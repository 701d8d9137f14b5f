import { type Request, type Response, Router } from 'express';
import { editorOf } from '../catalogue/editors';
import type { Deps } from '../deps';
import { csvOf } from '../web/csv';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { type FormState, parseForm } from '../web/forms';
import { type CurrentUser, currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { sendOpen } from '../web/open';
import { renderPage } from '../web/page';
import { settingsForm } from './forms';
import { freshnessRows, ownView, settingsView } from './pages';
import { bodyScore, bodyScores, editorBodies, freshnessSettings } from './queries';
import { keepSettings } from './settings-commands';

/** A PPID Pelaksana sees the own bodies, the PPID every one. */
function mine(user: CurrentUser): readonly number[] | null {
  const editor = editorOf(user);
  return editor ? editor.bodyIds : [];
}

/** Who publishes and how well: the table of `/statistik` as a file, `/opd/kesegaran` for an agency, `/admin/kesegaran` for the settings. */
export function freshnessRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const words = (req: Request) => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, config.timezone) };
  };

  router.get('/statistik/kesegaran.csv', async (_req, res) => {
    res.attachment('kesegaran-informasi.csv');
    sendOpen(res, 'text/csv; charset=utf-8', csvOf(freshnessRows(await bodyScores(db, regionId))));
  });

  router.get('/opd/kesegaran', requireRole('opd'), async (req, res) => {
    const { t, fmt } = words(req);
    const bodies = await editorBodies(db, regionId, mine(currentUser(req)));
    const scored = bodies.map(async (body) => ({ ...body, score: await bodyScore(db, regionId, body.id) }));
    const view = ownView(await Promise.all(scored), t, fmt);
    renderPage(req, res, 'freshness/own', view, { title: t('freshness:own.title'), wide: true });
  });

  router.get('/admin/kesegaran', requireRole('admin'), (req, res) => show(req, res, 200, null));

  router.post('/admin/kesegaran', requireRole('admin'), async (req, res) => {
    const t = translate(req);
    const bodies = await editorBodies(db, regionId, null);
    const slugs = bodies.map(({ slug }) => slug);
    const parsed = parseForm(settingsForm(await freshnessSettings(db, regionId), slugs), req.body, t);
    if (!parsed.ok) return show(req, res, 422, parsed.form);
    await keepSettings(deps, currentUser(req), parsed.data);
    flash(req, 'good', t('freshness:settings.saved'));
    res.redirect(303, '/admin/kesegaran');
  });

  async function show(req: Request, res: Response, status: number, form: FormState | null): Promise<void> {
    const { t } = words(req);
    const [settings, bodies] = await Promise.all([freshnessSettings(db, regionId), editorBodies(db, regionId, null)]);
    const view = settingsView(settings, bodies, form, t);
    renderPage(req, res, 'freshness/settings', view, { title: t('freshness:settings.title'), status });
  }

  return router;
}
