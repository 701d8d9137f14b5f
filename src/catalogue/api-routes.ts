import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Category } from '../db/tables/catalogue';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { parseForm } from '../web/forms';
import { translate } from '../web/language';
import { decodeCursor, encodeCursor } from '../web/pagination';
import { sendProblem } from '../web/problem';
import { onlyOurs } from './address-params';
import { bodiesQuery, documentsQuery } from './api-forms';
import { bodyShape, documentShape, wholeDocumentShape } from './api-shapes';
import { overviewNow } from './cached-queries';
import { placeSchema } from './places';
import { publishedDocument, publishedFiles, publishedLinks, publishedPage, publishedVersions } from './queries';
import { searchWords } from './words';

type Errors = Record<string, string>;

/** The calls `/documents` and `/bodies`, to be mounted at `/api/v1`. Public reads: no key, no cookie. */
export function catalogueApiRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id', 'slug');
  const { baseUrl } = deps.config;

  router.get('/documents', async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(documentsQuery, req.query, t);
    if (!parsed.ok) return refuse(req, res, parsed.form.errors);
    const { q, category, body, year, format, limit, cursor } = parsed.data;
    const known = await overviewNow(deps);
    const bodyId = body === null ? null : known.bodies.find(({ slug }) => slug === body)?.id;
    const after = cursor === null ? null : decodeCursor(placeSchema, cursor);
    if (bodyId === undefined) return refuse(req, res, { body: t('catalogue:api.unknownBody') });
    // The first page again would send a harvester round for ever.
    if (cursor !== null && after === null) return refuse(req, res, { cursor: t('catalogue:api.cursor') });
    const { rows, next } = await publishedPage(deps.db, {
      regionId: deps.regionId,
      words: q === null ? null : searchWords(q),
      filter: { category: category as Category | null, bodyId, year: year === null ? null : Number(year), format },
      sort: q === null ? 'terbaru' : 'relevan',
      after,
      limit,
    });
    res.json({ items: rows.map((row) => documentShape(row, baseUrl)), next: next && encodeCursor(next) });
  });

  router.get('/documents/:id', async (req, res) => {
    const row = await publishedDocument(deps.db, deps.regionId, { public_id: req.params.id });
    if (!row) return renderError(req, res, 404);
    const [files, links, versions] = await Promise.all([
      publishedFiles(deps.db, row),
      publishedLinks(deps.db, row),
      publishedVersions(deps.db, row),
    ]);
    res.json(wholeDocumentShape(row, files, links, versions, baseUrl));
  });

  router.get('/bodies', async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(bodiesQuery, req.query, t);
    if (!parsed.ok) return refuse(req, res, parsed.form.errors);
    const { limit, cursor } = parsed.data;
    const after = cursor === null ? '' : decodeCursor(z.string().min(1), cursor);
    if (after === null) return refuse(req, res, { cursor: t('catalogue:api.cursor') });
    const { bodies } = await overviewNow(deps);
    const rest = bodies.filter(({ slug }) => slug > after).sort((a, b) => (a.slug < b.slug ? -1 : 1));
    const items = rest.slice(0, limit);
    const next = rest.length > limit ? encodeCursor(items.at(-1)?.slug) : null;
    res.json({ items: items.map((body) => bodyShape(body, baseUrl)), next });
  });

  router.get('/bodies/:slug', async (req, res) => {
    const { bodies } = await overviewNow(deps);
    const body = bodies.find(({ slug }) => slug === req.params.slug);
    if (!body) return renderError(req, res, 404);
    res.json(bodyShape(body, baseUrl));
  });

  return router;
}

function refuse(req: Request, res: Response, errors: Errors): void {
  const t = translate(req);
  const list = Object.entries(errors).map(([field, message]) => ({ field, message }));
  sendProblem(res, { status: 422, title: t('catalogue:api.refused'), detail: t('catalogue:api.check'), errors: list });
}
