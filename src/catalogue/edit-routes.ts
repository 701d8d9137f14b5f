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
import { type DeskDocument, deskDocument } from './desk-queries';
import { editor } from './desk-routes';
import { documentForm, tokensIn, versioned, withdrawForm } from './document-forms';
import { editPage } from './edit-page-routes';
import { mayPublishFor } from './editors';
import { attachUploads, MOST_FILES } from './file-commands';
import { tellLocked } from './locked';
import { endForm, filesOfForm, holdForm } from './new-document-commands';
import { FIELDS_FROM, ticksIn } from './personal/ask';
import {
  beforeDocument,
  beforePublic,
  type GoingOut,
  goingOutByEdit,
  type Looked,
  NOTHING_GOES,
  ofUploads,
} from './personal/document-commands';
import { showsFiles } from './publication';

type Req = Request<{ id: string }>;

/** What would be told by an edit, or joins a document that is public, when this editor may write it. */
async function lookedAt(
  deps: Deps,
  req: Req,
  from: number,
  outOf: (row: DeskDocument) => Promise<GoingOut>,
): Promise<Looked> {
  const row = await deskDocument(deps.db, deps.regionId, req.params.id);
  if (!row || !mayPublishFor(editor(req), row.body_id)) return { passed: {} };
  return beforePublic(await outOf(row), req.body ?? {}, translate(req), from);
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
    const looked = await lookedAt(deps, req, FIELDS_FROM.edit, (row) => goingOutByEdit(deps, row, facts, correction));
    if ('errors' in looked) {
      const form = withErrors(parsed.form, looked.errors);
      return show(req, res, { status: 422, form, edit: looked.scans });
    }
    const at = { publicId: req.params.id, version, revision };
    const done = await editDocument(deps, editor(req), at, facts, correction, looked.passed);
    if (!done.ok) return refused(done, req, res, { form: parsed.form, typed: facts });
    const live = done.document.state === 'published' ? 'savedLive' : 'saved';
    flash(req, 'good', t(done.proposed ? 'catalogue:revision.sent' : `catalogue:desk.${live}`));
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  router.post('/opd/informasi/:id/terbit', guard, async (req: Req, res) => {
    const parsed = parseForm(versioned, req.body, translate(req));
    if (!parsed.ok) return show(req, res, { status: 422, form: withErrors(blankForm(), parsed.form.errors) });
    const body: Record<string, unknown> = req.body ?? {};
    const looked = await beforeDocument(deps, editor(req), req.params.id, body, translate(req));
    if ('errors' in looked) {
      return show(req, res, { status: 422, form: withErrors(blankForm(ticksIn(body)), looked.errors) });
    }
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
    const { files: sent, problems } = req.uploads ?? { files: [], problems: [] };
    const owner = `document-files:${editor(req).userId}:${req.params.id}`;
    const held = await filesOfForm(deps, owner, sent, tokensIn(req.body));
    const files = [...held.held.map(({ file }) => file), ...held.now];
    const wrong =
      problems.length > 0
        ? uploadErrors(problems, t)
        : files.length === 0
          ? { berkas: t('catalogue:desk.chooseFile') }
          : null;
    if (wrong) return show(req, res, { status: 422, form: withErrors(blankForm(), wrong) });
    const scannable = await ofUploads(files);
    const goes = { texts: files.map(({ name }) => name), files: scannable };
    let shows = false;
    const looked = await lookedAt(deps, req, FIELDS_FROM.upload, async (row) => {
      shows = showsFiles(row);
      return shows ? goes : NOTHING_GOES;
    });
    if ('errors' in looked) {
      const form = withErrors(blankForm(ticksIn(req.body ?? {})), looked.errors);
      const upload = { scans: looked.scans, held: await holdForm(deps, owner, held) };
      return show(req, res, { status: 422, form, upload });
    }
    const sha256 = new Set(shows ? scannable.map((file) => file.sha256) : []);
    const done = await attachUploads(deps, editor(req), req.params.id, files, { sha256, passed: looked.passed });
    if (!done.ok && done.code === 'too_many_files') {
      const errors = { berkas: t('catalogue:desk.tooManyFiles', { most: MOST_FILES }) };
      return show(req, res, { status: 422, form: withErrors(blankForm(), errors) });
    }
    if (!done.ok) return refused(done as Changed & { ok: false }, req, res);
    await endForm(deps, owner, held);
    const said = t('catalogue:desk.uploaded', { count: files.length });
    flash(req, 'good', 'proposed' in done ? `${said} ${t('catalogue:revision.sent')}` : said);
    await tellLocked(deps, req, done.document.id, files);
    res.redirect(303, `/opd/informasi/${req.params.id}`);
  });

  return router;
}
