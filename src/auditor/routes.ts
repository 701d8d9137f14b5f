import { Router } from 'express';
import type { Deps } from '../deps';
import { findingRoutes } from './finding-routes';
import { logRoutes } from './log-routes';
import { sampleRoutes } from './sample-routes';

/** The auditor's seat beside the cases themselves: the log, samples, findings and what becomes of them. */
export function auditorRoutes(deps: Deps): Router {
  return Router().use(logRoutes(deps), sampleRoutes(deps), findingRoutes(deps));
}
