import { type Request, Router } from 'express';
import type { Deps } from '../deps';
import { uploadErrors } from '../storage/problems';
import { upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { flash } from '../web/flash';
import { blankForm, parseForm, withErrors } from '../web/forms';
import { requireRole } from '../web/guards';
import { translate } from '../web/language';
import { onlyOurs } from './address-params';
import type { Changed } from './changing-commands';
import { editDocument, publishDocument, withdrawDocument } from './commands';
import { deskDocument, deskFiles } from './desk-queries';
import { editor } from './desk-routes';
import { documentForm, versioned, withdrawForm } from './document-forms';
import { editPage } from './edit-page-routes';
import { mayPublishFor } from './editors';
import { attachUploads, MOST_FILES } from './file-commands';
import { tellLocked } from './locked';
import { ticksIn } from './personal/ask';
import { beforePublishing, ofRows } from './personal/document-commands';

type Req = Request<{ id: string }>;

/** What a machine finds in the files of a document that is about to go out: the form again, or what the event keeps. */
async function foundIn(deps: Deps, req: Req) {
  const row = await deskDocument(deps.db, deps.regionId, req.params.id);
  if (!row || !mayPublishFor(editor(req), row.body_id) || row.category === 'dikecualikan') return { passed: {} };
  const body: Record<string, unknown> = req.body ?? {};
  const looked = await beforePublishing(ofRows(deps, await deskFiles(deps.db, row.id)), body, translate(req));
  return 'errors' in looked ? { ...looked, form: withErrors(blankForm(ticksIn(body)), looked.errors) } : looked;
}

/** `/opd/informasi/{id}`: one document, its content, files, publication and withdrawal. */
export function editRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const guard = requireRole('opd', 'ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: { berkas: 'document' }, maxFiles: 10 });
  const { show, refused } = editPage(deps);

  router.get('/opd/informasi/:id', guard, (req: Req, res) => show(req, res));

  router.post('/opd/informasi/:id', guard, async (req: Req, res) => {
    const t = translate(req);
    const parsed = parseForm(documentForm, req.body, t);
    if (!parsed.ok) return show(req, res, { status: 422, form: parsed.form });
    const { version, revision, correction, ...facts } = parsed.data;
    const at = { publicId: req.params.id, version, revision };
    const done = await editDocument(deps, editor(req), at, facts, correction);
    if (!done.ok) return refused(done, req, res, { form: parsed.form, typed: facts });
    const live = done.document.state === 'published' ? 'savedLive' : 'saved';
    flash(req, 'good', t(done.proposed ? 'catalogue:revision.sent' : `catalogue:desk.${live}`));
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  router.post('/opd/informasi/:id/terbit', guard, async (req: Req, res) => {
    const parsed = parseForm(versioned, req.body, translate(req));
    if (!parsed.ok) return show(req, res, { status: 422, form: withErrors(blankForm(), parsed.form.errors) });
    const looked = await foundIn(deps, req);
    if ('errors' in looked) return show(req, res, { status: 422, form: looked.form });
    const at = { publicId: req.params.id, version: parsed.data.version };
    const done = await publishDocument(deps, editor(req), at, looked.passed);
    if (!done.ok) return refused(done, req, res);
    flash(req, 'good', translate(req)(`catalogue:new.done.${done.document.state}`));
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
    const said = t('catalogue:desk.uploaded', { count: files.length });
    flash(req, 'good', 'proposed' in done ? `${said} ${t('catalogue:revision.sent')}` : said);
    await tellLocked(deps, req, done.document.id, files);
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  return router;
}
