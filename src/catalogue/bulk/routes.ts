import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { blankForm, type FormState, parseForm } from '../../web/forms';
import { requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { chosenDocuments } from '../desk-queries';
import { editor } from '../desk-routes';
import { type Chosen, changeMany } from './commands';
import { bulkForm, chosenForm } from './forms';
import { bulkResultView, bulkView } from './pages';

/** The same done to many documents at once: those ticked in the list, then what, then what became of each. */
export function bulkRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole('opd', 'ppid');

  router.post('/opd/informasi/massal', guard, async (req, res) => {
    const parsed = parseForm(chosenForm, req.body, translate(req));
    if (!parsed.ok) return show(req, res, [], { values: {}, errors: { form: parsed.form.errors.pilih ?? '' } });
    await show(req, res, parsed.data.pilih, blankForm());
  });

  router.post('/opd/informasi/massal/jalankan', guard, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(bulkForm, req.body, t);
    if (!parsed.ok) {
      const chosen = parseForm(chosenForm, req.body, t);
      const { pilih, ...errors } = parsed.form.errors;
      const form = { values: parsed.form.values, errors: pilih ? { ...errors, form: pilih } : errors };
      return show(req, res, chosen.ok ? chosen.data.pilih : [], form);
    }
    const { chosen, change } = parsed.data;
    const outcomes = await changeMany(deps, editor(req), chosen, change, t);
    const view = bulkResultView(outcomes, await rowsOf(req, chosen), t);
    renderPage(req, res, 'catalogue/bulk-result', view, { title: t('catalogue:bulk.resultTitle') });
  });

  const rowsOf = (req: Request, chosen: readonly Chosen[]) =>
    chosenDocuments(
      deps.db,
      deps.regionId,
      editor(req).bodyIds,
      chosen.map(({ publicId }) => publicId),
    );

  async function show(req: Request, res: Response, chosen: readonly Chosen[], form: FormState): Promise<void> {
    const t = translate(req);
    const status = Object.keys(form.errors).length > 0 ? 422 : 200;
    const view = bulkView(form, chosen, await rowsOf(req, chosen), t);
    renderPage(req, res, 'catalogue/bulk', view, { title: t('catalogue:bulk.title'), status });
  }

  return router;
}
