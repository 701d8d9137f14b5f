import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { uploadErrors } from '../../storage/problems';
import { keepUpload, upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { renderPage } from '../../web/page';
import { ANNUAL_AREAS } from './areas';
import { startReport, writeTexts } from './commands';
import { recordCopy } from './copy-commands';
import { copyForm, reasonForm, startForm, textsForm } from './forms';
import { explainPoint } from './freeze-commands';
import { PARTS, readTexts, type Texts } from './narrative';
import { textsView } from './pages';
import { reportByPublicId, savedTexts } from './queries';
import { showDesk, showReport, todayOf, wordsOf } from './reading-routes';

const { path, role } = ANNUAL_AREAS.ppid;
const guard = requireRole(role);

/** What the PPID alone does: begin, write, give reasons, and record the copy. The steps stand in `step-routes`. */
export function annualPpidRoutes(deps: Deps): Router {
  const router = Router();
  router.post(path, guard, (req, res) => start(deps, req, res));
  router.get(`${path}/:id/teks`, guard, (req, res) => showTexts(deps, req, res));
  router.post(`${path}/:id/teks`, guard, (req, res) => write(deps, req, res));
  router.post(`${path}/:id/alasan`, guard, (req, res) => explain(deps, req, res));
  const receive = upload({ dataDir: deps.config.dataDir, fields: { bukti: 'document' }, maxFiles: 1 });
  router.post(`${path}/:id/berkas`, guard, receive, csrfAfterUpload, (req, res) => copy(deps, req, res));
  return router;
}

async function start(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const parsed = parseForm(startForm(Number(todayOf(deps).slice(0, 4))), req.body, t);
  if (!parsed.ok) return showDesk(deps, req, res, 'ppid', parsed.form);
  const { tahun, teks_lama: withTexts } = parsed.data;
  const done = await startReport(deps, currentUser(req), { year: Number(tahun), withTexts });
  if (!done.ok)
    return showDesk(deps, req, res, 'ppid', withErrors(parsed.form, { tahun: t(`annual:refused.${done.code}`) }));
  res.redirect(303, `${path}/${done.report.public_id}`);
}

type Shown = { status?: number; form?: FormState; conflict?: boolean };

/** The form of the texts: as saved last, as typed, or an earlier state to go back to. */
async function showTexts(
  deps: Deps,
  req: Request,
  res: Response,
  { status = 200, form, conflict = false }: Shown = {},
): Promise<void> {
  const report = await reportByPublicId(deps.db, deps.regionId, String(req.params.id));
  if (!report) return renderError(req, res, 404);
  if (report.state !== 'draft' && !form) return res.redirect(303, `${path}/${report.public_id}`);
  const { t, fmt } = wordsOf(deps, req);
  const saved = await savedTexts(deps.db, report.id);
  const older = form ? null : (saved.find(({ number }) => String(number) === req.query.naskah) ?? null);
  const shown = form ?? blankForm(readTexts(older?.texts ?? report.texts));
  const view = textsView(report, { form: shown, conflict, older, saved }, t, fmt);
  renderPage(req, res, 'reports/annual/texts', view, { title: view.title, status });
}

async function write(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const parsed = parseForm(textsForm, req.body, t);
  if (!parsed.ok) return showTexts(deps, req, res, { status: 422, form: parsed.form });
  const { version, ...typed } = parsed.data;
  const texts = Object.fromEntries(PARTS.map((name) => [name, typed[name]])) as Texts;
  const done = await writeTexts(deps, currentUser(req), { publicId: String(req.params.id), version }, texts);
  if (done.ok) {
    flash(req, 'good', t('annual:done.write'));
    return res.redirect(303, `${path}/${req.params.id}`);
  }
  if (done.code === 'not_found') return renderError(req, res, 404);
  const conflict = done.code === 'stale';
  const form = conflict ? parsed.form : withErrors(parsed.form, { form: t(`annual:refused.${done.code}`) });
  return showTexts(deps, req, res, { status: conflict ? 409 : 422, form, conflict });
}

async function explain(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const parsed = parseForm(reasonForm, req.body, t);
  const tried = String(parsed.form.values.butir ?? '');
  if (!parsed.ok) return showReport(deps, req, res, 'ppid', { status: 422, form: parsed.form, tried });
  const { version, butir: key, alasan: reason } = parsed.data;
  const seen = { publicId: String(req.params.id), version };
  const done = await explainPoint(deps, currentUser(req), seen, { key, reason });
  if (!done.ok) return refusedStep(deps, req, res, { form: parsed.form, tried, code: done.code });
  flash(req, 'good', t('annual:done.explain'));
  res.redirect(303, `${path}/${req.params.id}`);
}

/** Not there 404, changed meanwhile 409 with the fresh page, against the rules 422 with a sentence. */
export function refusedStep(
  deps: Deps,
  req: Request,
  res: Response,
  { form, tried, code, field = 'form' }: { form: FormState; tried: string; code: string; field?: string },
): Promise<void> | void {
  if (code === 'not_found') return renderError(req, res, 404);
  if (code === 'stale') return showReport(deps, req, res, 'ppid', { status: 409, form, tried, conflict: true });
  const { t } = wordsOf(deps, req);
  const wrong = withErrors(form, { [field]: t(`annual:refused.${code}`) });
  return showReport(deps, req, res, 'ppid', { status: 422, form: wrong, tried });
}

/** The copy to the commission, with its proof in the store; removed again when nothing came of it. */
async function copy(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t } = wordsOf(deps, req);
  const { files, problems } = req.uploads ?? { files: [], problems: [] };
  const parsed = parseForm(copyForm, req.body, t);
  const form = withErrors(parsed.form, uploadErrors(problems, t));
  if (!parsed.ok || problems.length > 0)
    return showReport(deps, req, res, 'ppid', { status: 422, form, tried: 'copy' });
  const { version, tanggal: on, cara: way, catatan: note } = parsed.data;
  const [file] = files;
  const kept = file ? { ...(await keepUpload(deps.files, file)), name: file.name, mediaType: file.mediaType } : null;
  const seen = { publicId: String(req.params.id), version };
  let filed = false;
  try {
    const done = await recordCopy(deps, currentUser(req), seen, { on, way, note, proof: kept });
    filed = done.ok;
    if (!done.ok) {
      const field = done.code.startsWith('copy_') ? 'tanggal' : 'form';
      return await refusedStep(deps, req, res, { form, tried: 'copy', code: done.code, field });
    }
  } finally {
    if (kept && !filed) await deps.files.remove(kept.storedName);
  }
  flash(req, 'good', t('annual:done.copy'));
  res.redirect(303, `${path}/${req.params.id}`);
}
