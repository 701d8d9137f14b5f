import { type Request, type Response, Router } from 'express';
import { changeRefusal } from '../calendar/change';
import { storedCalendar } from '../calendar/queries';
import { decode } from '../catalogue/import/table';
import type { Deps } from '../deps';
import { acceptOf } from '../storage/file-kinds';
import { uploadErrors } from '../storage/problems';
import { bytesOf, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { listForm } from './forms';
import { listChange } from './list/change';
import type { Remark } from './list/listed';
import { readList } from './list/read';
import { listView } from './list-pages';
import { showPreview } from './preview-routes';
import { refusalErrors, remarkWords } from './words';
import { PATH } from './year-pages';
import { yearIn } from './year-routes';

const FIELDS = ['keputusan', 'alasan'];

/** `/admin/kalender/impor`: a year's list from a decree, as CSV or iCal, pasted or as a file. */
export function listRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const onlyAdmin = requireRole('admin');
  const receive = upload({ dataDir: config.dataDir, fields: { berkas: 'calendar' }, maxFiles: 1 });

  router.get(`${PATH}/impor`, onlyAdmin, (req, res) => {
    const year = yearIn(req.query.tahun);
    show(req, res, { year: year > 0 ? String(year) : '' });
  });

  router.post(`${PATH}/impor/berkas`, onlyAdmin, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const { files, problems: refused } = req.uploads ?? { files: [], problems: [] };
    const [file] = files;
    // The text of a file takes the place of what was pasted, so that a faulty line can be mended where it stands.
    const typed = file ? { ...req.body, daftar: decode(await bytesOf(file)) } : req.body;
    const parsed = parseForm(listForm, typed, t);
    const unread = uploadErrors(refused, t);
    if (!parsed.ok || refused.length > 0) return show(req, res, { form: withErrors(parsed.form, unread) });
    const { daftar, tahun: year, cara: mode, kepastian: confidence, keputusan: decree, alasan: reason } = parsed.data;
    if (daftar === '')
      return show(req, res, { form: withErrors(parsed.form, { daftar: t('holidays:form.needList') }) });
    const list = readList(daftar);
    if (list.problems.length > 0) {
      const error = t('holidays:form.faultyLines', { count: list.problems.length });
      return show(req, res, { form: withErrors(parsed.form, { daftar: error }), problems: list.problems });
    }
    const stored = await storedCalendar(db, regionId);
    const { change, notices } = listChange(list.days, { year, mode, decree, reason, confidence }, stored);
    const refusal = changeRefusal(stored, change);
    if (refusal) {
      const { form: aboutList, ...errors } = refusalErrors(
        t,
        formatIn(languageOf(req), t, config.timezone),
        refusal,
        FIELDS,
      );
      const form = withErrors(parsed.form, { ...errors, ...(aboutList ? { daftar: aboutList } : {}) });
      return show(req, res, { form, problems: [...list.notices, ...notices] });
    }
    const said = [...list.notices, ...notices].map((notice) => remarkWords(t, notice));
    await showPreview(deps, req, res, { stored, change, notices: said, back: `${PATH}/impor?tahun=${year}` });
  });

  function show(
    req: Request,
    res: Response,
    { year = '', form, problems }: { year?: string; form?: FormState; problems?: readonly Remark[] },
  ): void {
    const t = translate(req);
    const given = { year, accept: acceptOf('calendar'), ...(form ? { form } : {}), ...(problems ? { problems } : {}) };
    renderPage(req, res, 'holidays/list', listView(t, given), {
      title: t('holidays:list.title'),
      status: form ? 422 : 200,
    });
  }

  return router;
}
