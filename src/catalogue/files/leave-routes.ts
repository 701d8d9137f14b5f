import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { onlyOurs } from '../address-params';
import type { Changed } from '../changing-commands';
import { deskLinks } from '../desk-queries';
import { editor } from '../desk-routes';
import { editPage } from '../edit-page-routes';
import { removeLink } from '../links/commands';
import { leaveForm, leaveLinkForm } from './forms';
import { type Removed, removeFile } from './leave-commands';
import { ownDocument } from './own-document';
import { leaveFileView, leaveLinkView } from './pages';
import { fileToLeave } from './queries';
import { erases } from './reasons';

type FileReq = Request<{ id: string; file: string }>;
type LinkReq = Request<{ id: string; link: string }>;
type Shown = { form?: FormState; status?: number };

/** Takes a file or a link off a document: what was never public goes at once; for the rest a page asks why. */
export function leaveRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id', 'file', 'link');
  const guard = requireRole('opd', 'ppid');
  const { refused } = editPage(deps);
  const back = (req: Request) => `/opd/informasi/${req.params.id}`;

  /** Sentences for what a step refuses, on the page of that step; null where the document's page answers. */
  function refusal(req: Request, done: Removed & { ok: false }): Record<string, string> | null {
    const known = done.code === 'last_source' || done.code === 'erase_needs_ppid';
    return known ? { why: translate(req)(`catalogue:leave.${done.code}`) } : null;
  }

  async function showLeave(req: FileReq, res: Response, { form = blankForm(), status = 200 }: Shown = {}) {
    const row = await ownDocument(deps, req);
    const file = row && (await fileToLeave(deps.db, row.id, req.params.file));
    if (!row || !file) return renderError(req, res, 404);
    const t = translate(req);
    const view = leaveFileView(row, file, form, t);
    renderPage(req, res, 'catalogue/leave', view, { title: view.heading, status });
  }

  router.get('/opd/informasi/:id/berkas/:file/hapus', guard, (req: FileReq, res) => showLeave(req, res));

  router.post('/opd/informasi/:id/berkas/:file/hapus', guard, async (req: FileReq, res) => {
    const t = translate(req);
    const row = await ownDocument(deps, req);
    if (!row) return renderError(req, res, 404);
    const file = await fileToLeave(deps.db, row.id, req.params.file);
    const asks = file !== undefined && row.published_at !== null;
    const parsed = parseForm(leaveForm, req.body, t);
    if (asks && !parsed.ok) return showLeave(req, res, { form: parsed.form, status: 422 });
    const leaving = asks && parsed.ok ? { why: parsed.data.why, note: parsed.data.leave_note } : undefined;
    const done = await removeFile(deps, editor(req), req.params.id, req.params.file, leaving);
    const errors = done.ok ? null : refusal(req, done);
    if (errors) return showLeave(req, res, { form: withErrors(parsed.form, errors), status: 422 });
    if (!done.ok) return refused(done as Changed & { ok: false }, req, res);
    const said = leaving && erases(leaving.why) ? 'catalogue:leave.erased' : 'catalogue:desk.removed';
    flash(req, 'good', t(done.proposed ? 'catalogue:revision.sent' : said));
    res.redirect(303, back(req));
  });

  async function showLinkLeave(req: LinkReq, res: Response, { form = blankForm(), status = 200 }: Shown = {}) {
    const row = await ownDocument(deps, req);
    const link = row && (await deskLinks(deps.db, row.id)).find(({ public_id }) => public_id === req.params.link);
    if (!row || !link) return renderError(req, res, 404);
    const view = leaveLinkView(row, link, form, translate(req));
    renderPage(req, res, 'catalogue/leave', view, { title: view.heading, status });
  }

  router.get('/opd/informasi/:id/tautan/:link/hapus', guard, (req: LinkReq, res) => showLinkLeave(req, res));

  router.post('/opd/informasi/:id/tautan/:link/hapus', guard, async (req: LinkReq, res) => {
    const t = translate(req);
    const row = await ownDocument(deps, req);
    if (!row) return renderError(req, res, 404);
    const there = (await deskLinks(deps.db, row.id)).some(({ public_id }) => public_id === req.params.link);
    const parsed = parseForm(leaveLinkForm, req.body, t);
    const asks = there && row.published_at !== null;
    if (asks && !parsed.ok) return showLinkLeave(req, res, { form: parsed.form, status: 422 });
    const leaving = asks && parsed.ok ? { why: parsed.data.why, note: parsed.data.leave_note } : undefined;
    const done = await removeLink(deps, editor(req), req.params.id, req.params.link, leaving);
    const errors = done.ok ? null : refusal(req, done);
    if (errors) return showLinkLeave(req, res, { form: withErrors(parsed.form, errors), status: 422 });
    if (!done.ok) return refused(done, req, res);
    flash(req, 'good', t(done.proposed ? 'catalogue:revision.sent' : 'catalogue:links.removed'));
    res.redirect(303, back(req));
  });

  return router;
}
