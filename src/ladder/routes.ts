import { Router } from 'express';
import { rowKey } from '../accounts/row-key';
import { localDay } from '../calendar/working-days';
import { ladderInForce } from '../cases/ladder-queries';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { historyView, ladderView } from './ladder-pages';
import { previewRoutes } from './preview-routes';
import { unfinishedRecounts, vacancies, versionByPublicId, versionsPage } from './queries';
import { rungRoutes } from './rung-routes';
import { versionView } from './version-pages';
import { PATH } from './words';

const PAGE = 20;

/** `/admin/eskalasi`: the ladder of reminders as an administrator keeps it, with its versions. */
export function ladderRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(PATH, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const before = rowKey(req.query.sesudah) || null;
    const today = localDay(clock.now(), config.timezone);
    const [ladder, rows, counting, vacant] = await Promise.all([
      ladderInForce(db, regionId),
      versionsPage(db, regionId, { before, limit: PAGE + 1 }),
      unfinishedRecounts(db, regionId),
      vacancies(db, regionId, today),
    ]);
    const fmt = formatIn(languageOf(req), t, config.timezone);
    const history = historyView(t, fmt, { rows, size: PAGE, paged: before !== null });
    const view = ladderView(t, { ladder, vacancies: vacant, counting: counting.length > 0, history });
    renderPage(req, res, 'ladder/ladder', view, { title: t('ladder:title'), wide: true });
  });

  router.get(`${PATH}/versi/:id`, onlyAdmin, async (req, res) => {
    const row = await versionByPublicId(db, regionId, String(req.params.id));
    if (!row) return renderError(req, res, 404);
    const t = translate(req);
    const view = versionView(t, formatIn(languageOf(req), t, config.timezone), row);
    renderPage(req, res, 'ladder/version', view, { title: view.title, wide: true });
  });

  return router.use(rungRoutes(deps), previewRoutes(deps));
}
