import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { ruleForm } from './forms';
import { kindOf, type RecordKind } from './kinds';
import { rulesOf, ruleVersions } from './queries';
import { setRule } from './rule-commands';
import { ruleView, scheduleView } from './schedule-pages';
import { ADMIN_PATH } from './words';

const SHOWN = 50;

/** `/admin/retensi`: how long each kind of record is kept, as the administrator enters it from the archive schedule. */
export function retentionAdminRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(ADMIN_PATH, onlyAdmin, async (req, res) => {
    const known = await Promise.all([rulesOf(db, regionId), ruleVersions(db, regionId, null, SHOWN)]);
    const view = scheduleView(...known, worldOf(req));
    renderPage(req, res, 'retention/schedule', view, { title: translate(req)('retention:schedule.title'), wide: true });
  });

  router.get(`${ADMIN_PATH}/:kind`, onlyAdmin, async (req, res) => {
    const kind = kindOf(req.params.kind);
    if (!kind) return renderError(req, res, 404);
    await show(req, res, kind, 200);
  });

  router.post(`${ADMIN_PATH}/:kind`, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const kind = kindOf(req.params.kind);
    if (!kind) return renderError(req, res, 404);
    const parsed = parseForm(ruleForm, req.body, t);
    if (!parsed.ok) return show(req, res, kind, 422, parsed.form);
    const set = await setRule(deps, currentUser(req), { kind: kind.code, ...parsed.data });
    if (!set.ok) {
      const errors: Record<string, string> =
        set.code === 'open_case'
          ? { counted_from: t('retention:refused.open_case', { number: set.number }) }
          : { length: t('retention:refused.no_change') };
      return show(req, res, kind, 422, withErrors(parsed.form, errors));
    }
    flash(req, 'good', t('retention:done.rule'));
    res.redirect(303, `${ADMIN_PATH}/${kind.code}`);
  });

  async function show(req: Request, res: Response, kind: RecordKind, status: number, form?: FormState): Promise<void> {
    const [rules, versions] = await Promise.all([rulesOf(db, regionId), ruleVersions(db, regionId, kind.code, SHOWN)]);
    const view = ruleView(kind, rules[kind.code], versions, worldOf(req), form);
    renderPage(req, res, 'retention/rule', view, { title: view.name, status });
  }

  function worldOf(req: Request) {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, config.timezone) };
  }

  return router;
}
