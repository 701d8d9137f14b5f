import type { Request, RequestHandler } from 'express';
import type {} from 'passport';
import { renderError } from './errors';
import { isApi } from './language';

export type Role = 'petugas' | 'ppid' | 'opd' | 'atasan' | 'auditor' | 'admin';

/** A role in force today; `bodyId` for a role within one public body, `deputyFor` the user it stands in for. */
export type Grant = { role: Role; bodyId: number | null; bodySlug: string | null; deputyFor: number | null };

/** Who is signed in, as sessions hand it to pages and commands. Someone without grants is a requester. */
export type CurrentUser = {
  id: number;
  publicId: string;
  email: string;
  name: string;
  title: string | null;
  roles: Grant[];
  regionId: number;
  /** Where the request came from that he is signed in by; none where nobody is at a browser. */
  ip?: string;
};

declare global {
  namespace Express {
    interface User extends CurrentUser {}
  }
}

/** True when the user holds the role; with `bodyId`, for that public body. */
export function hasRole(user: CurrentUser | undefined, role: Role, bodyId?: number): boolean {
  return user?.roles.some((grant) => grant.role === role && (bodyId === undefined || grant.bodyId === bodyId)) ?? false;
}

/**
 * The account a case is filed under: a requester's own. An officer who fills in the public form while signed in does not
 * become the owner of what somebody at his counter asks.
 */
export function requesterAccount(req: Request): number | null {
  return req.user && req.user.roles.length === 0 ? req.user.id : null;
}

/** The signed-in user of a guarded route. Throws when the route has no guard: that is a bug. */
export function currentUser(req: Request): CurrentUser {
  if (!req.user) throw new Error(`Route ${req.path} reads the user without a guard`);
  return req.user;
}

/** Lets signed-in people through; others are sent to sign in and come back. */
export const requireSignedIn: RequestHandler = (req, res, next) => {
  if (req.user) return next();
  if (isApi(req)) return renderError(req, res, 401);
  // Only a page can be returned to after signing in, not the sending of a form.
  const back = req.method === 'GET' ? `?lanjut=${encodeURIComponent(req.originalUrl)}` : '';
  res.redirect(303, `/masuk${back}`);
};

/** Lets holders of any of the roles through; 403 for others who are signed in. */
export function requireRole(...roles: Role[]): RequestHandler {
  return (req, res, next) => {
    if (!req.user) return requireSignedIn(req, res, next);
    if (roles.some((role) => hasRole(req.user, role))) return next();
    renderError(req, res, 403);
  };
}
