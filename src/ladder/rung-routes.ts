import { type Request, type Response, Router } from 'express';
import { keptLadder } from '../cases/ladder-queries';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { requireRole } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import type { Addressee, CaseName, ClockName, Rung } from '../workflow/escalations';
import { DEFAULT_LADDER } from '../workflow/ladder';
import { changesBetween, inOrder } from '../workflow/ladder-changes';
import { ladderFaults } from '../workflow/ladder-rules';
import { clockIn, type RungForm, reasonForm, rungForm, timeOf } from './forms';
import { showPreview } from './preview-routes';
import { rungOf, withoutRung, withRung } from './proposals';
import { removeView, restoreView, rungView } from './rung-pages';
import { faultErrors, PATH, stepNamed } from './words';

const RUNG = `${PATH}/langkah/:kind/:step`;
const FIELDS = ['nama', 'kapan', 'hari', 'kepada', 'pesan'];

type Place = { case: CaseName; clock: ClockName };
type Again = (form: FormState) => void;

/** A rung added, changed or taken out, and the way back to the beginning. Each leads to the preview, none is stored here. */
export function rungRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(`${PATH}/tambah`, onlyAdmin, (req, res) => {
    const place = clockIn(req.query.jam);
    if (!place) return renderError(req, res, 404);
    showForm(req, res, place, {});
  });
  router.post(`${PATH}/tambah`, onlyAdmin, async (req, res) => {
    const place = clockIn(req.query.jam);
    if (!place) return renderError(req, res, 404);
    await proposeRung(req, res, place, null);
  });

  router.get(RUNG, onlyAdmin, async (req, res) => {
    const rung = await rungOr404(req, res);
    if (rung) showForm(req, res, rung, { rung });
  });
  router.post(RUNG, onlyAdmin, async (req, res) => {
    const rung = await rungOr404(req, res);
    if (rung) await proposeRung(req, res, rung, rung);
  });

  router.get(`${RUNG}/hapus`, onlyAdmin, async (req, res) => {
    const rung = await rungOr404(req, res);
    if (rung) showReason(req, res, removeView(translate(req), rung));
  });
  router.post(`${RUNG}/hapus`, onlyAdmin, async (req, res) => {
    const rung = await rungOr404(req, res);
    if (!rung) return;
    const again: Again = (form) => showReason(req, res, removeView(translate(req), rung, form), 422);
    await proposeFor(req, res, (present) => withoutRung(present, rung.case, rung.step), again);
  });

  router.get(`${PATH}/bawaan`, onlyAdmin, (req, res) => showReason(req, res, restoreView(translate(req))));
  router.post(`${PATH}/bawaan`, onlyAdmin, async (req, res) => {
    const again: Again = (form) => showReason(req, res, restoreView(translate(req), form), 422);
    await proposeFor(req, res, () => [...DEFAULT_LADDER], again);
  });

  async function proposeRung(req: Request, res: Response, place: Place, old: Rung | null): Promise<void> {
    const t = translate(req);
    const again: Again = (form) => showForm(req, res, place, { rung: old, form }, 422);
    const parsed = parseForm(rungForm, req.body, t);
    if (!parsed.ok) return again(parsed.form);
    const rung = rungFrom(parsed.data, place, stepNamed(t, place.case, parsed.data.nama));
    const change = (present: readonly Rung[]) => withRung(present, rung, old?.step ?? null);
    await propose(req, res, { change, reason: parsed.data.alasan, form: parsed.form, again });
  }

  async function proposeFor(req: Request, res: Response, change: (present: readonly Rung[]) => Rung[], again: Again) {
    const parsed = parseForm(reasonForm, req.body, translate(req));
    if (!parsed.ok) return again(parsed.form);
    await propose(req, res, { change, reason: parsed.data.alasan, form: parsed.form, again });
  }

  /** On to the preview, or back to the form with the reason beside its field. */
  async function propose(
    req: Request,
    res: Response,
    it: { change: (present: readonly Rung[]) => Rung[]; reason: string; form: FormState; again: Again },
  ): Promise<void> {
    const t = translate(req);
    const present = await keptLadder(db, regionId);
    const proposed = inOrder(it.change(present.rungs));
    const faults = ladderFaults(proposed);
    if (faults.length > 0) return it.again(withErrors(it.form, faultErrors(t, faults, FIELDS)));
    if (changesBetween(present.rungs, proposed).length === 0) {
      return it.again(withErrors(it.form, { form: t('ladder:fault.no_change') }));
    }
    await showPreview(deps, req, res, { present, proposed, reason: it.reason });
  }

  async function rungOr404(req: Request, res: Response): Promise<Rung | null> {
    const { rungs } = await keptLadder(db, regionId);
    const rung = rungOf(rungs, String(req.params.kind), String(req.params.step));
    if (!rung) renderError(req, res, 404);
    return rung;
  }

  function showForm(
    req: Request,
    res: Response,
    place: Place,
    given: { rung?: Rung | null; form?: FormState },
    status = 200,
  ): void {
    const view = rungView(translate(req), place, given);
    renderPage(req, res, 'ladder/rung', view, { title: view.title, status });
  }

  function showReason(req: Request, res: Response, view: ReturnType<typeof removeView>, status = 200): void {
    renderPage(req, res, 'ladder/reason', view, { title: view.title, status });
  }

  return router;
}

function rungFrom(form: RungForm, { case: name, clock }: Place, step: string): Rung {
  return { case: name, step, clock, at: timeOf(form), to: form.kepada as Addressee[], letter: form.pesan };
}
