import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { CKAN_MOST, ckanNames, ckanPage } from './ckan-queries';
import { ckanPackage } from './ckan-shapes';
import { publishedDocument, publishedFiles } from './queries';
import { LONGEST_QUERY, searchWords } from './words';

/**
 * The catalogue in the shape of CKAN's action API, so that an open-data portal can harvest it; to be mounted at
 * `/api/3/action`. Errors have CKAN's shape too, because its harvesters read no other.
 */
export function ckanRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const ok = (req: Request, res: Response, result: unknown) =>
    res.json({ help: helpOf(req, config.baseUrl), success: true, result });
  const fail = (req: Request, res: Response, status: number, __type: string, message: string) =>
    res.status(status).json({ help: helpOf(req, config.baseUrl), success: false, error: { __type, message } });

  router.get('/package_search', async (req, res) => {
    const rows = countOf(req.query.rows, 10);
    const start = countOf(req.query.start, 0);
    const q = req.query.q ?? '';
    if (rows === null || start === null || start + rows > CKAN_MOST) {
      return void fail(
        req,
        res,
        409,
        'Validation Error',
        `rows and start are whole numbers with start + rows <= ${CKAN_MOST}`,
      );
    }
    if (typeof q !== 'string' || q.length > LONGEST_QUERY) {
      return void fail(req, res, 409, 'Validation Error', `q is one text of at most ${LONGEST_QUERY} characters`);
    }
    // CKAN's own way to ask for everything.
    const words = q.trim() === '' || q.trim() === '*:*' ? null : searchWords(q);
    const page = await ckanPage(db, { regionId, words, start, rows: Math.min(rows, 1000) });
    const results = page.rows.map((row) => ckanPackage(row, page.files.get(row.id) ?? [], config.baseUrl));
    ok(req, res, { count: page.count, sort: 'metadata_modified desc', results, facets: {}, search_facets: {} });
  });

  router.get('/package_list', async (req, res) => {
    const limit = countOf(req.query.limit, CKAN_MOST);
    const offset = countOf(req.query.offset, 0);
    if (limit === null || offset === null)
      return void fail(req, res, 409, 'Validation Error', 'limit and offset are whole numbers');
    ok(req, res, await ckanNames(db, regionId, Math.min(limit, CKAN_MOST), Math.min(offset, CKAN_MOST * 100)));
  });

  router.get('/package_show', async (req, res) => {
    const { id } = req.query;
    if (typeof id !== 'string' || !/^[a-z0-9-]{1,200}$/.test(id))
      return void fail(req, res, 409, 'Validation Error', 'id: missing or not a name');
    const row =
      (await publishedDocument(db, regionId, { slug: id })) ??
      (await publishedDocument(db, regionId, { public_id: id }));
    if (!row) return void fail(req, res, 404, 'Not Found Error', 'Not found');
    ok(req, res, ckanPackage(row, await publishedFiles(db, row), config.baseUrl));
  });

  return router;
}

function helpOf(req: Request, baseUrl: string): string {
  return `${baseUrl}/api/docs#${req.path.slice(1)}`;
}

/** A whole number that may be left out; null when it is something else. */
function countOf(given: unknown, absent: number): number | null {
  if (given === undefined || given === '') return absent;
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : null;
}
