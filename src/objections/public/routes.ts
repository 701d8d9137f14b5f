import { Router } from 'express';
import type { Deps } from '../../deps';
import { actionRoutes } from './action-routes';
import { caseRoutes } from './case-routes';
import { missingRoutes } from './missing-routes';
import { paperRoutes } from './paper-routes';
import { questionRoutes } from './question-routes';
import { startRoutes } from './start-routes';
import { submitRoutes } from './submit-routes';

/** All that a citizen does with an objection: file it, follow it, withdraw it. */
export function publicObjectionRoutes(deps: Deps): Router {
  const router = Router();
  // The form stands first: `baru` is no number of an objection.
  router.use(startRoutes(deps), missingRoutes(deps), questionRoutes(deps), paperRoutes(deps), submitRoutes(deps));
  router.use(actionRoutes(deps), caseRoutes(deps));
  return router;
}
