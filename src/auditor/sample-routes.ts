import { type Request, type Response, Router } from 'express';
import { listBodies } from '../bodies/queries';
import { localDay } from '../calendar/working-days';
import { onlyOurs } from '../catalogue/address-params';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { sampleForm } from './forms';
import { drawSample } from './sample-commands';
import { SAMPLES, samplesView, sampleView } from './sample-pages';
import { draw, type ListedSample, ranked, sampleByPublicId, samplesPage, spanOf } from './sample-queries';

const PAGE = 25;

/** `/auditor/sampel`: cases drawn at random, each draw kept with its seed and repeatable by anybody. */
export function sampleRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const auditor = requireRole('auditor');
  onlyOurs(router, 'id');

  router.get(SAMPLES, auditor, (req, res) => {
    const year = localDay(clock.now().toISOString(), config.timezone).slice(0, 4);
    return showSamples(deps, req, res, blankForm({ kind: 'request', year, size: '25' }));
  });

  router.post(SAMPLES, auditor, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(sampleForm, req.body, t);
    if (!parsed.ok) return showSamples(deps, req, res, parsed.form, 422);
    const { body, ...order } = parsed.data;
    const bodies = await listBodies(db, regionId, { inactiveToo: true });
    const bodyId = body === null ? null : bodies.find(({ slug }) => slug === body)?.id;
    if (bodyId === undefined) {
      return showSamples(deps, req, res, withErrors(parsed.form, { body: t('web:form.choose') }), 422);
    }
    const drawn = await drawSample(deps, currentUser(req), { ...order, bodyId });
    if (drawn.ok) return res.redirect(303, `${SAMPLES}/${drawn.publicId}`);
    const size = t('auditor:form.sizeBeyond', { count: drawn.population });
    await showSamples(deps, req, res, withErrors(parsed.form, { size }), 422);
  });

  router.get(`${SAMPLES}/:id`, auditor, async (req, res) => {
    const sample = await sampleByPublicId(db, regionId, String(req.params.id));
    if (!sample) return renderError(req, res, 404);
    const t = translate(req);
    const same = req.query.periksa === undefined ? null : await drawnAgain(deps, sample);
    const view = sampleView(sample, same, t, formatIn(languageOf(req), t, config.timezone));
    renderPage(req, res, 'auditor/sample', view, { title: t('auditor:sample.one'), wide: true });
  });

  return router;
}

/** True when the same seed over the cases of then gives the same cases today; also for one that was ranked before. */
async function drawnAgain({ db, regionId }: Deps, sample: ListedSample): Promise<boolean> {
  const { case_kind: kind, year, body_id: bodyId, up_to: upTo, seed, created_at: at } = sample;
  const set = { regionId, kind, year, bodyId, upTo, at };
  const order = { seed, size: (JSON.parse(sample.picked) as string[]).length };
  const same = (again: string[]) => JSON.stringify(again) === sample.picked;
  return same(await draw(db, set, await spanOf(db, set), order)) || same(await ranked(db, set, order));
}

async function showSamples(deps: Deps, req: Request, res: Response, form: FormState, status = 200): Promise<void> {
  const { db, regionId, config } = deps;
  const t = translate(req);
  const before = decodeCursor(rowId(), req.query.sesudah);
  const found = await samplesPage(db, regionId, { before, limit: PAGE + 1 });
  const samples = found.slice(0, PAGE);
  const next = found.length > PAGE ? (samples[PAGE - 1]?.id ?? null) : null;
  const bodies = await listBodies(db, regionId, { inactiveToo: true });
  const view = samplesView(
    { form, bodies, samples, next, beyondFirst: before !== null },
    t,
    formatIn(languageOf(req), t, config.timezone),
  );
  renderPage(req, res, 'auditor/samples', view, { title: t('auditor:sample.title'), status, wide: true });
}
