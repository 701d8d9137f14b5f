import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { actorOf } from '../accounts/events';
import { bodyChoices } from '../accounts/queries';
import { onlyOurs } from '../catalogue/address-params';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { bodyIdOf } from './body-queries';
import { actionForm, goneForm, newSourceForm, sourceForm } from './forms';
import { boundsToday } from './host-commands';
import { allowedUrl } from './hosts';
import { PATH, sourceFormView, sourcesView, sourceValues, sourceView } from './pages';
import { goneItems, itemCounts, type ListedSource, lastRuns, listedSources, sourceByPublicId } from './queries';
import { Refused } from './refused';
import { actOnSource, type By, createSource, decideGone, editSource } from './source-commands';

const PAGE = 50;
const RUNS = 10;
const GONE = 25;

type Req = Request<{ id: string }>;

/** `/petugas/panen`: the agencies' own systems that are read on a schedule, kept by the PPID. */
export function harvestRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const guard = requireRole('ppid');

  router.get(PATH, guard, async (req, res) => {
    const t = translate(req);
    const after = decodeCursor(rowId(), req.query.sesudah) ?? 0;
    const found = await listedSources(deps.db, deps.regionId, { after, limit: PAGE + 1 });
    const { hosts } = await boundsToday(deps.db, deps);
    const next = found.length > PAGE ? (found[PAGE - 1]?.id ?? null) : null;
    const list = { sources: found.slice(0, PAGE), next, beyondFirst: after > 0, hosts, linked: true };
    const view = sourcesView(list, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'harvest/sources', view, { title: t('harvest:title'), wide: true });
  });

  router.get(`${PATH}/baru`, guard, (req, res) =>
    showForm(deps, req, res, blankForm({ every: 'daily', grace: '14', category: 'berkala' }), null),
  );

  router.post(PATH, guard, async (req, res) => {
    const parsed = parseForm(newSourceForm, req.body, translate(req));
    if (!parsed.ok) return showForm(deps, req, res, parsed.form, null, 422);
    const { body, key, ...facts } = parsed.data;
    const bodyId = await bodyIdOf(deps.db, deps.regionId, body);
    const wrong = {
      ...(await addressErrors(deps, req, facts.url)),
      ...(bodyId ? {} : { body: translate(req)('web:form.choose') }),
    };
    if (!bodyId || Object.keys(wrong).length > 0)
      return showForm(deps, req, res, withErrors(parsed.form, wrong), null, 422);
    const publicId = await createSource(deps, byOf(req), { bodyId, formKey: key, facts });
    flash(req, 'good', translate(req)('harvest:created'));
    res.redirect(303, `${PATH}/${publicId}`);
  });

  router.get(`${PATH}/:id`, guard, async (req: Req, res) => {
    const source = await sourceByPublicId(deps.db, deps.regionId, req.params.id);
    if (!source) return renderError(req, res, 404);
    await showSource(deps, req, res, source);
  });

  router.get(`${PATH}/:id/ubah`, guard, async (req: Req, res) => {
    const source = await sourceByPublicId(deps.db, deps.regionId, req.params.id);
    if (!source || source.ended_at) return renderError(req, res, 404);
    await showForm(deps, req, res, blankForm(sourceValues(source)), source);
  });

  router.post(`${PATH}/:id`, guard, async (req: Req, res) => {
    const source = await sourceByPublicId(deps.db, deps.regionId, req.params.id);
    if (!source || source.ended_at) return renderError(req, res, 404);
    const parsed = parseForm(sourceForm, req.body, translate(req));
    if (!parsed.ok) return showForm(deps, req, res, parsed.form, source, 422);
    const { version, ...facts } = parsed.data;
    const wrong = await addressErrors(deps, req, facts.url);
    if (wrong.url) return showForm(deps, req, res, withErrors(parsed.form, wrong), source, 422);
    const done = await editSource(deps, byOf(req), { publicId: req.params.id, version }, facts);
    if (!done.ok && done.code === 'stale') return showForm(deps, req, res, staleForm(req, parsed.form), source, 409);
    if (!done.ok) return renderError(req, res, 404);
    flash(req, 'good', translate(req)('harvest:saved'));
    res.redirect(303, `${PATH}/${req.params.id}`);
  });

  router.post(`${PATH}/:id/tindakan`, guard, async (req: Req, res) => {
    const source = await sourceByPublicId(deps.db, deps.regionId, req.params.id);
    if (!source) return renderError(req, res, 404);
    const parsed = parseForm(actionForm, req.body, translate(req));
    if (!parsed.ok) return showSource(deps, req, res, source, parsed.form, 422);
    const { action, version } = parsed.data;
    const done = await actOnSource(deps, byOf(req), { publicId: req.params.id, version }, action);
    if (!done.ok && done.code === 'stale') return showSource(deps, req, res, source, staleForm(req, blankForm()), 409);
    if (!done.ok) return renderError(req, res, 404);
    flash(req, 'good', translate(req)(`harvest:done.${action}`));
    res.redirect(303, action === 'end' ? PATH : `${PATH}/${req.params.id}`);
  });

  router.post(`${PATH}/:id/hilang`, guard, async (req: Req, res) => {
    const t = translate(req);
    const source = await sourceByPublicId(deps.db, deps.regionId, req.params.id);
    if (!source) return renderError(req, res, 404);
    const parsed = parseForm(goneForm, req.body, t);
    if (!parsed.ok) return showSource(deps, req, res, source, parsed.form, 422);
    const { item, pilihan: choice } = parsed.data;
    const reason = deps.i18n.for('id')('harvest:reason.chosen', { name: source.name });
    const done = await decideGone(deps, byOf(req), source, { item, choice, reason });
    if (done) flash(req, 'good', t(`harvest:done.${choice}`));
    res.redirect(303, `${PATH}/${req.params.id}`);
  });

  return router;
}

