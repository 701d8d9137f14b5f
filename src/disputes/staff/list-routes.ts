import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { bodiesOf } from '../../requests/staff/acting';
import { AREAS } from '../../requests/staff/areas';
import { currentUser, requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, rowId } from '../../web/pagination';
import { DISPUTE_AREAS, type DisputeArea, listPath } from './areas';
import { ASKED, disputeListView } from './list-pages';
import { disputeCount, disputePage } from './list-queries';
import { DISPUTE_TABS, type DisputeTab } from './list-tabs';

const PLACE = z.object({ day: z.string().max(10), id: rowId() });

/** `/petugas/sengketa`, `/opd/sengketa`, `/atasan/sengketa`, `/auditor/sengketa`: open windows, running disputes, all of them. */
export function disputeListRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of DISPUTE_AREAS) {
    router.get(listPath(area), requireRole(...AREAS[area].roles), (req, res) => show(deps, area, req, res));
  }
  return router;
}

async function show(deps: Deps, area: DisputeArea, req: Request, res: Response): Promise<void> {
  const { db, regionId, clock, config } = deps;
  const t = translate(req);
  const tab = DISPUTE_TABS.find((one) => one === req.query.tab) ?? 'jendela';
  const holders = area === 'body' ? bodiesOf(currentUser(req)) : null;
  const after = decodeCursor(PLACE, req.query.sesudah);
  const [rows, cal, ...counts] = await Promise.all([
    disputePage(db, regionId, { tab, holders, after, limit: ASKED.rows }),
    calendarInForce(db, regionId),
    ...DISPUTE_TABS.map((one) => disputeCount(db, regionId, { tab: one, holders }, ASKED.counted)),
  ]);
  const view = disputeListView(
    {
      ...{ tab, rows, isFirst: after === null },
      counts: Object.fromEntries(DISPUTE_TABS.map((one, i) => [one, counts[i]])) as Record<DisputeTab, number>,
      home: { label: t(`desk:home.${area}`), href: AREAS[area].path },
    },
    { area, cal, today: localDay(clock.now(), config.timezone), t },
  );
  renderPage(req, res, 'disputes/list', view, { title: view.title, wide: true });
}
