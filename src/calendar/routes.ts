import { Router } from 'express';
import type { Deps } from '../deps';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { calculatorPage } from './pages';
import { calendarInForce, provisionalYearsOf } from './queries';
import { localDay } from './working-days';

/** `/kalkulator-tenggat`: any term with its skipped days, for anyone. */
export function calendarRoutes({ db, regionId, clock, config }: Deps): Router {
  const router = Router();
  router.get('/kalkulator-tenggat', async (req, res) => {
    const t = translate(req);
    const [cal, provisional] = await Promise.all([calendarInForce(db, regionId), provisionalYearsOf(db, regionId)]);
    const today = localDay(clock.now(), config.timezone);
    const { status, view } = calculatorPage(req.query, { cal, provisional, today }, t);
    const name = t('calendar:title');
    const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
    renderPage(req, res, 'calendar/calculator', view, { status, title, description: t('calendar:lead') });
  });
  return router;
}
