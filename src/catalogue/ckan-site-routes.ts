import { type Request, type Response, Router } from 'express';
import type { Category } from '../db/tables/catalogue';
import type { Deps } from '../deps';
import { overviewNow } from './cached-queries';
import { ckanAnswers } from './ckan-answers';
import { CKAN_GROUPS, countOf, isTrue } from './ckan-forms';
import { ckanGroup, ckanOrganization } from './ckan-shapes';

/** The version of CKAN whose calls are answered here. */
const SPOKEN = '2.10';
const MOST = 1000;

type Listed = { name: string };

/** What a harvester asks of the site itself: whether it may read, whose documents there are, and in which groups. */
export function ckanSiteRoutes(deps: Deps): Router {
  const router = Router();
  const { config, i18n } = deps;
  const { ok, refuse, missing } = ckanAnswers(config.baseUrl);

  router.get('/site_read', (req, res) => ok(req, res, true));

  router.get('/status_show', (req, res) =>
    ok(req, res, {
      ...{ ckan_version: SPOKEN, site_url: config.baseUrl, site_title: config.org.name },
      ...{ site_description: config.org.region, locale_default: 'id', extensions: [] },
    }),
  );

  router.get('/organization_list', async (req, res) => list(req, res, await organizations()));
  router.get('/organization_show', async (req, res) => show(req, res, await organizations()));
  router.get('/group_list', async (req, res) => list(req, res, await groups()));
  router.get('/group_show', async (req, res) => show(req, res, await groups()));

  const organizations = async () => (await overviewNow(deps)).bodies.map(ckanOrganization).sort(byName);

  async function groups() {
    const { byCategory } = await overviewNow(deps);
    const t = i18n.for('id');
    const said = (name: Category) => ({
      title: t(`catalogue:category.${name}.name`),
      description: t(`catalogue:category.${name}.long`),
    });
    return CKAN_GROUPS.map((name) => ckanGroup({ name, ...said(name), package_count: byCategory[name] })).sort(byName);
  }

  function list(req: Request, res: Response, all: readonly Listed[]) {
    const limit = countOf(req.query.limit, MOST);
    const offset = countOf(req.query.offset, 0);
    if (limit === null || offset === null) return refuse(req, res, 'limit and offset are whole numbers');
    const some = all.slice(offset, offset + Math.min(limit, MOST));
    ok(req, res, isTrue(req.query.all_fields) ? some : some.map(({ name }) => name));
  }

  function show(req: Request, res: Response, all: readonly Listed[]) {
    const { id } = req.query;
    if (typeof id !== 'string' || id === '') return refuse(req, res, 'id: missing value');
    const found = all.find(({ name }) => name === id);
    if (found) ok(req, res, found);
    else missing(req, res);
  }

  return router;
}

const byName = (a: Listed, b: Listed): number => (a.name < b.name ? -1 : 1);
