import { Router } from 'express';
import type { Deps } from '../../deps';
import { caseRoutes } from './case-routes';
import { counterRoutes } from './counter-routes';
import { entryRoutes } from './entry-routes';
import { listRoutes } from './list-routes';
import { transitionRoutes } from './transition-routes';

/** Every page and form of staff about requests: `/petugas`, `/opd`, `/atasan`, `/auditor`. */
export function staffRequestRoutes(deps: Deps): Router {
  const router = Router();
  // `…/permohonan/baru` stands before `…/permohonan/{number}`.
  router.use(listRoutes(deps), entryRoutes(deps), counterRoutes(deps), caseRoutes(deps), transitionRoutes(deps));
  return router;
}
