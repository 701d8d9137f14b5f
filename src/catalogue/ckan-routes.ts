import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { overviewNow } from './cached-queries';
import { ckanAnswers } from './ckan-answers';
import { CKAN_GROUPS, type CkanFilter, ckanSort, ckanTerms, countOf } from './ckan-forms';
import { CKAN_MOST, ckanNames, ckanPage } from './ckan-queries';
import { ckanPackage } from './ckan-shapes';
import { ckanSiteRoutes } from './ckan-site-routes';
import { endedWords } from './items';
import { type PublishedRow, publishedDocument, publishedFiles } from './queries';
import { LONGEST_QUERY, searchWords } from './words';

const MOST_ROWS = 1000;
const MOST_RESOURCES = 100;

/**
 * The catalogue in the shape of CKAN's action API, so that an open-data portal can harvest it; to be mounted at
 * `/api/3/action`. Errors have CKAN's shape too, because its harvesters read no other. An exempt item is no package.
 */
export function ckanRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const { ok, refuse, missing } = ckanAnswers(config.baseUrl);
  const everything = { regionId, words: null, filter: {}, sort: 'metadata_modified desc' } as const;

  router.get('/package_search', async (req, res) => {
    const rows = countOf(req.query.rows, 10);
    const start = countOf(req.query.start, 0);
    const q = req.query.q ?? '';
    if (rows === null || start === null || start + rows > CKAN_MOST)
      return refuse(req, res, `rows and start are whole numbers with start + rows <= ${CKAN_MOST}`);
    if (typeof q !== 'string' || q.length > LONGEST_QUERY)
      return refuse(req, res, `q is one text of at most ${LONGEST_QUERY} characters`);
    const sort = ckanSort(req.query.sort);
    if (sort === null) return refuse(req, res, 'sort is metadata_modified desc, metadata_modified asc or id asc');
    const filter = await filterOf(req.query.fq);
    if (filter === null)
      return refuse(req, res, 'fq takes organization:name, groups:name and metadata_modified:[from TO to]');
    // CKAN's own way to ask for everything.
    const words = q.trim() === '' || q.trim() === '*:*' ? null : searchWords(q);
    const query = { regionId, words, sort, start, rows: Math.min(rows, MOST_ROWS) };
    const page = filter === 'nothing' ? null : await ckanPage(db, { ...query, filter });
    const results = page ? packagesOf(page) : [];
    ok(req, res, { count: page?.count ?? 0, sort, results, facets: {}, search_facets: {} });
  });

  router.get('/package_list', async (req, res) => {
    const limit = countOf(req.query.limit, CKAN_MOST);
    const offset = countOf(req.query.offset, 0);
    if (limit === null || offset === null) return refuse(req, res, 'limit and offset are whole numbers');
    ok(req, res, await ckanNames(db, regionId, Math.min(limit, CKAN_MOST), Math.min(offset, CKAN_MOST * 100)));
  });

  router.get('/package_show', async (req, res) => {
    const { id } = req.query;
    if (typeof id !== 'string' || !/^[a-z0-9-]{1,200}$/.test(id)) return refuse(req, res, 'id: missing or not a name');
    const row =
      (await publishedDocument(db, regionId, { slug: id })) ??
      (await publishedDocument(db, regionId, { public_id: id }));
    if (!row || row.category === 'dikecualikan') return missing(req, res);
    ok(req, res, ckanPackage(row, await publishedFiles(db, row), said()));
  });

  router.get('/current_package_list_with_resources', async (req: Request, res: Response) => {
    const limit = countOf(req.query.limit, 10);
    const offset = countOf(req.query.offset, 0);
    if (limit === null || offset === null || limit > MOST_RESOURCES || offset + limit > CKAN_MOST)
      return refuse(req, res, `limit is at most ${MOST_RESOURCES}, and limit and offset together at most ${CKAN_MOST}`);
    ok(req, res, packagesOf(await ckanPage(db, { ...everything, start: offset, rows: limit })));
  });

  const packagesOf = ({ rows, files }: Awaited<ReturnType<typeof ckanPage>>) =>
    rows.map((row) => ckanPackage(row, files.get(row.id) ?? [], said()));

  /** In Indonesian, as the titles are. */
  function said() {
    const t = deps.i18n.for('id');
    const fmt = formatIn('id', t, config.timezone);
    const now = deps.clock.now().toISOString();
    return { baseUrl: config.baseUrl, ended: (row: PublishedRow) => endedWords(row, now, t, fmt) };
  }

  /** `nothing` where no document can fit: a body or a group that is not there. */
  async function filterOf(fq: unknown): Promise<CkanFilter | 'nothing' | null> {
    const terms = ckanTerms(fq);
    if (terms === null) return null;
    const { organization, group, ...times } = terms;
    const filter: CkanFilter = { ...times };
    if (organization !== undefined) {
      const body = (await overviewNow(deps)).bodies.find(({ slug }) => slug === organization);
      if (!body) return 'nothing';
      filter.bodyId = body.id;
    }
    if (group === undefined) return filter;
    const category = CKAN_GROUPS.find((one) => one === group);
    return category ? { ...filter, category } : 'nothing';
  }

  return router.use(ckanSiteRoutes(deps));
}
