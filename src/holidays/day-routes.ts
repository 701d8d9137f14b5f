import { type Request, type Response, Router } from 'express';
import { rowKey } from '../accounts/row-key';
import { type CalendarChange, changeRefusal } from '../calendar/change';
import { storedCalendar } from '../calendar/queries';
import type { HolidayRow } from '../db/tables/calendar';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { dayFormView, markView, removeView } from './day-pages';
import { dayForm, markForm, removeForm } from './forms';
import { showPreview } from './preview-routes';
import { dayOfYear, yearRow } from './queries';
import { refusalErrors } from './words';
import { PATH } from './year-pages';
import { yearIn } from './year-routes';

type Shown = (form: FormState) => Promise<void> | void;
const FIELDS = ['tanggal', 'jenis', 'nama', 'keputusan', 'alasan'];

/** Changes by hand: a day added, changed or taken out, and a year's decree. Each leads to the preview, none is stored here. */
export function dayRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(`${PATH}/:year/tambah`, onlyAdmin, (req, res) => showAdd(req, res));
  router.post(`${PATH}/:year/tambah`, onlyAdmin, async (req, res) => {
    const year = await yearOr404(req, res);
    if (year === null) return;
    const parsed = parseForm(dayForm, req.body, translate(req));
    if (!parsed.ok) return showAdd(req, res, parsed.form);
    const { tanggal: date, jenis: kind, nama: name, keputusan: decree, alasan: reason } = parsed.data;
    const change: CalendarChange = { kind: 'add', decree, reason, add: [{ date, kind, name }], remove: [], years: [] };
    await propose(req, res, change, parsed.form, (form) => showAdd(req, res, form));
  });

  router.get(`${PATH}/:year/hari/:id`, onlyAdmin, (req, res) => showEdit(req, res));
  router.post(`${PATH}/:year/hari/:id`, onlyAdmin, async (req, res) => {
    const found = await entryOr404(req, res);
    if (!found) return;
    const parsed = parseForm(dayForm, req.body, translate(req));
    if (!parsed.ok) return showEdit(req, res, parsed.form);
    const { tanggal: date, jenis: kind, nama: name, keputusan: decree, alasan: reason } = parsed.data;
    const old = { date: found.date, kind: found.kind, name: found.name };
    const same = date === old.date && kind === old.kind && name === old.name;
    const change: CalendarChange = {
      kind: 'edit',
      decree,
      reason,
      add: same ? [] : [{ date, kind, name }],
      remove: same ? [] : [old],
      years: [],
    };
    await propose(req, res, change, parsed.form, (form) => showEdit(req, res, form));
  });

  router.get(`${PATH}/:year/hari/:id/hapus`, onlyAdmin, (req, res) => showRemove(req, res));
  router.post(`${PATH}/:year/hari/:id/hapus`, onlyAdmin, async (req, res) => {
    const found = await entryOr404(req, res);
    if (!found) return;
    const parsed = parseForm(removeForm, req.body, translate(req));
    if (!parsed.ok) return showRemove(req, res, parsed.form);
    const { keputusan: decree, alasan: reason } = parsed.data;
    const { date, kind, name } = found;
    const change: CalendarChange = {
      kind: 'remove',
      decree,
      reason,
      add: [],
      remove: [{ date, kind, name }],
      years: [],
    };
    await propose(req, res, change, parsed.form, (form) => showRemove(req, res, form));
  });

  router.get(`${PATH}/:year/keputusan`, onlyAdmin, (req, res) => showMark(req, res));
  router.post(`${PATH}/:year/keputusan`, onlyAdmin, async (req, res) => {
    const year = await yearOr404(req, res);
    if (year === null) return;
    const parsed = parseForm(markForm, req.body, translate(req));
    if (!parsed.ok) return showMark(req, res, parsed.form);
    const { kepastian: confidence, keputusan: decree, alasan: reason } = parsed.data;
    const years = [{ year, decree, confidence }];
    const change: CalendarChange = { kind: 'edit', decree, reason, add: [], remove: [], years };
    await propose(req, res, change, parsed.form, (form) => showMark(req, res, form));
  });

  /** On to the preview, or back to the form with the reason beside its field. */
  async function propose(req: Request, res: Response, change: CalendarChange, form: FormState, show: Shown) {
    const t = translate(req);
    const stored = await storedCalendar(db, regionId);
    const refusal = changeRefusal(stored, change);
    if (!refusal) return showPreview(deps, req, res, { stored, change, back: `${PATH}/${req.params.year}` });
    const fmt = formatIn(languageOf(req), t, config.timezone);
    await show(withErrors(form, refusalErrors(t, fmt, refusal, FIELDS)));
  }

  async function yearOr404(req: Request, res: Response): Promise<number | null> {
    const row = await yearRow(db, regionId, yearIn(req.params.year));
    if (!row) renderError(req, res, 404);
    return row?.year ?? null;
  }

  async function entryOr404(req: Request, res: Response): Promise<HolidayRow | null> {
    const found = await dayOfYear(db, regionId, yearIn(req.params.year), rowKey(req.params.id));
    if (!found) renderError(req, res, 404);
    return found;
  }

  async function showAdd(req: Request, res: Response, form?: FormState): Promise<void> {
    const year = await yearOr404(req, res);
    if (year === null) return;
    const view = dayFormView(translate(req), year, form ? { form } : {});
    renderPage(req, res, 'holidays/day', view, { title: view.title, status: form ? 422 : 200 });
  }

  async function showEdit(req: Request, res: Response, form?: FormState): Promise<void> {
    const entry = await entryOr404(req, res);
    if (!entry) return;
    const view = dayFormView(translate(req), yearIn(req.params.year), { entry, ...(form ? { form } : {}) });
    renderPage(req, res, 'holidays/day', view, { title: view.title, status: form ? 422 : 200 });
  }

  async function showRemove(req: Request, res: Response, form?: FormState): Promise<void> {
    const entry = await entryOr404(req, res);
    if (!entry) return;
    const t = translate(req);
    const view = removeView(t, yearIn(req.params.year), entry, form);
    renderPage(req, res, 'holidays/remove', view, { title: t('holidays:remove.title'), status: form ? 422 : 200 });
  }

  async function showMark(req: Request, res: Response, form?: FormState): Promise<void> {
    const row = await yearRow(db, regionId, yearIn(req.params.year));
    if (!row) return renderError(req, res, 404);
    const t = translate(req);
    const title = t('holidays:mark.title', { year: String(row.year) });
    renderPage(req, res, 'holidays/mark', markView(t, row, form), { title, status: form ? 422 : 200 });
  }

  return router;
}
