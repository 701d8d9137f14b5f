import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { onlyOurs } from '../address-params';
import type { Changed } from '../changing-commands';
import { editor } from '../desk-routes';
import { tokensIn } from '../document-forms';
import { editPage } from '../edit-page-routes';
import { fileField } from '../file-hint';
import { tellLocked } from '../locked';
import { endForm, filesOfForm, holdForm } from '../new-document-commands';
import type { Scanned } from '../personal/ask';
import { beforePublic, NOTHING_GOES, ofUploads } from '../personal/document-commands';
import { showsFiles } from '../publication';
import { replaceForm } from './forms';
import { ownDocument } from './own-document';
import { replaceView } from './pages';
import { fileToLeave } from './queries';
import { replaceFile } from './replace-commands';

type FileReq = Request<{ id: string; file: string }>;
type Shown = {
  form?: FormState;
  status?: number;
  found?: readonly (Scanned | null)[];
  held?: readonly { token: string; name: string; size: number }[];
};

/** `/opd/informasi/{id}/berkas/{file}/ganti`: another file in its place, with what was wrong, in one go. */
export function replaceRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id', 'file');
  const guard = requireRole('opd', 'ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: { berkas: 'document' }, maxFiles: 1 });
  const { refused } = editPage(deps);

  async function showReplace(req: FileReq, res: Response, shown: Shown = {}) {
    const { form = blankForm(), status = 200, found = [], held = [] } = shown;
    const row = await ownDocument(deps, req);
    const file = row && (await fileToLeave(deps.db, row.id, req.params.file));
    if (!row || file?.removed_at !== null) return renderError(req, res, 404);
    const t = translate(req);
    const reviewed = editor(req).bodyIds !== null && row.body_trusted === 0;
    const fmt = formatIn(languageOf(req), t, deps.config.timezone);
    const view = replaceView(row, file, form, { ...fileField(t, { one: true }), reviewed, found, held }, t, fmt);
    renderPage(req, res, 'catalogue/replace', view, { title: t('catalogue:replace.title'), status });
  }

  router.get('/opd/informasi/:id/berkas/:file/ganti', guard, (req: FileReq, res) => showReplace(req, res));

  router.post(
    '/opd/informasi/:id/berkas/:file/ganti',
    guard,
    receive,
    csrfAfterUpload,
    async (req: FileReq, res: Response) => {
      const t = translate(req);
      const { files: sent, problems } = req.uploads ?? { files: [], problems: [] };
      const owner = `replace-file:${editor(req).userId}:${req.params.id}:${req.params.file}`;
      // What is sent now wins over what was held.
      const held = await filesOfForm(deps, owner, sent, sent.length > 0 ? [] : tokensIn(req.body));
      const files = [...held.now, ...held.held.map((one) => one.file)].slice(0, 1);
      const parsed = parseForm(replaceForm, req.body, t);
      const again = (errors: Record<string, string>, status = 422) =>
        showReplace(req, res, { form: withErrors(parsed.form, errors), status });
      const [file] = files;
      if (problems.length > 0) return again(uploadErrors(problems, t));
      if (!parsed.ok || !file) return again(file ? {} : { berkas: t('catalogue:replace.chooseFile') });
      const { correction } = parsed.data;
      const row = await ownDocument(deps, req);
      if (!row) return renderError(req, res, 404);
      const scannable = await ofUploads(files);
      const goes = showsFiles(row) ? { texts: [file.name, correction], files: scannable } : NOTHING_GOES;
      const found = await beforePublic(goes, req.body ?? {}, t);
      if ('errors' in found) {
        const form = withErrors(parsed.form, found.errors);
        const shown = { form, found: found.scans, held: await holdForm(deps, owner, held) };
        return showReplace(req, res, { ...shown, status: 422 });
      }
      const sha256 = new Set(goes.files.map((one) => one.sha256));
      const looked = { sha256, passed: found.passed };
      const done = await replaceFile(deps, editor(req), req.params.id, req.params.file, { file, correction, looked });
      if (!done.ok && done.code === 'already_there') return again({ berkas: t('catalogue:replace.already_there') });
      if (!done.ok && done.code === 'gone') {
        if (!(await ownDocument(deps, req))) return renderError(req, res, 404);
        flash(req, 'warn', t('catalogue:replace.gone'));
        return res.redirect(303, `/opd/informasi/${req.params.id}`);
      }
      if (!done.ok) return refused(done as Changed & { ok: false }, req, res);
      await endForm(deps, owner, held);
      const said = done.document.state === 'published' ? 'live' : 'draft';
      flash(req, 'good', t('proposed' in done ? 'catalogue:revision.sent' : `catalogue:replace.done.${said}`));
      await tellLocked(deps, req, done.document.id, files);
      res.redirect(303, `/opd/informasi/${req.params.id}`);
    },
  );

  return router;
}
