import { Router } from 'express';
import type { Deps } from '../deps';
import { changeRoutes } from './change-routes';
import { dayRoutes } from './day-routes';
import { listRoutes } from './list-routes';
import { previewRoutes } from './preview-routes';
import { yearRoutes } from './year-routes';

/** `/admin/kalender`: the calendar kept by an officer. Addresses with a name of their own come before those of a year. */
export function holidayRoutes(deps: Deps): Router {
  return Router().use(changeRoutes(deps), listRoutes(deps), previewRoutes(deps), dayRoutes(deps), yearRoutes(deps));
}
