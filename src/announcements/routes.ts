import { Router } from 'express';
import type { Deps } from '../deps';
import { deskAnnouncementRoutes } from './desk-routes';
import { publicAnnouncementRoutes } from './public-routes';

/** Serta-merta announcements: for anyone, and for those who make them. */
export function announcementRoutes(deps: Deps): Router {
  return Router().use(publicAnnouncementRoutes(deps), deskAnnouncementRoutes(deps));
}
