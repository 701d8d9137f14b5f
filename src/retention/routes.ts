import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { rowKey } from '../accounts/row-key';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, hasRole, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, encodeCursor, rowId, withQuery } from '../web/pagination';
import { retentionAdminRoutes } from './admin-routes';
import { type Asked, dueCases } from './due-queries';
import { proposeForm } from './forms';
import { holdRoutes } from './hold-routes';
import { type KindCode, kindOf, LISTED_KINDS } from './kinds';
import { proposeList } from './list-commands';
import { dueView, overviewView } from './list-pages';
import { listRoutes } from './list-routes';
import { listsPage, rulesOf } from './queries';
import { listPath, PATH } from './words';

const PAGE = 25;
/** Cases counted of a kind: more than one list holds is "more". */
const COUNTED = 500;

const place = z.object({ root: z.number().int().min(0).max(5), base: z.string().max(30), id: rowId() });

/** `/retensi`: what is due for destruction, what was proposed, decided and done, and what a hold keeps. */
export function retentionRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;
  const readers = requireRole('ppid', 'atasan', 'auditor', 'admin');

  router.get(PATH, readers, (req, res) => showOverview(req, res, 200));

  router.get(`${PATH}/jatuh-tempo/:kind`, readers, async (req, res) => {
    const kind = LISTED_KINDS.includes(req.params.kind as KindCode) ? kindOf(req.params.kind) : null;
    if (!kind) return renderError(req, res, 404);
    const after = decodeCursor(place, req.query.sesudah);
    const asked = await askedNow();
    const found = await dueCases(db, asked, kind, { after, limit: PAGE + 1 });
    const shown = found.slice(0, PAGE);
    const here = `${PATH}/jatuh-tempo/${kind.code}`;
    const last = found.length > PAGE ? shown.at(-1) : undefined;
    const paging = {
      next: last ? withQuery(here, { sesudah: encodeCursor(last.place) }) : null,
      first: after ? here : null,
    };
    const view = dueView(kind.code, asked.rules[kind.code], shown, paging, worldOf(req));
    renderPage(req, res, 'retention/due', view, { title: view.name });
  });

  router.post(`${PATH}/usulan`, requireRole('ppid'), async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(proposeForm, req.body, t);
    if (!parsed.ok) return showOverview(req, res, 422, parsed.form);
    const { kind, note } = parsed.data;
    const made = await proposeList(deps, currentUser(req), { kind: kind as KindCode, note });
    if (!made.ok) {
      return showOverview(req, res, 422, withErrors(parsed.form, { kind: t(`retention:refused.${made.code}`) }));
    }
    flash(req, 'good', t('retention:done.proposed', { number: made.number }));
    res.redirect(303, listPath(made.number));
  });

  async function askedNow(): Promise<Asked> {
    const { timezone } = deps.config;
    return { regionId, rules: await rulesOf(db, regionId), today: localDay(deps.clock.now(), timezone), timezone };
  }

  async function showOverview(req: Request, res: Response, status: number, form?: FormState): Promise<void> {
    const asked = await askedNow();
    const due = new Map<KindCode, number>();
    for (const code of LISTED_KINDS) {
      const kind = kindOf(code);
      if (kind) due.set(code, (await dueCases(db, asked, kind, { limit: COUNTED + 1 })).length);
    }
    const before = rowKey(req.query.sesudah) || null;
    const found = await listsPage(db, regionId, { before, limit: PAGE + 1 });
    const user = currentUser(req);
    const view = overviewView(
      {
        ...{ rules: asked.rules, due, lists: found.slice(0, PAGE), more: found.length > PAGE, paged: before !== null },
        ...{ most: COUNTED, ...(form ? { form } : {}) },
        may: { propose: hasRole(user, 'ppid'), schedule: hasRole(user, 'admin') },
      },
      worldOf(req),
    );
    renderPage(req, res, 'retention/overview', view, { title: translate(req)('retention:title'), status, wide: true });
  }

  function worldOf(req: Request) {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
  }

  return router.use(retentionAdminRoutes(deps), listRoutes(deps), holdRoutes(deps));
}
