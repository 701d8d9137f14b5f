import { type Request, Router } from 'express';
import type { Deps } from '../deps';
import { LANGUAGES } from '../i18n/catalogue';
import { languageOf, translate } from '../web/language';
import { sendProblem } from '../web/problem';
import { callAt, DOCS_PAGE, knownCalls } from './known-calls';
import { openApiDocument } from './openapi/document';

/** What the description of the API is made from. */
type ApiDeps = Pick<Deps, 'config' | 'i18n'>;

/**
 * First below `/api`: what everyone may read, pages of other sites may read too; and OPTIONS is answered for each call.
 * Calls that file or open a request say nothing to pages of other sites.
 */
export function apiDoor({ config, i18n }: ApiDeps): Router {
  const known = knownCalls(openApiDocument(config, i18n.for('id')).paths);
  const router = Router();
  router.use((req, res, next) => {
    const call = callAt(known, pathOf(req));
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
export function apiRoutes({ config, i18n }: ApiDeps): Router {
  const texts = new Map(LANGUAGES.map((lang) => [lang, JSON.stringify(openApiDocument(config, i18n.for(lang)))]));
  const router = Router();
  router.get('/openapi.json', (req, res) => {
    const lang = languageOf(req);
    res.set({ 'Cache-Control': 'public, max-age=3600', 'Content-Language': lang }).vary('Accept-Language');
    res.type('application/json').send(texts.get(lang));
  });
  return router;
}

/** Last below `/api`: what no call answered. Only the readable description passes: it is a page. */
export function apiEnd({ config, i18n }: ApiDeps): Router {
  const known = knownCalls(openApiDocument(config, i18n.for('id')).paths);
  const router = Router();
  router.use((req, res, next) => {
    const call = callAt(known, pathOf(req));
    const allowed = call?.allowed;
    const fits = allowed?.includes(req.method);
    if (call === DOCS_PAGE && fits) return next();
    const t = translate(req);
    if (!allowed || fits) {
      const detail = t('api:errors.unknownCall.detail', { docs: `${config.baseUrl}/api/docs` });
      return sendProblem(res, { status: 404, title: t('api:errors.unknownCall.title'), detail });
    }
    const list = allowed.join(', ');
    const detail = t('api:errors.wrongMethod.detail', { allowed: list });
    sendProblem(res.set('Allow', list), { status: 405, title: t('api:errors.wrongMethod.title'), detail });
  });
  return router;
}

const pathOf = (req: Request): string => req.baseUrl + req.path;
