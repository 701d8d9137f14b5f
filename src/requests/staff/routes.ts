import { Router } from 'express';
import type { Deps } from '../../deps';
import { publishingRoutes } from '../publishing/routes';
import { caseRoutes } from './case-routes';
import { counterRoutes } from './counter-routes';
import type { DeskClock } from './desk-clock';
import { deskListRoutes } from './desk-list-routes';
import { entryRoutes } from './entry-routes';
import { otherListRoutes } from './other-list-routes';
import { transitionRoutes } from './transition-routes';

/** Every page and form of staff about requests: `/petugas`, `/opd`, `/atasan`, `/auditor`. */
export function staffRequestRoutes(deps: Deps, clocks: readonly DeskClock[] = []): Router {
  const router = Router();
  // `…/permohonan/baru` stands before `…/permohonan/{number}`.
  router.use(
    deskListRoutes(deps, clocks),
    otherListRoutes(deps),
    entryRoutes(deps),
    counterRoutes(deps),
    publishingRoutes(deps),
    caseRoutes(deps),
    transitionRoutes(deps),
  );
  return router;
}
