import { Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import type { Area } from '../../requests/staff/areas';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { type CurrentUser, currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { EVERYBODYS } from './address';
import { showBehind } from './behind-routes';
import { eventsView } from './case-pages';
import { eventsOfCase } from './case-queries';

const KINDS = ['request', 'objection', 'dispute'] as const;

/** Who takes a figure apart; each meets the cases where his own work is. */
export const FIGURE_STAFF = ['petugas', 'ppid', 'atasan', 'auditor'] as const;

export const areaOf = (user: CurrentUser): Area =>
  hasRole(user, 'petugas') || hasRole(user, 'ppid') ? 'desk' : hasRole(user, 'atasan') ? 'superior' : 'auditor';

/** `/statistik/kasus`: the cases behind a number, for staff; `/statistik/peristiwa`: the events of one, for whoever may open it. */
export function figureCaseRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;

  router.get('/statistik/kasus', requireRole(...FIGURE_STAFF), (req, res) =>
    showBehind(deps, req, res, { home: EVERYBODYS, area: areaOf(currentUser(req)), bodyId: null }),
  );

  router.get('/statistik/peristiwa/:kind/:number', requireRole(...FIGURE_STAFF), async (req, res) => {
    const kind = KINDS.find((one) => one === req.params.kind);
    const number = String(req.params.number);
    const found = kind && (await eventsOfCase(db, regionId, kind, number));
    if (!found) return renderError(req, res, 404);
    const t = translate(req);
    const bodies = new Map((await listBodies(db, regionId, { inactiveToo: true })).map((body) => [body.id, body]));
    const words = { t, fmt: formatIn(languageOf(req), t, config.timezone), bodies };
    const view = eventsView({ number, chain: kind }, found.events, found.more, words);
    renderPage(req, res, 'reports/events', view, { title: t('statistics:events.title', { number }), wide: true });
  });
  return router;
}
