import { Router } from 'express';
import type { Deps } from '../../deps';
import { accountRoutes } from './account-routes';
import { actionRoutes } from './action-routes';
import { caseRoutes } from './case-routes';
import type { Door } from './doors';
import { paperRoutes } from './paper-routes';
import { questionRoutes } from './question-routes';
import { startRoutes } from './start-routes';
import { submitRoutes } from './submit-routes';
import { trackRoutes } from './track-routes';

/** All that a requester does: file, track, act on a request, see the own ones. `doors` lead to other kinds of case. */
export function publicRequestRoutes(deps: Deps, doors: readonly Door[] = []): Router {
  const router = Router();
  // The form stands first: `baru` is no number of a request.
  router.use(startRoutes(deps), questionRoutes(deps), paperRoutes(deps), submitRoutes(deps));
  router.use(trackRoutes(deps, doors), actionRoutes(deps), caseRoutes(deps), accountRoutes(deps));
  return router;
}
