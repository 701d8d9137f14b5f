import { type Request, type Response, Router } from 'express';
import { rowKey } from '../accounts/row-key';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { tidyNumber } from '../requests/number';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, hasRole, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { holdForm, liftForm } from './forms';
import { liftHold, placeHold } from './hold-commands';
import { holdsView } from './hold-pages';
import { holdsPage } from './queries';
import { HOLDS_PATH } from './words';

const PAGE = 25;

/** `/retensi/penahanan`: cases that must not be destroyed for now, such as evidence in a lawsuit. */
export function holdRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const readers = requireRole('ppid', 'atasan', 'auditor', 'admin');
  const officers = requireRole('ppid', 'atasan');
  const roleOf = (req: Request) => (hasRole(currentUser(req), 'ppid') ? 'ppid' : 'atasan');

  router.get(HOLDS_PATH, readers, (req, res) => show(req, res, 200));

  router.post(HOLDS_PATH, officers, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(holdForm, req.body, t);
    if (!parsed.ok) return show(req, res, 422, parsed.form);
    const { number, reason, until } = parsed.data;
    const ask = { number: tidyNumber(number), reason, untilOn: until };
    const placed = await placeHold(deps, currentUser(req), roleOf(req), ask);
    if (!placed.ok) {
      const errors: Record<string, string> =
        placed.code === 'past' ? { until: t('retention:refused.past') } : { number: t('retention:refused.no_case') };
      return show(req, res, 422, withErrors(parsed.form, errors));
    }
    flash(req, 'good', t('retention:done.held', { number: placed.number }));
    res.redirect(303, HOLDS_PATH);
  });

  router.post(`${HOLDS_PATH}/:id/transitions`, officers, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(liftForm, req.body, t);
    if (!parsed.ok) {
      flash(req, 'bad', t('retention:refused.reason_needed'));
      return res.redirect(303, HOLDS_PATH);
    }
    const ask = { id: rowKey(req.params.id), reason: parsed.data.reason };
    if (!(await liftHold(deps, currentUser(req), roleOf(req), ask))) return renderError(req, res, 404);
    flash(req, 'good', t('retention:done.lifted'));
    res.redirect(303, HOLDS_PATH);
  });

  async function show(req: Request, res: Response, status: number, form?: FormState): Promise<void> {
    const t = translate(req);
    const before = rowKey(req.query.sesudah) || null;
    const found = await holdsPage(db, regionId, { before, limit: PAGE + 1 });
    const user = currentUser(req);
    const view = holdsView(
      {
        ...{ holds: found.slice(0, PAGE), more: found.length > PAGE, paged: before !== null },
        ...{ may: hasRole(user, 'ppid') || hasRole(user, 'atasan'), ...(form ? { form } : {}) },
      },
      { t, fmt: formatIn(languageOf(req), t, config.timezone), today: localDay(clock.now(), config.timezone) },
    );
    renderPage(req, res, 'retention/holds', view, { title: t('retention:hold.title'), status });
  }

  return router;
}
