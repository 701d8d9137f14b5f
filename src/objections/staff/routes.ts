import { Router } from 'express';
import type { Deps } from '../../deps';
import { objectionCaseRoutes } from './case-routes';
import { objectionCounterRoutes } from './counter-routes';
import { objectionEntryRoutes } from './entry-routes';
import { objectionListRoutes } from './list-routes';
import { objectionTransitionRoutes } from './transition-routes';

/** Every page and form of staff about objections: `…/keberatan` at the desk, the superior's, a body's, the auditor's. */
export function staffObjectionRoutes(deps: Deps): Router {
  const router = Router();
  // `…/keberatan/baru` and `…/keberatan/register` stand before `…/keberatan/{number}`.
  router.use(
    objectionListRoutes(deps),
    objectionEntryRoutes(deps),
    objectionCounterRoutes(deps),
    objectionCaseRoutes(deps),
    objectionTransitionRoutes(deps),
  );
  return router;
}
