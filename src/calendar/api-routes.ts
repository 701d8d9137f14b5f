import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Deps } from '../deps';
import { parseForm } from '../web/forms';
import { translate } from '../web/language';
import { sendProblem } from '../web/problem';
import { betweenQuery, dueQuery, holidaysQuery } from './forms';
import { calendarInForce, holidaysOf } from './queries';
import { between, explainDue, NoCalendarError } from './working-days';

/** The calls under `/api/v1/calendar`, to be mounted at `/api/v1`. */
export function calendarApiRoutes({ db, regionId }: Deps): Router {
  const router = Router();

  router.get('/calendar/due', (req, res) =>
    answer(req, res, dueQuery, async ({ from, days }) => explainDue(await calendarInForce(db, regionId), from, days)),
  );

  router.get('/calendar/between', (req, res) =>
    answer(req, res, betweenQuery, async ({ from, to }) => {
      return { from, to, working_days: between(await calendarInForce(db, regionId), from, to) };
    }),
  );

  router.get('/calendar/holidays', (req, res) =>
    answer(req, res, holidaysQuery, async ({ year }) => {
      const found = await holidaysOf(db, regionId, year);
      if (!found) throw new NoCalendarError(year);
      const { holidays, ...calendar } = found;
      return { ...calendar, items: holidays, next: null };
    }),
  );
  return router;
}

/** Answers what `find` gives; 422 with the wrong parameters, or when a year on the way has no calendar. */
async function answer<S extends z.ZodType>(
  req: Request,
  res: Response,
  query: S,
  find: (data: z.output<S>) => Promise<object>,
): Promise<void> {
  const t = translate(req);
  const parsed = parseForm(query, req.query, t);
  if (!parsed.ok) {
    const errors = Object.entries(parsed.form.errors).map(([field, message]) => ({ field, message }));
    return sendProblem(res, { status: 422, title: t('calendar:api.refused'), detail: t('calendar:api.check'), errors });
  }
  try {
    res.json(await find(parsed.data));
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
    const detail = t('calendar:api.noCalendar', { year: String(error.year) });
    sendProblem(res, { status: 422, title: t('calendar:api.noCalendarTitle'), detail });
  }
}
