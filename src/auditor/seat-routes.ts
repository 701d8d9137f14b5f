import { type Request, type RequestHandler, Router } from 'express';
import type { Deps } from '../deps';
import { hasRole } from '../web/guards';

/**
 * To open a file of a case, an exemption with its sheet, or have the register printed leaves a trace, and a trace is
 * written.
 */
const LEAVES_A_TRACE = /\/(berkas|cetak)|^\/auditor\/pengecualian\/[^/]/i;

/** Pages outside his own area that he shares with others: lists of destruction, and figures taken apart. */
const SHARED = /^\/(retensi|statistik\/(kasus|peristiwa))(\/|$)/i;

const reads = ({ method, path, user }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  (/^\/auditor(\/|$)/i.test(path) || (SHARED.test(path) && hasRole(user, 'auditor'))) &&
  !LEAVES_A_TRACE.test(path);

/**
 * The auditor's seat is read-only by construction: every page under `/auditor`, and what he reads beside others, is
 * answered by the same routes over a connection that can only read (SQLite: opened so; PostgreSQL: a role with SELECT
 * alone). What he writes himself, samples and findings, comes by forms and goes to tables of his own.
 */
export function readOnlySeat(deps: Deps, routesOver: (seat: Deps) => Router[]): RequestHandler {
  if (!deps.reader) return (_req, _res, next) => next();
  const seat = Router().use(routesOver({ ...deps, db: deps.reader }));
  return (req, res, next) => (reads(req) ? seat(req, res, next) : next());
}
