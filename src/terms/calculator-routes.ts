import { Router } from 'express';
import { calendarInForce, provisionalYearsOf } from '../calendar/queries';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { calculatorPage } from './calculator-pages';
import { overridesOf } from './queries';

/** `/kalkulator-tenggat`: any term as it is in force here, with its skipped days, for anyone. */
export function calculatorRoutes({ db, regionId, clock, config }: Deps): Router {
  const router = Router();
  router.get('/kalkulator-tenggat', async (req, res) => {
    const t = translate(req);
    const [cal, provisional, overrides] = await Promise.all([
      calendarInForce(db, regionId),
      provisionalYearsOf(db, regionId),
      overridesOf(db, regionId),
    ]);
    const today = localDay(clock.now(), config.timezone);
    const { status, view } = calculatorPage(req.query, { cal, provisional, overrides, today }, t);
    const name = t('calendar:title');
    const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
    renderPage(req, res, 'calendar/calculator', view, { status, title, description: t('calendar:lead') });
  });
  return router;
}
