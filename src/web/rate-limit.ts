import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Config } from '../config';
import { renderError } from './errors';

type Limit = {
  /** Appears in the RateLimit headers, so that two limits on one path are told apart. */
  name: string;
  windowSeconds: number;
  limit: number;
  /** Counts by this instead of the address the request came from. */
  key?: (req: Request) => string;
};

/** At most `limit` requests in a window for each address (an IPv6 /56 is one address). Off with `RATE_LIMIT=off`. */
export function limited(config: Pick<Config, 'rateLimit'>, { name, windowSeconds, limit, key }: Limit): RequestHandler {
  if (!config.rateLimit) return (_req, _res, next) => next();
  return rateLimit({
    windowMs: windowSeconds * 1000,
    limit,
    identifier: name,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: key ?? ((req) => ipKeyGenerator(req.ip ?? '')),
    handler: (req, res) => renderError(req, res, 429),
  });
}
