import { type Request, Router } from 'express';
import { z } from 'zod';
import { onlyOurs } from '../catalogue/address-params';
import { publishedDocument, publishedFiles } from '../catalogue/queries';
import { subkind } from '../catalogue/subkinds';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { unendedNow } from './banner-routes';
import { atomFeed, type FeedEntry, feedEntries, jsonFeed } from './feed';
import { detailView, listView } from './pages';
import { type Announcement, announcementOf, endedPage, newestAnnouncements, updatesOf } from './queries';

const PAGE = 20;
const FEED = 50;
const placeSchema = z.object({ untilAt: z.iso.datetime(), id: rowId() });

/** `/peringatan`: what is announced at once, for anyone, as pages and as feeds. No answer here sets a cookie. */
export function publicAnnouncementRoutes(deps: Deps): Router {
  const router = Router();
  const words = (req: Request) => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
  };

  router.get('/peringatan', async (req, res) => {
    const { t, fmt } = words(req);
    const now = deps.clock.now().toISOString();
    const after = decodeCursor(placeSchema, req.query.sesudah);
    const [unended, ended] = await Promise.all([
      unendedNow(deps),
      endedPage(deps.db, deps.regionId, { now, after, limit: PAGE }),
    ]);
    const view = listView({ unended, ended, beyondFirst: after !== null, now }, t, fmt);
    const title = t('announcements:list.title');
    const description = t('announcements:list.lead');
    renderPage(req, res, 'announcements/list', view, { title, description, noindex: after !== null });
  });

  // Feeds speak Indonesian to every program, so that anything on the way may keep them for a minute.
  router.get('/peringatan/feed.atom', async (_req, res) => {
    const body = atomFeed(await entriesNow(deps), feedOf(deps));
    res.set('Cache-Control', 'public, max-age=60').type('application/atom+xml').send(body);
  });

  router.get('/peringatan/feed.json', async (_req, res) => {
    const body = jsonFeed(await entriesNow(deps), feedOf(deps));
    res.set('Cache-Control', 'public, max-age=60').type('application/feed+json').send(JSON.stringify(body));
  });

  // A router of its own: the name of a feed is no id.
  const one = Router();
  onlyOurs(one, 'id');
  one.get('/peringatan/:id', async (req, res) => {
    const row = await announcementOf(deps.db, deps.regionId, req.params.id);
    if (!row || (row.withdrawn_at !== null && row.document_slug === null)) return renderError(req, res, 404);
    // Its item is exempt: there stands that it exists and why it is closed (UU 14/2008 Pasal 17 and 19).
    if (row.withdrawn_at !== null) return res.redirect(302, `/informasi/${row.document_slug}`);
    const { t, fmt } = words(req);
    const [updates, files] = await Promise.all([updatesOf(deps.db, [row.id]), filesOf(deps, row)]);
    const article = subkind('serta-merta', row.subkind)?.article ?? '';
    const now = deps.clock.now().toISOString();
    const view = detailView(row, { updates, files, now, article }, t, fmt);
    renderPage(req, res, 'announcements/announcement', view, {
      title: row.title,
      description: row.happening.slice(0, 160),
    });
  });

  return router.use(one);
}

/** Files go by the catalogue's rule: none of an item that was taken back, or whose files are held. */
async function filesOf(deps: Deps, row: Announcement) {
  if (!row.document_public_id) return [];
  const document = await publishedDocument(deps.db, deps.regionId, { public_id: row.document_public_id });
  return document ? publishedFiles(deps.db, document) : [];
}

async function entriesNow(deps: Deps): Promise<FeedEntry[]> {
  const rows = await newestAnnouncements(deps.db, deps.regionId, FEED);
  const updates = await updatesOf(
    deps.db,
    rows.map(({ id }) => id),
  );
  const t = deps.i18n.for('id');
  return feedEntries(rows, updates, { t, fmt: formatIn('id', t, deps.config.timezone), ...feedOf(deps) });
}

function feedOf({ config, i18n, clock }: Deps) {
  const title = i18n.for('id')('announcements:feed.title', { office: config.org.name });
  return { title, baseUrl: config.baseUrl, now: clock.now().toISOString() };
}
