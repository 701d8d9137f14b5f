import { Router } from 'express';
import { calendarGaps } from '../calendar/queries';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { changesOfYear, daysOfYear, unfinishedChanges, yearRow, yearSummaries } from './queries';
import { PATH, yearsView, yearView } from './year-pages';

/** The year in an address, or 0, which has no calendar. */
export const yearIn = (text: unknown): number => (/^\d{4}$/.test(String(text)) ? Number(text) : 0);

/** The calendar as the administrator keeps it: `/admin/kalender` and one page for each year. */
export function yearRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(PATH, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const today = localDay(clock.now(), config.timezone);
    const [years, gaps, moving] = await Promise.all([
      yearSummaries(db, regionId),
      calendarGaps(db, regionId, today),
      unfinishedChanges(db, regionId),
    ]);
    const given = { years, gaps, moving, thisYear: Number(today.slice(0, 4)) };
    const view = yearsView(t, formatIn(languageOf(req), t, config.timezone), given);
    renderPage(req, res, 'holidays/years', view, { title: t('holidays:years.title'), wide: true });
  });

  router.get(`${PATH}/:year`, onlyAdmin, async (req, res) => {
    const year = yearIn(req.params.year);
    const row = await yearRow(db, regionId, year);
    if (!row) return renderError(req, res, 404);
    const t = translate(req);
    const [days, changes] = await Promise.all([daysOfYear(db, regionId, year), changesOfYear(db, regionId, year)]);
    const view = yearView(t, formatIn(languageOf(req), t, config.timezone), { row, days, changes });
    const title = t('holidays:year.title', { year: String(year) });
    renderPage(req, res, 'holidays/year', view, { title, wide: true });
  });

  return router;
}
