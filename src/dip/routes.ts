import { Router } from 'express';
import type { Deps } from '../deps';
import { ppidDipRoutes } from './ppid-routes';
import { publicDipRoutes } from './public-routes';
import { sinceRoutes } from './since-routes';
import { staffDipRoutes } from './staff-routes';
import { dipTransitionRoutes } from './transition-routes';

/** The register of public information. `…/dip/periksa` stands before `…/dip/{id}`. */
export function dipRoutes(deps: Deps): Router {
  return Router().use(
    publicDipRoutes(deps),
    sinceRoutes(deps),
    ppidDipRoutes(deps),
    dipTransitionRoutes(deps),
    staffDipRoutes(deps),
  );
}
