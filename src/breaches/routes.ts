import { Router } from 'express';
import type { Deps } from '../deps';
import { breachCaseRoutes } from './case-routes';
import { breachListRoutes } from './list-routes';
import { breachTransitionRoutes } from './transition-routes';

/** Personal-data breaches: `/pelanggaran-data`. The list comes first, because its addresses look like numbers. */
export function breachRoutes(deps: Deps): Router {
  return Router().use(breachListRoutes(deps), breachCaseRoutes(deps), breachTransitionRoutes(deps));
}
