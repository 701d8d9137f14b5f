import { type Request, type Response, Router } from 'express';
import { calendarInForce } from '../calendar/queries';
import { localDay } from '../calendar/working-days';
import type { Category } from '../db/tables/catalogue';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { onlyOurs } from './address-params';
import { bodiesView, bodyView } from './body-pages';
import { overviewNow, whileUnchanged } from './cached-queries';
import { countReading } from './counts/commands';
import { countsOf } from './counts/queries';
import { documentView } from './document-pages';
import { outcomesOf } from './extraction/queries';
import { serviceFigures } from './figures';
import type { FreshnessDoor } from './freshness-door';
import { documentHead, feedHead } from './head';
import { type HomeFacts, homeView } from './home-pages';
import { listRoutes } from './list-routes';
import { requestSums } from './overview-queries';
import { previewsOf } from './preview/queries';
import {
  type PublishedRow,
  publishedDocument,
  publishedFiles,
  publishedLinks,
  publishedPage,
  publishedVersions,
  withdrawnDocument,
} from './queries';

/** How many are looked at for the news of the home page, which leaves out what is over. */
const NEWS = 24;

/** What anyone may read: home, the list with its search, a document, the bodies. */
export function catalogueRoutes(deps: Deps, freshness: FreshnessDoor): Router {
  const router = Router();
  onlyOurs(router, 'slug');
  const words = (req: Request) => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
  };

  const now = () => deps.clock.now().toISOString();

  router.get('/', async (req, res) => {
    const { t, fmt } = words(req);
    const view = homeView(await homeFacts(deps), { region: deps.config.org.region, now: now() }, t, fmt);
    renderPage(req, res, 'catalogue/home', view, {
      title: t('catalogue:home.title'),
      description: t('catalogue:home.description'),
    });
  });

  router.use(listRoutes(deps));

  router.get('/informasi/:slug', async (req, res) => {
    const row = await publishedDocument(deps.db, deps.regionId, { slug: req.params.slug });
    if (!row) return notPublished(deps, req, res);
    const { t, fmt } = words(req);
    countReading(deps.db, req, row.id, 'opened');
    const [files, reading, links, versions, drawn, counts] = await Promise.all([
      publishedFiles(deps.db, row),
      outcomesOf(deps.db, row.id),
      publishedLinks(deps.db, row),
      publishedVersions(deps.db, row),
      previewsOf(deps.db, row.id),
      countsOf(deps.db, row.id),
    ]);
    const view = documentView(row, files, links, versions, {
      site: deps.config.org.name,
      baseUrl: deps.config.baseUrl,
      t,
      fmt,
      reading,
      drawn,
      counts,
      now: now(),
    });
    renderPage(req, res, 'catalogue/document', view, {
      title: row.title,
      description: view.summary?.slice(0, 160) ?? null,
      head: documentHead(row, files, { baseUrl: deps.config.baseUrl, site: deps.config.org.name }),
    });
  });

  router.get('/badan-publik', async (req, res) => {
    const { t, fmt } = words(req);
    const { bodies } = await overviewNow(deps);
    const view = bodiesView(bodies, await freshness.lines(), t, fmt);
    renderPage(req, res, 'catalogue/bodies', view, {
      title: t('catalogue:bodies.title'),
      description: t('catalogue:bodies.description'),
    });
  });

  router.get('/badan-publik/:slug', async (req, res) => {
    const { bodies } = await overviewNow(deps);
    const body = bodies.find(({ slug }) => slug === req.params.slug);
    if (!body) return renderError(req, res, 404);
    const { t, fmt } = words(req);
    const panel = await freshness.panel(body.id, languageOf(req));
    const view = bodyView(body, await newestOf(deps, body.id), panel, now(), t, fmt);
    renderPage(req, res, 'catalogue/body', view, {
      title: body.name,
      description: t('catalogue:body.description', { name: body.name }),
      head: feedHead(deps.config.baseUrl, { badan: body.slug }, body.name),
    });
  });

  return router;
}

async function homeFacts(deps: Deps): Promise<HomeFacts> {
  const year = Number(localDay(deps.clock.now(), deps.config.timezone).slice(0, 4));
  return whileUnchanged(deps, `home ${deps.regionId} ${year}`, async () => {
    const [{ byCategory }, latest, urgent, sums, calendar] = await Promise.all([
      overviewNow(deps),
      newest(deps, {}, NEWS),
      newest(deps, { category: 'serta-merta' }, NEWS),
      requestSums(deps.db, deps.regionId, year),
      calendarInForce(deps.db, deps.regionId),
    ]);
    return { byCategory, latest, urgent, figures: serviceFigures(year, sums, calendar) };
  });
}

async function newest(
  deps: Deps,
  filter: { category?: Category; bodyId?: number },
  limit: number,
): Promise<PublishedRow[]> {
  const query = { regionId: deps.regionId, words: null, filter, sort: 'terbaru' as const, after: null, limit };
  return (await publishedPage(deps.db, query)).rows;
}

async function newestOf(deps: Deps, bodyId: number): Promise<Record<Category, PublishedRow[]>> {
  const of = (category: Category) => newest(deps, { bodyId, category }, 5);
  const [berkala, sertaMerta, setiapSaat, dikecualikan] = await Promise.all([
    of('berkala'),
    of('serta-merta'),
    of('setiap-saat'),
    of('dikecualikan'),
  ]);
  return { berkala, 'serta-merta': sertaMerta, 'setiap-saat': setiapSaat, dikecualikan };
}

/** What was taken back says so, when and why, and no more; its title may be why. Everything else was never here. */
async function notPublished(deps: Deps, req: Request<{ slug: string }>, res: Response): Promise<void> {
  const gone = await withdrawnDocument(deps.db, deps.regionId, req.params.slug);
  if (!gone) return renderError(req, res, 404);
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const body = { name: gone.body_name, href: `/badan-publik/${gone.body_slug}` };
  renderPage(
    req,
    res,
    'catalogue/gone',
    {
      day: fmt.dayOf(gone.withdrawn_at),
      reason: gone.reason,
      body,
      requestHref: `/permohonan/baru?badan=${gone.body_slug}`,
    },
    {
      title: t('catalogue:gone.title'),
      status: 410,
      noindex: true,
    },
  );
}
