import { Router } from 'express';
import type { Deps } from '../../deps';
import { annualPpidRoutes } from './ppid-routes';
import { annualReadingRoutes } from './reading-routes';
import { annualStepRoutes } from './step-routes';

/** The annual report on information service (Perki 1/2021 Pasal 56–58). */
export function annualRoutes(deps: Deps): Router {
  return Router().use(annualReadingRoutes(deps), annualPpidRoutes(deps), annualStepRoutes(deps));
}
