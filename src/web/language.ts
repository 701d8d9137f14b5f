import { type Request, Router } from 'express';
import type { Deps } from '../deps';
import type { Language, Translate } from '../i18n/catalogue';
import { returnPath } from './return-path';

const ONE_YEAR = 365 * 24 * 60 * 60 * 1000;
const COOKIE = /(?:^|;\s*)bahasa=(id|en)(?:;|$)/;

/** Pages: what the reader chose with the language button, else Indonesian. The API: `Accept-Language`, never a cookie. */
export function languageOf(req: Request): Language {
  if (isApi(req)) return req.acceptsLanguages(['id', 'en']) === 'en' ? 'en' : 'id';
  return COOKIE.exec(req.headers.cookie ?? '')?.[1] === 'en' ? 'en' : 'id';
}

/** The translator for this request. */
export function translate(req: Request): Translate {
  return (req.app.locals.deps as Deps).i18n.for(languageOf(req));
}

/** True below `/api`, where answers are JSON and cookies are not read. `/api/docs` is a page for people. */
export function isApi(req: Request): boolean {
  const path = req.originalUrl.split('?')[0] ?? '';
  return /^\/api(\/|$)/i.test(path) && !/^\/api\/docs\/?$/i.test(path);
}

/** `POST /bahasa` keeps the choice in a cookie: set only when asked for, never by opening a page. */
export function languageRoutes(deps: Deps): Router {
  const router = Router();
  router.post('/bahasa', (req, res) => {
    const lang = req.body?.bahasa === 'en' ? 'en' : 'id';
    res.cookie('bahasa', lang, {
      maxAge: ONE_YEAR,
      httpOnly: true,
      sameSite: 'lax',
      secure: deps.config.baseUrl.startsWith('https:'),
    });
    res.redirect(303, returnPath(req.body?.kembali));
  });
  return router;
}
