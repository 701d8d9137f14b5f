import { Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { objectionFormView } from './pages';

/** The number of a request, or nothing: whatever else is in the address must not find its way onto an official form. */
const query = z.object({
  nomor: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^P-\d{4}-\d{6,9}$/)
    .catch(''),
});

/** `GET /keberatan/formulir?nomor=`: the paper form of Lampiran X, open to anyone and the same for everyone. */
export function letterRoutes({ config }: Pick<Deps, 'config'>): Router {
  const router = Router();
  router.get('/keberatan/formulir', (req, res) => {
    const t = translate(req);
    const view = objectionFormView(config.org, query.parse(req.query).nomor, t);
    renderPage(req, res, 'letters/objection-form', view, {
      title: t('letters:form.title'),
      description: t('letters:form.description'),
    });
  });
  return router;
}
