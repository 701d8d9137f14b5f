import { type Request, type Response, Router } from 'express';
import { calendarInForce } from '../calendar/queries';
import { localDay } from '../calendar/working-days';
import type { Category } from '../db/tables';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor } from '../web/pagination';
import { onlyOurs } from './address-params';
import { bodiesView, bodyView } from './body-pages';
import { overviewNow, whileUnchanged } from './cached-queries';
import { documentView } from './document-pages';
import { serviceFigures } from './figures';
import { type HomeFacts, homeView } from './home-pages';
import { readListAddress } from './list-forms';
import { COUNTED, listView } from './list-pages';
import { requestSums } from './overview-queries';
import { publishedCount } from './place-queries';
import { placeSchema } from './places';
import {
  type PublishedRow,
  publishedDocument,
  publishedFiles,
  publishedPage,
  publishedVersions,
  withdrawnDocument,
} from './queries';

const PAGE = 20;
const LATEST = 6;
const URGENT = 3;

/** What anyone may read: home, the list with its search, a document, the bodies. */
export function catalogueRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'slug');
  const words = (req: Request) => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
  };

  router.get('/', async (req, res) => {
    const { t, fmt } = words(req);
    const view = homeView(await homeFacts(deps), deps.config.org.region, t, fmt);
    renderPage(req, res, 'catalogue/home', view, {
      title: t('catalogue:home.title'),
      description: t('catalogue:home.description'),
    });
  });

  router.get('/informasi', async (req, res) => {
    const { t, fmt } = words(req);
    const known = await overviewNow(deps);
    const asked = readListAddress(req.query, known, t);
    const after = decodeCursor(placeSchema, req.query.sesudah);
    const query = { regionId: deps.regionId, words: asked.words, filter: asked.filter, sort: asked.sort };
    const [page, count] = await Promise.all([
      publishedPage(deps.db, { ...query, after, limit: PAGE }),
      publishedCount(deps.db, query, COUNTED),
    ]);
    const view = listView(asked, { ...page, count, beyondFirst: after !== null }, known, t, fmt);
    const wrong = Object.keys(asked.form.errors).length > 0;
    const title = t(asked.typed.q ? 'catalogue:list.titleFor' : 'catalogue:list.title', {
      q: asked.typed.q.slice(0, 80),
    });
    renderPage(req, res, 'catalogue/list', view, {
      title,
      status: wrong ? 422 : 200,
      noindex: asked.narrowed || after !== null,
    });
  });

  router.get('/informasi/:slug', async (req, res) => {
    const row = await publishedDocument(deps.db, deps.regionId, { slug: req.params.slug });
    if (!row) return notPublished(deps, req, res);
    const { t, fmt } = words(req);
    const [files, versions] = await Promise.all([publishedFiles(deps.db, row), publishedVersions(deps.db, row)]);
    const view = documentView(row, files, versions, {
      site: deps.config.org.name,
      baseUrl: deps.config.baseUrl,
      t,
      fmt,
    });
    renderPage(req, res, 'catalogue/document', view, {
      title: row.title,
      description: view.summary?.slice(0, 160) ?? null,
    });
  });

  router.get('/badan-publik', async (req, res) => {
    const { t, fmt } = words(req);
    const { bodies } = await overviewNow(deps);
    const view = bodiesView(bodies, t, fmt);
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
    const view = bodyView(body, await newestOf(deps, body.id), t, fmt);
    renderPage(req, res, 'catalogue/body', view, {
      title: body.name,
      description: t('catalogue:body.description', { name: body.name }),
    });
  });

  return router;
}

async function homeFacts(deps: Deps): Promise<HomeFacts> {
  const year = Number(localDay(deps.clock.now(), deps.config.timezone).slice(0, 4));
  return whileUnchanged(deps, `home ${deps.regionId} ${year}`, async () => {
    const [{ byCategory }, latest, urgent, sums, calendar] = await Promise.all([
      overviewNow(deps),
      newest(deps, {}, LATEST),
      newest(deps, { category: 'serta-merta' }, URGENT),
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

/** What was taken back says so and no more; its title may be why. Everything else was never here. */
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
    { day: fmt.dayOf(gone.withdrawn_at), body, requestHref: `/permohonan/baru?badan=${gone.body_slug}` },
    {
      title: t('catalogue:gone.title'),
      status: 410,
      noindex: true,
    },
  );
}
