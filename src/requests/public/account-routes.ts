import { Router } from 'express';
import { z } from 'zod';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { currentUser, requireSignedIn } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, rowId } from '../../web/pagination';
import { accountView, ROWS } from './account-pages';
import { objectionsOfUser, requestsOfUser } from './case-queries';

const MOST_OBJECTIONS = 50;

const place = z.object({ id: rowId() });

/** `/akun`: the requests and objections that a signed-in person filed with the account. */
export function accountRoutes(deps: Deps): Router {
  const router = Router();
  router.get('/akun', requireSignedIn, async (req, res) => {
    const t = translate(req);
    const user = currentUser(req);
    const after = decodeCursor(place, req.query.sesudah);
    const [rows, objections, cal] = await Promise.all([
      requestsOfUser(deps.db, deps.regionId, user.id, after, ROWS + 1),
      after === null ? objectionsOfUser(deps.db, deps.regionId, user.id, MOST_OBJECTIONS) : [],
      calendarInForce(deps.db, deps.regionId),
    ]);
    const today = localDay(deps.clock.now(), deps.config.timezone);
    const view = accountView(user.name, rows, objections, after !== null, { cal, today, t });
    renderPage(req, res, 'requests/public/account', view, { title: t('tracking:account.title') });
  });
  return router;
}
