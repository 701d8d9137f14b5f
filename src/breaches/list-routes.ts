import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm } from '../web/forms';
import { currentUser, hasRole, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { rowId } from '../web/pagination';
import { actingIn, OFFICERS, READERS } from './acting';
import { withRefusal } from './ask-forms';
import { recordBreach, setAgency } from './commands';
import { agencySettingForm, instantOf, recordForm } from './forms';
import { breachListView, PAGE_SIZE } from './list-pages';
import { isBreachNumber } from './number';
import { BREACHES_PATH, breachPath } from './opened';
import { agencyOf, openBreaches, settledBreaches } from './queries';
import { describeFields, momentFields } from './step-pages';

/** The list of breaches, recording one, and the agency that must be told: `/pelanggaran-data`. */
export function breachListRoutes(deps: Deps): Router {
  const router = Router();
  const officers = requireRole(...OFFICERS);

  router.get(BREACHES_PATH, requireRole(...READERS), async (req, res) => {
    const t = translate(req);
    const after = rowId().safeParse(Number(req.query.sesudah)).data ?? null;
    const open = await openBreaches(deps.db, deps.regionId, 200);
    const settled = await settledBreaches(deps.db, deps.regionId, after, PAGE_SIZE + 1);
    const mayRecord = OFFICERS.some((role) => hasRole(currentUser(req), role));
    const given = { open, settled, after, mayRecord, now: deps.clock.now().toISOString() };
    const view = breachListView(given, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'breaches/list', view, { title: t('breaches:list_page.title'), wide: true });
  });

  router.get(`${BREACHES_PATH}/baru`, officers, (req, res) => showRecord(deps, req, res, blankForm(), 200));

  router.post(BREACHES_PATH, officers, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(recordForm, req.body, t);
    if (!parsed.ok) return showRecord(deps, req, res, parsed.form, 422);
    const { data_kinds, happened, handling, people_count, ...when } = parsed.data;
    const discovered_at = instantOf(when, deps.config.timezone);
    const report = { discovered_at, people_count, content: { data_kinds, happened, handling } };
    const recorded = await recordBreach(deps, actingIn(currentUser(req), 'record'), report);
    if (!recorded.ok) return showRecord(deps, req, res, withRefusal(parsed.form, recorded.code, t), 422);
    flash(req, 'good', t('breaches:done.record', { number: recorded.number }));
    res.redirect(303, breachPath(recorded.number));
  });

  router.get(`${BREACHES_PATH}/lembaga`, officers, async (req, res) => {
    const agency = await agencyOf(deps.db, deps.regionId);
    showAgency(req, res, blankForm({ ...agency, email: agency.email ?? '' }), 200);
  });

  router.post(`${BREACHES_PATH}/lembaga`, officers, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(agencySettingForm, req.body, t);
    if (!parsed.ok) return showAgency(req, res, parsed.form, 422);
    const { name, address, email } = parsed.data;
    const { by } = actingIn(currentUser(req), 'notify_agency');
    await setAgency(deps, by, { name, address: address ?? '', email });
    flash(req, 'good', t('breaches:agency.saved'));
    const back = backTo(req.body?.kembali);
    res.redirect(303, back ? `${breachPath(back)}/surat/lembaga` : BREACHES_PATH);
  });
  return router;
}

/** The breach from whose letter somebody came to the setting. */
const backTo = (value: unknown): string | null => z.string().refine(isBreachNumber).safeParse(value).data ?? null;

function showRecord(deps: Deps, req: Request, res: Response, form: FormState, status: number): void {
  const t = translate(req);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const fields = [...momentFields(t, today, 'discovered'), ...describeFields(t, {}, false)];
  const labels = Object.fromEntries(fields.map((field) => [field.name, field.label]));
  renderPage(req, res, 'breaches/record', { fields, labels, form }, { title: t('breaches:record.title'), status });
}

function showAgency(req: Request, res: Response, form: FormState, status: number): void {
  const back = backTo(req.query.kembali ?? req.body?.kembali);
  const view = { form, back, cancel: back ? `${breachPath(back)}/surat/lembaga` : BREACHES_PATH };
  renderPage(req, res, 'breaches/agency', view, { title: translate(req)('breaches:agency.title'), status });
}