const byOf = (req: Request): By => ({ userId: currentUser(req).id, actor: actorOf(currentUser(req), 'ppid') });

const staleForm = (req: Request, form: FormState): FormState =>
  withErrors(form, { form: translate(req)('harvest:form.stale') });

/** An address that a harvest may not go to is said at once, not at the first run. */
async function addressErrors(deps: Deps, req: Request, url: string): Promise<Record<string, string>> {
  try {
    allowedUrl(url, await boundsToday(deps.db, deps));
    return {};
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { url: translate(req)(`harvest:failure.${error.code}`, { value: error.value }) };
  }
}

async function showForm(
  deps: Deps,
  req: Request,
  res: Response,
  form: FormState,
  source: ListedSource | null,
  status = 200,
): Promise<void> {
  const t = translate(req);
  const { hosts } = await boundsToday(deps.db, deps);
  const bodies = source ? null : await bodyChoices(deps.db, deps.regionId);
  const typed = form.values.key;
  const sent = typeof typed === 'string' && /^[\w-]{16,64}$/.test(typed) ? typed : randomBytes(15).toString('hex');
  const view = sourceFormView({ form, source, key: source ? null : sent, bodies, hosts }, t);
  const title = source ? t('harvest:editTitle', { name: source.name }) : t('harvest:newTitle');
  renderPage(req, res, 'harvest/form', view, { title, status });
}

async function showSource(
  deps: Deps,
  req: Req,
  res: Response,
  source: ListedSource,
  form?: FormState,
  status = 200,
): Promise<void> {
  const t = translate(req);
  const after = decodeCursor(rowId(), req.query.hilang) ?? 0;
  const [runs, counts, gone] = await Promise.all([
    lastRuns(deps.db, source.id, RUNS),
    itemCounts(deps.db, source.id),
    goneItems(deps.db, source.id, { after, limit: GONE + 1 }),
  ]);
  const goneNext = gone.length > GONE ? (gone[GONE - 1]?.id ?? null) : null;
  const found = { runs, counts, gone: gone.slice(0, GONE), goneNext, ...(form ? { form } : {}) };
  const view = sourceView(source, found, t, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'harvest/source', view, { title: source.name, status, wide: true });
}
