import { Router } from 'express';
import type { Deps } from '../deps';
import { exemptionCaseRoutes } from './case-routes';
import { delegationRoutes } from './delegation-routes';
import { exemptionListRoutes } from './list-routes';
import { publicExemptionRoutes } from './public-routes';
import { exemptionTransitionRoutes } from './transition-routes';

/** Exempt information. Lists and delegations come first, because their addresses look like codes. */
export function exemptionRoutes(deps: Deps): Router {
  return Router().use(
    publicExemptionRoutes(deps),
    exemptionListRoutes(deps),
    delegationRoutes(deps),
    exemptionTransitionRoutes(deps),
    exemptionCaseRoutes(deps),
  );
}
