import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor } from '../web/pagination';
import { createDocument } from './commands';
import { deskListView, newView, STATES } from './desk-pages';
import { deskBodies, deskCounts, deskPage } from './desk-queries';
import { newDocumentForm } from './document-forms';
import { type Editor, editorOf } from './editors';
import { oneText } from './list-forms';
import { deskPlaceSchema } from './places';

const PAGE = 25;

/** `/opd/informasi`: the list of what one manages, and new documents. For PPID Pelaksana and PPID. */
export function deskRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole('opd', 'ppid');

  router.get('/opd/informasi', guard, async (req, res) => {
    const { bodyIds } = editor(req);
    const t = translate(req);
    const keadaan = oneText(req.query.keadaan);
    const title = oneText(req.query.judul).slice(0, 200);
    const state = STATES.find((one) => one === keadaan) ?? null;
    const after = decodeCursor(deskPlaceSchema, req.query.sesudah);
    const query = { regionId: deps.regionId, bodyIds };
    const [page, counts] = await Promise.all([
      deskPage(deps.db, { ...query, state, title, after, limit: PAGE }),
      deskCounts(deps.db, deps.regionId, bodyIds),
    ]);
    const asked = {
      state,
      title,
      form: blankForm({ judul: title }),
      beyondFirst: after !== null,
      oneBody: bodyIds?.length === 1,
    };
    const view = deskListView(asked, { ...page, counts }, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'catalogue/desk', view, { title: t('catalogue:desk.title'), wide: true });
  });

  router.get('/opd/informasi/baru', guard, (req, res) =>
    showNew(deps, req, res, blankForm({ body: oneText(req.query.badan) })),
  );

  router.post('/opd/informasi', guard, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(newDocumentForm, req.body, t);
    if (!parsed.ok) return showNew(deps, req, res, parsed.form);
    const { body: slug, key, ...facts } = parsed.data;
    const by = editor(req);
    const body = (await deskBodies(deps.db, deps.regionId, by.bodyIds)).find((one) => one.slug === slug);
    if (!body) return showNew(deps, req, res, withErrors(parsed.form, { body: t('catalogue:desk.notYourBody') }));
    const made = await createDocument(deps, by, { bodyId: body.id, formKey: key, facts });
    if (!made.ok) return renderError(req, res, 404);
    flash(req, 'good', t('catalogue:desk.created'));
    res.redirect(303, `/opd/informasi/${made.document.public_id}`);
  });

  return router;
}

/** Who publishes here; the guard let nobody else through. */
export function editor(req: Request): Editor {
  const found = editorOf(currentUser(req));
  if (!found) throw new Error('The guard let someone through who publishes nothing');
  return found;
}

async function showNew(deps: Deps, req: Request, res: Response, form: FormState): Promise<void> {
  const t = translate(req);
  const bodies = await deskBodies(deps.db, deps.regionId, editor(req).bodyIds);
  const wrong = Object.keys(form.errors).length > 0;
  const typed = form.values.key;
  const key = typeof typed === 'string' && /^[\w-]{16,64}$/.test(typed) ? typed : randomBytes(18).toString('base64url');
  const view = newView(form, key, bodies, t);
  renderPage(req, res, 'catalogue/new', view, { title: t('catalogue:desk.newTitle'), status: wrong ? 422 : 200 });
}
