import { type Request, type Response, Router } from 'express';
import { staffWithRole } from '../accounts/queries';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { sendPrivate } from '../storage/download';
import { uploadErrors } from '../storage/problems';
import { upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { endDelegation, recordDelegation } from './delegation-commands';
import { DELEGATIONS_PATH, delegationsView } from './delegation-pages';
import { delegationForm } from './forms';
import { actingIn } from './open-commands';
import { delegationFile, delegations } from './queries';
import { endForm, type FormFiles, filesOfForm, holdForm, storeFiles } from './upload-commands';

const MOST = 100;

/** `/petugas/pengecualian/delegasi`: who may approve exemptions in place of the head of the public body, and by which paper. */
export function delegationRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole('ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: { delegation_file: 'document' }, maxFiles: 1 });
  const today = () => localDay(deps.clock.now(), deps.config.timezone);

  router.get(DELEGATIONS_PATH, guard, (req, res) => show(deps, req, res, blankForm(), today()));

  router.post(`${DELEGATIONS_PATH}/berkas`, guard, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const user = currentUser(req);
    const owner = `${user.id}:delegation`;
    const files = await filesOfForm(deps, owner, req.uploads?.files ?? [], req.body?.held);
    const parsed = parseForm(delegationForm, req.body, t);
    const superiors = await staffWithRole(deps.db, deps.regionId, 'atasan', null, today());
    const named = superiors.find(({ id }) => String(id) === parsed.form.values.account);
    const errors = uploadErrors(req.uploads?.problems ?? [], t);
    if (!named && parsed.form.values.account) errors.account = t('web:form.choose');
    if (files.now.length + files.held.length === 0) errors.delegation_file ??= t('exemptions:error.delegation_file');
    const { from_on, until_on } = parsed.form.values;
    if (until_on && from_on && until_on < from_on) errors.until_on = t('exemptions:error.until_before_from');
    const form = withErrors(parsed.form, errors);
    if (!parsed.ok || !named || Object.keys(errors).length > 0) {
      return show(deps, req, res, form, today(), await holdForm(deps, owner, files));
    }
    const [file] = await storeFiles(deps, all(files));
    if (!file) throw new Error('the file of a delegation was not stored');
    const { account: _, ...given } = parsed.data;
    await recordDelegation(deps, { ...given, user_id: named.id }, file, actingIn('desk', user, null).by);
    await endForm(deps, owner, files);
    flash(req, 'good', t('exemptions:done.delegation'));
    res.redirect(303, DELEGATIONS_PATH);
  });

  router.post(`${DELEGATIONS_PATH}/:id/akhiri`, guard, async (req, res) => {
    const by = actingIn('desk', currentUser(req), null).by;
    if (!(await endDelegation(deps, String(req.params.id), today(), by))) return renderError(req, res, 404);
    flash(req, 'good', translate(req)('exemptions:done.delegation_ended'));
    res.redirect(303, DELEGATIONS_PATH);
  });

  router.get(`${DELEGATIONS_PATH}/:file/berkas`, guard, async (req, res) => {
    const file = await delegationFile(deps.db, deps.regionId, String(req.params.file));
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });
  return router;
}

const all = ({ now, held }: FormFiles) => [...now, ...held.map(({ file }) => file)];

async function show(
  deps: Deps,
  req: Request,
  res: Response,
  form: FormState,
  today: string,
  held: { token: string; name: string; size: number }[] = [],
): Promise<void> {
  const t = translate(req);
  const rows = await delegations(deps.db, deps.regionId, MOST);
  const superiors = await staffWithRole(deps.db, deps.regionId, 'atasan', null, today);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const view = delegationsView({ rows, superiors, form, held, today }, t, fmt);
  const status = Object.keys(form.errors).length > 0 ? 422 : 200;
  renderPage(req, res, 'exemptions/delegations', view, { title: t('exemptions:delegation.title'), status, wide: true });
}
