import { Router } from 'express';
import type { Deps } from '../../deps';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { accountRoutes } from './account-routes';
import { actionRoutes } from './action-routes';
import { caseRoutes } from './case-routes';
import type { Door } from './doors';
import { paperRoutes } from './paper-routes';
import { questionRoutes } from './question-routes';
import { startRoutes } from './start-routes';
import { submitRoutes } from './submit-routes';
import { trackRoutes } from './track-routes';

/** All that a requester does: file, track, act on a request, see the own ones, read how data is kept. `doors` lead to other kinds of case. */
export function publicRequestRoutes(deps: Deps, doors: readonly Door[] = []): Router {
  const router = Router();
  // The form stands first: `baru` is no number of a request.
  router.use(startRoutes(deps), questionRoutes(deps), paperRoutes(deps), submitRoutes(deps));
  router.use(trackRoutes(deps, doors), actionRoutes(deps), caseRoutes(deps), accountRoutes(deps));
  router.get('/privasi', (req, res) => {
    const t = translate(req);
    const title = t('filing:privacy.title');
    renderPage(req, res, 'requests/public/privacy', {}, { title, description: t('filing:privacy.description') });
  });
  return router;
}
