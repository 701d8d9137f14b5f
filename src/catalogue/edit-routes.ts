import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { acceptOf, KINDS } from '../storage/file-kinds';
import { uploadErrors } from '../storage/problems';
import { upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { onlyOurs } from './address-params';
import { type Changed, editDocument, publishDocument, withdrawDocument } from './commands';
import { editView, factValues } from './desk-pages';
import { deskDocument, deskFiles, deskVersions } from './desk-queries';
import { editor } from './desk-routes';
import type { DocumentFacts } from './document-facts';
import { documentForm, versioned, withdrawForm } from './document-forms';
import { mayPublishFor } from './editors';
import { attachUploads, MOST_FILES, removeFile } from './file-commands';

type Shown = { status?: number; form?: FormState; typed?: DocumentFacts };
type Req = Request<{ id: string }>;

/** `/opd/informasi/{id}`: one document, its content, files, publication and withdrawal. */
export function editRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id', 'file');
  const guard = requireRole('opd', 'ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: { berkas: 'document' }, maxFiles: 10 });
  const show = (req: Req, res: Response, shown: Shown = {}) => showDocument(deps, req, res, shown);

  router.get('/opd/informasi/:id', guard, (req: Req, res) => show(req, res));

  router.post('/opd/informasi/:id', guard, async (req: Req, res) => {
    const t = translate(req);
    const parsed = parseForm(documentForm, req.body, t);
    if (!parsed.ok) return show(req, res, { status: 422, form: parsed.form });
    const { version, ...facts } = parsed.data;
    const done = await editDocument(deps, editor(req), { publicId: req.params.id, version }, facts);
    if (!done.ok) return refused(done, req, res, { form: parsed.form, typed: facts });
    flash(req, 'good', t(done.document.state === 'published' ? 'catalogue:desk.savedLive' : 'catalogue:desk.saved'));
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  router.post('/opd/informasi/:id/terbit', guard, async (req: Req, res) => {
    const parsed = parseForm(versioned, req.body, translate(req));
    if (!parsed.ok) return show(req, res, { status: 422, form: withErrors(blankForm(), parsed.form.errors) });
    const done = await publishDocument(deps, editor(req), { publicId: req.params.id, version: parsed.data.version });
    if (!done.ok) return refused(done, req, res);
    flash(req, 'good', translate(req)('catalogue:desk.published'));
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  router.post('/opd/informasi/:id/tarik', guard, async (req: Req, res) => {
    const parsed = parseForm(withdrawForm, req.body, translate(req));
    if (!parsed.ok) return show(req, res, { status: 422, form: parsed.form });
    const { version, reason } = parsed.data;
    const done = await withdrawDocument(deps, editor(req), { publicId: req.params.id, version }, reason);
    if (!done.ok) return refused(done, req, res, { form: parsed.form });
    flash(req, 'good', translate(req)('catalogue:desk.withdrawn'));
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  router.post('/opd/informasi/:id/berkas', guard, receive, csrfAfterUpload, async (req: Req, res) => {
    const t = translate(req);
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const wrong =
      problems.length > 0
        ? uploadErrors(problems, t)
        : files.length === 0
          ? { berkas: t('catalogue:desk.chooseFile') }
          : null;
    if (wrong) return show(req, res, { status: 422, form: withErrors(blankForm(), wrong) });
    const done = await attachUploads(deps, editor(req), req.params.id, files);
    if (!done.ok && done.code === 'too_many_files') {
      const errors = { berkas: t('catalogue:desk.tooManyFiles', { most: MOST_FILES }) };
      return show(req, res, { status: 422, form: withErrors(blankForm(), errors) });
    }
    if (!done.ok) return refused(done as Changed & { ok: false }, req, res);
    flash(req, 'good', t('catalogue:desk.uploaded', { count: files.length }));
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  router.post(
    '/opd/informasi/:id/berkas/:file/hapus',
    guard,
    async (req: Request<{ id: string; file: string }>, res) => {
      const done = await removeFile(deps, editor(req), req.params.id, req.params.file);
      if (!done.ok) return refused(done, req, res);
      flash(req, 'good', translate(req)('catalogue:desk.removed'));
      res.redirect(303, `/opd/informasi/${req.params.id}`);
    },
  );

  /** A refusal of a command: not yours 404, changed meanwhile 409 with the fresh page, against the rules 422. */
  function refused(done: Changed & { ok: false }, req: Req, res: Response, shown: Shown = {}) {
    const t = translate(req);
    const form = shown.form ?? blankForm();
    if (done.code === 'not_found') return renderError(req, res, 404);
    if (done.code === 'exempt_needs_ppid') {
      return show(req, res, { form: withErrors(form, { category: t('catalogue:desk.exemptNeedsPpid') }), status: 422 });
    }
    const errors: Record<string, string> = shown.typed ? {} : { form: t('catalogue:desk.staleAction') };
    return show(req, res, { ...shown, form: withErrors(form, errors), status: 409 });
  }

  return router;
}

async function showDocument(
  deps: Deps,
  req: Req,
  res: Response,
  { status = 200, form = blankForm(), typed }: Shown,
): Promise<void> {
  const row = await deskDocument(deps.db, deps.regionId, req.params.id);
  if (!row || !mayPublishFor(editor(req), row.body_id)) return renderError(req, res, 404);
  const [files, versions] = await Promise.all([deskFiles(deps.db, row.id), deskVersions(deps.db, row.id)]);
  const t = translate(req);
  const { formats, maxBytes } = KINDS.document;
  const shown = formats
    .filter((format) => format !== 'jpeg')
    .join(', ')
    .toUpperCase();
  const fileHint = t('catalogue:desk.fileHint', { formats: shown, limit: maxBytes / 1024 / 1024 });
  // What was typed wins over what is stored; the version is always the one of the page that is shown.
  const filled = { values: { ...factValues(row), ...form.values, version: String(row.version) }, errors: form.errors };
  const context = { form: filled, files, versions, typed: typed ?? null, fileHint, accept: acceptOf('document') };
  const view = editView(row, context, t, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'catalogue/edit', view, { title: row.title, status });
}
