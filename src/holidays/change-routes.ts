import { Router } from 'express';
import { rowKey } from '../accounts/row-key';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { changesView, changeView } from './change-pages';
import { changeByPublicId, changesPage, movedPage } from './queries';
import { PATH } from './year-pages';

const PAGE = 50;

/** `/admin/kalender/perubahan`: every change of the calendar, and how far the move of the open cases is. */
export function changeRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(`${PATH}/perubahan`, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const before = rowKey(req.query.sesudah) || null;
    const rows = await changesPage(db, regionId, { before, limit: PAGE + 1 });
    const fmt = formatIn(languageOf(req), t, config.timezone);
    const view = changesView(t, fmt, { rows, size: PAGE, paged: before !== null });
    renderPage(req, res, 'holidays/changes', view, { title: t('holidays:changes.title'), wide: true });
  });

  router.get(`${PATH}/perubahan/:id`, onlyAdmin, async (req, res) => {
    const row = await changeByPublicId(db, regionId, String(req.params.id));
    if (!row) return renderError(req, res, 404);
    const t = translate(req);
    const after = rowKey(req.query.sesudah);
    const rows = await movedPage(db, row.id, { after, limit: PAGE + 1 });
    const fmt = formatIn(languageOf(req), t, config.timezone);
    const view = changeView(t, fmt, { row, rows, size: PAGE, paged: after > 0 });
    renderPage(req, res, 'holidays/change', view, { title: view.title, wide: true });
  });

  return router;
}
