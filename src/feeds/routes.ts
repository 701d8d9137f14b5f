import { type Request, type Response, Router } from 'express';
import { overviewNow } from '../catalogue/cached-queries';
import { isCategory } from '../catalogue/categories';
import { filesOf } from '../catalogue/ckan-queries';
import { endedWords } from '../catalogue/items';
import { placeSchema } from '../catalogue/places';
import { publishedDocument, publishedPage } from '../catalogue/queries';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, encodeCursor } from '../web/pagination';
import { dcatPage } from './dcat';
import { embedView, feedsView } from './embed-pages';
import { atomFeed, entriesOf, type FeedFacts, jsonFeed } from './feed';
import { picturePng } from './picture-commands';
import { PAGES, robots, sitemapIndex, sitemapOf } from './sitemap';
import { sitemapPart, sitemapParts } from './sitemap-queries';

const FEED = 50;
const DATASETS = 100;
const EMBEDDED = 10;
const FIVE_MINUTES = 'public, max-age=300';

/** The catalogue for other programs and other sites: feeds, DCAT, site map, pictures of links, a list to embed. */
export function feedRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const { baseUrl, org } = config;

  router.get('/feed.atom', async (req, res) => {
    const feed = await feedFor(req, '/feed.atom');
    if (!feed) return renderError(req, res, 404);
    send(res, 'application/atom+xml; charset=utf-8', atomFeed(feed));
  });

  router.get('/feed.json', async (req, res) => {
    const feed = await feedFor(req, '/feed.json');
    if (!feed) return renderError(req, res, 404);
    send(res, 'application/feed+json; charset=utf-8', JSON.stringify(jsonFeed(feed)));
  });

  router.get('/catalog.jsonld', async (req, res) => {
    const { sesudah } = req.query;
    const after = decodeCursor(placeSchema, sesudah);
    if (sesudah !== undefined && !after) return renderError(req, res, 404);
    const query = { regionId, words: null, filter: {}, sort: 'terbaru' as const, after, limit: DATASETS };
    const { rows, next } = await publishedPage(db, query);
    const first = `${baseUrl}/catalog.jsonld`;
    const now = deps.clock.now().toISOString();
    const t = deps.i18n.for('id');
    const fmt = formatIn('id', t, config.timezone);
    const page = dcatPage({
      office: { name: org.name, region: org.region, email: org.email },
      baseUrl,
      first,
      here: after ? `${first}?sesudah=${encodeURIComponent(String(sesudah))}` : `${first}?halaman=1`,
      next: next && `${first}?sesudah=${encodeURIComponent(encodeCursor(next))}`,
      rows,
      files: await filesOf(db, rows),
      ended: (row) => endedWords(row, now, t, fmt),
      now,
    });
    send(res, 'application/ld+json; charset=utf-8', JSON.stringify(page));
  });

  router.get('/sitemap.xml', async (_req, res) => {
    send(res, 'application/xml; charset=utf-8', sitemapIndex(baseUrl, await sitemapParts(db)));
  });

  router.get('/sitemap-:part.xml', async (req, res) => {
    const part = /^\d{1,6}$/.test(req.params.part) ? Number(req.params.part) : -1;
    if (part < 0 || part > (await sitemapParts(db))) return renderError(req, res, 404);
    const pages =
      part === 0
        ? [...PAGES.map((path) => ({ path })), ...(await bodyPages())]
        : (await sitemapPart(db, regionId, part)).map((row) => ({
            path: `/informasi/${row.slug}`,
            changed: row.updated_at,
          }));
    send(res, 'application/xml; charset=utf-8', sitemapOf(baseUrl, pages));
  });

  router.get('/robots.txt', (_req, res) => send(res, 'text/plain; charset=utf-8', robots(baseUrl)));

  router.get('/informasi/:slug/gambar.png', async (req, res) => {
    const row = await publishedDocument(db, regionId, { slug: req.params.slug });
    if (!row) return renderError(req, res, 404);
    const category = deps.i18n.for('id')(`catalogue:category.${row.category}.name`);
    const facts = { title: row.title, body: row.body_name, category, site: org.name };
    const png = await picturePng(`${row.id} ${JSON.stringify(facts)}`, facts);
    if (!png) return renderError(req, res.set('Retry-After', '30'), 503);
    // No longer than the document itself: the title of what is taken back may be why.
    res.set({ 'Cache-Control': FIVE_MINUTES, 'Cross-Origin-Resource-Policy': 'cross-origin' });
    res.type('image/png').send(png);
  });

  router.get('/umpan', async (req, res) => {
    const asked = await askedOf(req);
    if (!asked) return renderError(req, res, 404);
    const t = translate(req);
    const view = feedsView(titleOf(asked), asked.end, baseUrl);
    renderPage(req, res, 'feeds/feeds', view, { title: t('feeds:use.title'), description: t('feeds:use.lead') });
  });

  router.get('/sematan', async (req, res) => {
    const asked = await askedOf(req);
    if (!asked) return renderError(req, res, 404);
    const t = translate(req);
    const fmt = formatIn(languageOf(req), t, config.timezone);
    const query = {
      regionId,
      words: null,
      filter: asked.filter,
      sort: 'terbaru' as const,
      after: null,
      limit: EMBEDDED,
    };
    const { rows } = await publishedPage(db, query);
    // The one page that other sites may frame: it has no form, no session and nobody's data.
    const policy = String(res.getHeader('Content-Security-Policy')).replace(
      "frame-ancestors 'none'",
      'frame-ancestors *',
    );
    res.removeHeader('X-Frame-Options');
    res.set({ 'Content-Security-Policy': policy, 'Cache-Control': FIVE_MINUTES });
    renderPage(
      req,
      res,
      'feeds/embed',
      embedView(rows, { ...asked, now: deps.clock.now().toISOString() }, baseUrl, t, fmt),
      {
        title: titleOf(asked),
        noindex: true,
      },
    );
  });

  async function askedOf(req: Request) {
    const { badan, kategori } = req.query;
    const { bodies } = await overviewNow(deps);
    const body = typeof badan === 'string' ? bodies.find(({ slug }) => slug === badan) : undefined;
    const category = typeof kategori === 'string' && isCategory(kategori) ? kategori : null;
    if ((badan !== undefined && !body) || (kategori !== undefined && !category)) return null;
    const params = new URLSearchParams({
      ...(body ? { badan: body.slug } : {}),
      ...(category ? { kategori: category } : {}),
    });
    return {
      body: body ?? null,
      category,
      filter: { bodyId: body?.id ?? null, category },
      end: params.size > 0 ? `?${params}` : '',
    };
  }

  function titleOf({ body, category }: { body: { name: string } | null; category: string | null }): string {
    const t = deps.i18n.for('id');
    return [body?.name, category && t(`catalogue:category.${category}.name`), org.name].filter(Boolean).join(' – ');
  }

  async function feedFor(req: Request, path: string): Promise<FeedFacts | null> {
    const asked = await askedOf(req);
    if (!asked) return null;
    const query = { regionId, words: null, filter: asked.filter, sort: 'terbaru' as const, after: null, limit: FEED };
    const { rows } = await publishedPage(db, query);
    const now = deps.clock.now().toISOString();
    const t = deps.i18n.for('id');
    const fmt = formatIn('id', t, config.timezone);
    const entries = entriesOf(rows, now, (row) => endedWords(row, now, t, fmt));
    return {
      title: titleOf(asked),
      author: org.name,
      self: `${baseUrl}${path}${asked.end}`,
      page: `${baseUrl}/informasi${asked.end}`,
      updated:
        entries
          .map(({ updated }) => updated)
          .sort()
          .at(-1) ?? '1970-01-01T00:00:00.000Z',
      baseUrl,
      entries,
    };
  }

  async function bodyPages() {
    return (await overviewNow(deps)).bodies.map(({ slug }) => ({ path: `/badan-publik/${slug}` }));
  }

  return router;
}

/** For programs of other sites too, kept for five minutes; the answer's tag spares an unchanged one. */
function send(res: Response, type: string, body: string): void {
  res.set({
    'Cache-Control': FIVE_MINUTES,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  res.set('Content-Type', type).send(body);
}
