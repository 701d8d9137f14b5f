import { type Request, Router } from 'express';
import type { Deps } from '../../deps';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { onlyOurs } from '../address-params';
import { deskDocument, deskVersions } from '../desk-queries';
import { editor } from '../desk-routes';
import { mayPublishFor } from '../editors';
import { fatesOf } from '../files/queries';
import { publishedDocument } from '../queries';
import { type Kept, readKept } from './kept';
import { versionView } from './pages';
import { publicVersion } from './queries';

/** Earlier versions of a document: `/informasi/{slug}/versi/{n}` for anyone, `/opd/informasi/{id}/versi/{n}` for its editors. */
export function versionRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'slug', 'id');
  const words = (req: Request) => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
  };

  router.get('/informasi/:slug/versi/:number', async (req, res) => {
    const number = numberIn(req.params.number);
    const row = await publishedDocument(deps.db, deps.regionId, { slug: req.params.slug });
    const found = row && number !== null ? await publicVersion(deps.db, row, number) : undefined;
    if (!row || !found) return renderError(req, res, 404);
    const { t, fmt } = words(req);
    const { at, before } = found;
    const shown = {
      ...{ number: at.version, at: at.changed_at, who: null, kept: at.kept, newest: row.version, desk: false },
      before: before && { number: before.version, kept: before.kept },
      page: `/informasi/${row.slug}`,
      fates: await fatesOf(deps.db, row.id, idsOf(at.kept, before?.kept)),
    };
    const view = versionView(shown, t, fmt);
    const title = t('catalogue:version.title', { title: view.title, number: at.version });
    renderPage(req, res, 'catalogue/version', view, { title, noindex: true });
  });

  router.get('/opd/informasi/:id/versi/:number', requireRole('opd', 'ppid'), async (req, res) => {
    const number = numberIn(String(req.params.number));
    const row = await deskDocument(deps.db, deps.regionId, String(req.params.id));
    if (!row || number === null || !mayPublishFor(editor(req), row.body_id)) return renderError(req, res, 404);
    const [at, before] = await deskVersions(deps.db, row.id, { most: 2, from: number });
    if (at?.version !== number) return renderError(req, res, 404);
    const { t, fmt } = words(req);
    const kept = readKept(at.content);
    const former = before && readKept(before.content);
    const shown = {
      ...{ number, at: at.changed_at, kept, newest: row.version, desk: true },
      who: at.changed_by_name,
      before: before && former ? { number: before.version, kept: former } : null,
      page: `/opd/informasi/${row.public_id}`,
      fates: await fatesOf(deps.db, row.id, idsOf(kept, former)),
    };
    const view = versionView(shown, t, fmt);
    const title = t('catalogue:version.title', { title: view.title, number });
    renderPage(req, res, 'catalogue/version', view, { title });
  });

  return router;
}

const idsOf = (...versions: (Kept | undefined)[]): string[] =>
  versions.flatMap((version) => version?.files.map(({ id }) => id) ?? []);

function numberIn(text: string | undefined): number | null {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
