import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { proposalTurn } from '../../dip/clock';
import { openVersion } from '../../dip/queries';
import { bodyTurns, superiorTurns } from '../../exemptions/desk-turns';
import { casesByRisk } from '../../risk/queries';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, withQuery } from '../../web/pagination';
import { bodiesOf } from './acting';
import { AREAS } from './areas';
import { countWords, MOST_COUNTED, PAGE_SIZE, paged, queueLines, type Tab } from './list-pages';
import { casesByReceipt, openObjectionCount, type QueueRow, queueCount, queuePage } from './list-queries';
import { APPROVAL, BODY_TABS, bodyQuery } from './queue-tabs';
import { byRisk, MOST_WEIGHED, riskPage } from './risk-pages';
import { cases, DAY_PLACE, escalations, toCase, type World, worldOf } from './shared-list-routes';

/** Where the other areas start: a body's own cases, what awaits the superior, the auditor's view. */
export function otherListRoutes(deps: Deps): Router {
  const router = Router();
  router.get(AREAS.body.path, requireRole(...AREAS.body.roles), (req, res) => body(deps, req, res));
  router.get(AREAS.superior.path, requireRole(...AREAS.superior.roles), (req, res) => superior(deps, req, res));
  router.get(AREAS.auditor.path, requireRole(...AREAS.auditor.roles), (req, res) => auditor(deps, req, res));
  return router;
}

async function body(deps: Deps, req: Request, res: Response): Promise<void> {
  const world = await worldOf(deps, 'body', req);
  const { t, fmt } = world;
  const own = bodiesOf(currentUser(req));
  const tab = BODY_TABS.find((one) => one === req.query.tab) ?? 'terbuka';
  const names = (await listBodies(deps.db, deps.regionId, { inactiveToo: true })).filter(({ id }) => own.includes(id));
  const count = await queueCount(deps.db, deps.regionId, { ...bodyQuery('terbuka'), holders: own }, MOST_COUNTED);
  const tabs = BODY_TABS.map((one): Tab => {
    const href = withQuery('/opd', { tab: one });
    return {
      label: t(`desk:body_tab.${one}`),
      href,
      current: one === tab,
      count: one === 'terbuka' ? countWords(count) : null,
    };
  });
  const page = await cases(deps, req, world, '/opd', { tab }, { ...bodyQuery(tab), holders: own });
  renderPage(
    req,
    res,
    'requests/staff/body',
    {
      ...page,
      tabs,
      names: names.map(({ name }) => name),
      clocks: await bodyTurns(deps, languageOf(req), own),
      objections: countWords(await openObjectionCount(deps.db, deps.regionId, MOST_COUNTED, own)),
      today: fmt.day(world.today),
      empty: t(`desk:empty.body_${tab}`),
    },
    { title: t('desk:body.title'), wide: true },
  );
}

async function superior(deps: Deps, req: Request, res: Response): Promise<void> {
  const search = await toCase(deps, 'superior', req, res);
  if (search.sent) return;
  const world = await worldOf(deps, 'superior', req);
  const { t, fmt, today, cal } = world;
  const waiting = await queuePage(deps.db, deps.regionId, {
    ...APPROVAL,
    holders: null,
    after: null,
    limit: PAGE_SIZE,
  });
  const cases = await casesByRisk(deps.db, deps.regionId, MOST_WEIGHED, {
    ...{ cal, today, timezone: deps.config.timezone },
  });
  renderPage(
    req,
    res,
    'requests/staff/superior',
    {
      today: fmt.day(today),
      clocks: [
        ...proposalTurn(await openVersion(deps.db, deps.regionId), t, fmt),
        ...(await superiorTurns(deps, languageOf(req), currentUser(req).id)),
      ],
      waiting: queueLines(byRisk(waiting, cases), world),
      objections: countWords(await openObjectionCount(deps.db, deps.regionId, MOST_COUNTED)),
      risks: riskPage(cases, req.query.risiko, world),
      search: { typed: search.typed, unknown: search.unknown },
      ...(await escalations(deps, req, 'superior', '/atasan', {}, world)),
    },
    { title: t('desk:superior.title'), wide: true },
  );
}

const AUDITOR_TABS = ['semua', 'terlambat-dicatat', 'eskalasi'] as const;

async function auditor(deps: Deps, req: Request, res: Response): Promise<void> {
  const search = await toCase(deps, 'auditor', req, res);
  if (search.sent) return;
  const world = await worldOf(deps, 'auditor', req);
  const { t, fmt } = world;
  const tab = AUDITOR_TABS.find((one) => one === req.query.tab) ?? 'semua';
  const tabs = AUDITOR_TABS.map((one): Tab => {
    return {
      label: t(`desk:auditor_tab.${one}`),
      href: withQuery('/auditor', { tab: one }),
      current: one === tab,
      count: null,
    };
  });
  const list =
    tab === 'eskalasi'
      ? { lines: null, ...(await escalations(deps, req, 'auditor', '/auditor', { tab }, world)) }
      : { escalations: null, ...(await byReceipt(deps, req, tab === 'terlambat-dicatat', tab, world)) };
  renderPage(
    req,
    res,
    'requests/staff/auditor',
    { ...list, tabs, tab, today: fmt.day(world.today), search: { typed: search.typed, unknown: search.unknown } },
    { title: t('desk:auditor.title'), wide: true },
  );
}

async function byReceipt(deps: Deps, req: Request, enteredLate: boolean, tab: string, world: World) {
  const after = decodeCursor(DAY_PLACE, req.query.sesudah);
  const rows = await casesByReceipt(deps.db, deps.regionId, { enteredLate, after, limit: PAGE_SIZE + 1 });
  const place = (row: QueueRow) => ({ day: row.received_on, id: row.id });
  const { shown, pages } = paged(rows, place, AREAS.auditor.path, { tab }, after === null);
  return { lines: queueLines(shown, world), pages };
}
