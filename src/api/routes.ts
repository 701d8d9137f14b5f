import { type Request, Router } from 'express';
import { languageOf, translate } from '../web/language';
import { sendProblem } from '../web/problem';
import { type Describing, described, once } from './described';
import { callAt, DOCS_PAGE, knownCalls } from './known-calls';

/**
 * First below `/api`: what everyone may read, pages of other sites may read too; and OPTIONS is answered for each call.
 * Calls that file or open a request say nothing to pages of other sites.
 */
export function apiDoor(deps: Describing): Router {
  const known = once(() => knownCalls(described(deps, 'id').paths));
  const router = Router();
  router.use((req, res, next) => {
    const call = callAt(known(), pathOf(req));
    if (call?.open) res.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    if (req.method !== 'OPTIONS' || !call) return next();
    if (call.open) res.set({ 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Allow-Headers': '*' });
    res
      .set({ Allow: call.allowed.join(', '), 'Access-Control-Max-Age': '86400' })
      .status(204)
      .end();
  });
  return router;
}

/** `GET /api/v1/openapi.json`, to be mounted at `/api/v1`. */
export function apiRoutes(deps: Describing): Router {
  const texts = {
    id: once(() => JSON.stringify(described(deps, 'id'))),
    en: once(() => JSON.stringify(described(deps, 'en'))),
  };
  const router = Router();
  router.get('/openapi.json', (req, res) => {
    const lang = languageOf(req);
    res.set({ 'Cache-Control': 'public, max-age=3600', 'Content-Language': lang }).vary('Accept-Language');
    res.type('application/json').send(texts[lang]());
  });
  return router;
}

/** Last below `/api`: what no call answered. Only the readable description passes: it is a page. */
export function apiEnd(deps: Describing): Router {
  const known = once(() => knownCalls(described(deps, 'id').paths));
  const router = Router();
  router.use((req, res, next) => {
    const call = callAt(known(), pathOf(req));
    const allowed = call?.allowed;
    const fits = allowed?.includes(req.method);
    if (call === DOCS_PAGE && fits) return next();
    const t = translate(req);
    if (!allowed || fits) {
      const detail = t('api:errors.unknownCall.detail', { docs: `${deps.config.baseUrl}/api/docs` });
      return sendProblem(res, { status: 404, title: t('api:errors.unknownCall.title'), detail });
    }
    const list = allowed.join(', ');
    const detail = t('api:errors.wrongMethod.detail', { allowed: list });
    sendProblem(res.set('Allow', list), { status: 405, title: t('api:errors.wrongMethod.title'), detail });
  });
  return router;
}

const pathOf = (req: Request): string => req.baseUrl + req.path;
