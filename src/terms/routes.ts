import { type Request, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { isTermCode, termOf } from '../workflow/terms';
import { overrideTerm } from './commands';
import { overrideForm } from './forms';
import { PATH, refusalOf, termsView, termView, type World } from './pages';
import { overrideHistory, overridesOf } from './queries';
import type { Weaker } from './standing';

const SHOWN = 100;

/** Which field a refused length is said beside. */
const FIELD = { not_ahead: 'inForceOn', no_change: 'length', longer: 'length', shorter: 'length' } as const;

/** The statutory terms, and what this office sets in their place: `/admin/tenggat`. */
export function termRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const onlyAdmin = requireRole('admin');

  router.get(PATH, onlyAdmin, async (req, res) => {
    const known = [overridesOf(db, regionId), overrideHistory(db, regionId, { limit: SHOWN })] as const;
    const view = termsView(...(await Promise.all(known)), worldOf(req));
    renderPage(req, res, 'terms/list', view, { title: translate(req)('terms:title'), wide: true });
  });

  router.get(`${PATH}/:code`, onlyAdmin, (req, res) => show(req, res, 200));

  router.post(`${PATH}/:code`, onlyAdmin, async (req, res) => {
    const t = translate(req);
    const code = String(req.params.code);
    if (!isTermCode(code)) return renderError(req, res, 404);
    const parsed = parseForm(overrideForm, req.body, t);
    if (!parsed.ok) return show(req, res, 422, { form: parsed.form });
    const set = await overrideTerm(deps, currentUser(req), { code, ...parsed.data });
    const world = worldOf(req);
    if (!set.ok) {
      const errors = { [FIELD[set.reason]]: refusalOf(termOf(code), set.reason, world) };
      const told = set.reason === 'longer' || set.reason === 'shorter' ? set.reason : null;
      return show(req, res, 422, { form: withErrors(parsed.form, errors), told });
    }
    flash(req, 'good', t('terms:saved', { day: world.fmt.day(parsed.data.inForceOn) }));
    res.redirect(303, `${PATH}/${code}`);
  });

  async function show(
    req: Request,
    res: Response,
    status: number,
    given: { form?: FormState; told?: Weaker | null } = {},
  ): Promise<void> {
    const code = String(req.params.code);
    if (!isTermCode(code)) return renderError(req, res, 404);
    const known = [overridesOf(db, regionId), overrideHistory(db, regionId, { code, limit: SHOWN })] as const;
    const view = termView(termOf(code), ...(await Promise.all(known)), worldOf(req), given);
    renderPage(req, res, 'terms/term', view, { title: view.name, status });
  }

  function worldOf(req: Request): World {
    const t = translate(req);
    const { timezone } = config;
    return { t, fmt: formatIn(languageOf(req), t, timezone), today: localDay(clock.now(), timezone) };
  }

  return router;
}
