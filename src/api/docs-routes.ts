import { Router } from 'express';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { type Describing, described, once } from './described';
import { docsView } from './pages';

/** `GET /api/docs`: the description of the API for people, in the language of the pages. */
export function apiDocsRoutes(deps: Describing): Router {
  const view = { id: once(() => docsView(described(deps, 'id'))), en: once(() => docsView(described(deps, 'en'))) };
  const router = Router();
  router.get('/api/docs', (req, res) => {
    const t = translate(req);
    const options = { title: t('api:info.title'), description: t('api:page.description') };
    renderPage(req, res, 'api/docs', view[languageOf(req)](), options);
  });
  return router;
}
