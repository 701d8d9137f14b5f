import { Router } from 'express';
import type { Deps } from '../deps';
import { commissionRoutes } from './commission/routes';
import { ownDisputeRoutes } from './public/routes';
import { disputeCaseRoutes } from './staff/case-routes';
import { disputeListRoutes } from './staff/list-routes';
import { disputeTransitionRoutes } from './staff/transition-routes';

/** Disputes at the Information Commission: for who objected, for staff, and the commission itself as data. */
export function disputeRoutes(deps: Deps): Router {
  const router = Router();
  router.use(ownDisputeRoutes(deps), disputeListRoutes(deps), disputeCaseRoutes(deps), disputeTransitionRoutes(deps));
  router.use(commissionRoutes(deps));
  return router;
}
