import { type Request, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { sendMade } from '../storage/download';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, hasRole, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { certificatePdf } from './certificate';
import { decideForm } from './forms';
import { decideList } from './list-commands';
import { listView } from './list-pages';
import { filesWaiting, itemsPage, listByNumber } from './queries';
import { listPath, PATH } from './words';

const PAGE = 50;
const LIST = `${PATH}/usulan/:number`;

/** One list: read by the office, decided by a second person, certified when it is done. */
export function listRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const readers = requireRole('ppid', 'atasan', 'auditor', 'admin');

  router.get(LIST, readers, (req, res) => show(req, res, { status: 200, conflict: false }));

  router.post(`${LIST}/transitions`, requireRole('ppid', 'atasan'), async (req, res) => {
    const t = translate(req);
    const number = String(req.params.number);
    const parsed = parseForm(decideForm, req.body, t);
    if (!parsed.ok) return show(req, res, { status: 422, conflict: false, form: parsed.form });
    const { action, version, note } = parsed.data;
    const user = currentUser(req);
    const role = action === 'withdraw' ? 'ppid' : 'atasan';
    if (!hasRole(user, role)) return renderError(req, res, 403);
    const done = await decideList(deps, user, role, { number, version, decision: action, note });
    if (done.ok) {
      flash(req, 'good', t(`retention:done.${action}`));
      return res.redirect(303, listPath(number));
    }
    if (done.code === 'not_found') return renderError(req, res, 404);
    if (done.code !== 'same_person') return show(req, res, { status: 409, conflict: true, form: parsed.form });
    const form = withErrors(parsed.form, { note: t('retention:refused.same_person') });
    await show(req, res, { status: 422, conflict: false, form });
  });

  router.get(`${LIST}/berita-acara.pdf`, readers, async (req, res) => {
    const list = await listByNumber(db, regionId, String(req.params.number));
    if (!list?.finished_at) return renderError(req, res, 404);
    // The certificate is a document of the office: in Indonesian, whoever reads it.
    const t = deps.i18n.for('id');
    const items = await itemsPage(db, list.id, { after: null, limit: list.cases });
    const content = await certificatePdf(list, items, {
      ...{ t, fmt: formatIn('id', t, config.timezone), org: config.org },
      finishedOn: localDay(list.finished_at, config.timezone),
    });
    sendMade(res, { name: `berita-acara-${list.number}.pdf`, media_type: 'application/pdf', content });
  });

  async function show(
    req: Request,
    res: Response,
    { status, conflict, form }: { status: number; conflict: boolean; form?: FormState },
  ): Promise<void> {
    const list = await listByNumber(db, regionId, String(req.params.number));
    if (!list) return renderError(req, res, 404);
    const t = translate(req);
    const user = currentUser(req);
    const after = typeof req.query.sesudah === 'string' ? req.query.sesudah.slice(0, 40) : null;
    const items = await itemsPage(db, list.id, { after, limit: PAGE + 1 });
    const shown = items.slice(0, PAGE);
    const [open, mine] = [list.state === 'proposed', list.proposed_by === user.id];
    const view = listView(
      {
        ...{ list, items: shown, paged: after !== null, waiting: await filesWaiting(db, list.id), conflict },
        next: items.length > PAGE ? (shown.at(-1)?.number ?? null) : null,
        may: {
          approve: open && !mine && hasRole(user, 'atasan'),
          withdraw: open && hasRole(user, 'ppid'),
          same: open && mine && hasRole(user, 'atasan'),
        },
        ...(form ? { form } : {}),
      },
      { t, fmt: formatIn(languageOf(req), t, config.timezone) },
    );
    renderPage(req, res, 'retention/list', view, { title: t('retention:list.title', { number: list.number }), status });
  }

  return router;
}
