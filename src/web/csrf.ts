import { unlink } from 'node:fs/promises';
import type { Request, RequestHandler } from 'express';
import type { Config } from '../config';
import { tokenMatches } from './csrf-token';
import { renderError } from './errors';
import { isApi } from './language';
import { SESSION_COOKIE } from './session';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses forms sent from another site, by `Sec-Fetch-Site` or `Origin`, and for signed-in people by a token too.
 * Stands after sessions, sign-in and the body parser. A multipart body is readable only after multer: addresses that take
 * files are named in `fileForms`, and their routes add `csrfAfterUpload`. Anywhere else a multipart form has no token.
 */
export function csrfProtection(config: Pick<Config, 'baseUrl'>, fileForms: RegExp): RequestHandler {
  return (req, res, next) => {
    if (SAFE.has(req.method) || isApi(req)) return next();
    if (!fromOwnSite(req, config.baseUrl)) return renderError(req, res, 403, 'crossSite');
    const later = req.is('multipart/form-data') && fileForms.test(req.path);
    if (req.user && !later && !tokenMatches(req)) return renderError(req, res, 403, 'staleForm');
    next();
  };
}

/** The token check for multipart forms, directly after multer. A refused upload leaves no file behind. */
export const csrfAfterUpload: RequestHandler = async (req, res, next) => {
  if (!req.user || tokenMatches(req)) return next();
  await Promise.all(uploadedPaths(req).map((path) => unlink(path).catch(() => undefined)));
  renderError(req, res, 403, 'staleForm');
};

function fromOwnSite(req: Request, baseUrl: string): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  if (origin !== undefined) {
    return origin === new URL(baseUrl).origin || origin === `${req.protocol}://${req.get('host')}`;
  }
  // A program, not a browser: it may not act in the name of a session.
  return !(req.headers.cookie ?? '').includes(`${SESSION_COOKIE}=`);
}

type Uploaded = { path?: string };

function uploadedPaths(req: Request): string[] {
  const { file, files } = req as { file?: Uploaded; files?: Uploaded[] | Record<string, Uploaded[]> };
  const all = [file, ...(Array.isArray(files) ? files : Object.values(files ?? {}).flat())];
  return all.flatMap((one) => (one?.path ? [one.path] : []));
}
