import { Router } from 'express';
import type { Deps } from '../deps';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { openApiDocument } from './openapi/document';
import { docsView } from './pages';

/** `GET /api/docs`: the description of the API for people, in the language of the pages. */
export function apiDocsRoutes({ config, i18n }: Pick<Deps, 'config' | 'i18n'>): Router {
  const view = {
    id: docsView(openApiDocument(config, i18n.for('id'))),
    en: docsView(openApiDocument(config, i18n.for('en'))),
  };
  const router = Router();
  router.get('/api/docs', (req, res) => {
    const t = translate(req);
    const options = { title: t('api:info.title'), description: t('api:page.description') };
    renderPage(req, res, 'api/docs', view[languageOf(req)], options);
  });
  return router;
}
