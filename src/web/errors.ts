import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Deps } from '../deps';
import { isApi, translate } from './language';
import { renderPage } from './page';
import { sendProblem } from './problem';

const SHOWN = new Set([400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]);

/** Reasons with a page of their own, beside the one of their status. */
export type ErrorReason = 'crossSite' | 'staleForm' | 'tooManyFiles' | 'badJson' | 'shutPaper';

/**
 * Answers with the error page of a status: what happened and what to do, in plain words; `problem+json` under `/api`.
 * For expected refusals that have no page of their own; faults are thrown.
 */
export function renderError(req: Request, res: Response, status: number, reason?: ErrorReason, reference = ''): void {
  const known = SHOWN.has(status) ? status : status < 500 ? 400 : 500;
  const t = translate(req);
  const key = `web:error.${reason ?? known}`;
  const title = t(`${key}.title`);
  const what = t(`${key}.what`);
  res.set('Cache-Control', 'no-store');
  if (isApi(req)) {
    sendProblem(res, { status: known, title, detail: what });
    return;
  }
  const view = { title, what, next: t(`${key}.next`), status: known, reference };
  renderPage(req, res, 'web/error', view, { status: known, title, noindex: true });
}

/** The last route: nothing answered. */
export const notFound: RequestHandler = (req, res) => renderError(req, res, 404);

/**
 * The last middleware. Faults of the request (a body too large, broken JSON, a broken address) get their page; anything
 * else is logged under a reference that the page shows, and tells the reader nothing more.
 */
export function errorHandler({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const refusal = refusalOf(error);
    if (refusal) return renderError(req, res, refusal.status, refusal.reason);
    const reference = randomBytes(4).toString('hex').toUpperCase();
    log.error({ err: error, reference, method: req.method, path: req.path }, 'request failed');
    try {
      renderError(req, res, 500, undefined, reference);
    } catch (again) {
      log.error({ err: again, reference }, 'the error page failed');
      res.status(500).type('text').send(`500 ${reference}`);
    }
  };
}

/** PostgreSQL takes no NUL in a text, and an address may hold one. */
const NUL_IN_TEXT = '22021';

// The parser of multipart bodies knows its errors by their words alone.
const BROKEN_FORM =
  /^(Multipart: Boundary not found|Malformed (part header|content type)|Unexpected end of (form|file))$/;

const isBrokenForm = (error: unknown): boolean => error instanceof Error && BROKEN_FORM.test(error.message);

type Refusal = { status: number; reason?: ErrorReason };

function refusalOf(error: unknown): Refusal | null {
  const e = error as { name?: string; code?: string; type?: string; status?: number; expose?: boolean };
  if (e.name === 'MulterError') {
    return e.code === 'LIMIT_FILE_SIZE' ? { status: 413 } : { status: 422, reason: 'tooManyFiles' };
  }
  if (e.type === 'entity.parse.failed') return { status: 400, reason: 'badJson' };
  if (error instanceof URIError || isBrokenForm(error) || e.code === NUL_IN_TEXT) return { status: 400 };
  // http-errors of Express and its parsers, all faults of the sender.
  return typeof e.status === 'number' && e.status >= 400 && e.status < 500 ? { status: e.status } : null;
}
