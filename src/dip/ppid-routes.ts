import { type Request, type Response, Router } from 'express';
import { incompleteCount, incompletePage, registerBodies } from '../catalogue/register-queries';
import type { Deps } from '../deps';
import { uploadErrors } from '../storage/problems';
import { keepUpload, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { renderPage } from '../web/page';
import { DIP_AREAS } from './areas';
import { proposeDip } from './commands';
import { compileDip } from './compile/commands';
import { addDecree } from './decree-commands';
import { COUNTED, checkView } from './desk-pages';
import { oneText, proposeForm } from './forms';
import { openVersion } from './queries';
import { placeOf, wordsOf } from './reading-routes';
import { showVersion } from './staff-routes';

const { path, role } = DIP_AREAS.ppid;
const ROWS = 25;
/** A small register is whole when its page opens; what is larger goes on in the sweep. */
const AT_ONCE = 1_000;

/** `/petugas/dip/periksa` and what the PPID alone does: propose, and file the decree later. */
export function ppidDipRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole(role);
  const receive = upload({ dataDir: deps.config.dataDir, fields: { keputusan: 'document' }, maxFiles: 1 });

  router.get(`${path}/periksa`, guard, (req, res) => showCheck(deps, req, res));

  router.post(path, guard, async (req, res) => {
    const { t } = wordsOf(deps, req);
    const parsed = parseForm(proposeForm, req.body, t);
    if (!parsed.ok) return showCheck(deps, req, res, parsed.form);
    const done = await proposeDip(deps, currentUser(req), parsed.data.catatan);
    if (!done.ok) return showCheck(deps, req, res, withErrors(parsed.form, { form: t('dip:refused.nothing_in_it') }));
    await compileDip(deps, AT_ONCE);
    flash(req, 'good', t('dip:done.propose'));
    res.redirect(303, `${path}/${done.publicId}`);
  });

  router.post(`${path}/:id/berkas`, guard, receive, csrfAfterUpload, async (req, res) => {
    const { t } = wordsOf(deps, req);
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const [file] = files;
    const errors = file
      ? uploadErrors(problems, t)
      : { keputusan: t('dip:form.chooseFile'), ...uploadErrors(problems, t) };
    if (!file || problems.length > 0) {
      return showVersion(deps, req, res, 'ppid', {
        status: 422,
        form: withErrors(blankForm(), errors),
        tried: 'berkas',
      });
    }
    const kept = await keepUpload(deps.files, file);
    const done = await addDecree(deps, currentUser(req), String(req.params.id), {
      ...kept,
      name: file.name,
      mediaType: file.mediaType,
    });
    if (done !== 'filed') await deps.files.remove(kept.storedName);
    if (done === 'not_found') return renderError(req, res, 404);
    flash(req, 'good', t('dip:done.decree'));
    res.redirect(303, `${path}/${req.params.id}`);
  });

  return router;
}

/** What would stand in the register with empty columns: how much of each body, and of one body what. */
async function showCheck(deps: Deps, req: Request, res: Response, form: FormState = blankForm()): Promise<void> {
  const { t, fmt } = wordsOf(deps, req);
  const { db, regionId } = deps;
  const bodies = await registerBodies(db, regionId);
  const counts: { id: number; slug: string; name: string; n: number }[] = [];
  for (const body of bodies) {
    const n = await incompleteCount(db, regionId, body.id, COUNTED);
    if (n > 0) counts.push({ ...body, n });
  }
  const body = counts.find(({ slug }) => slug === oneText(req.query.badan));
  const after = placeOf(req);
  const found = body ? await incompletePage(db, regionId, body.id, { after, limit: ROWS + 1 }) : [];
  const rows = found.slice(0, ROWS);
  const chosen = body
    ? { ...body, rows, next: found.length > ROWS ? (rows.at(-1)?.id ?? null) : null, beyondFirst: after > 0 }
    : null;
  const view = checkView({ form, open: await openVersion(db, regionId), counts, chosen }, t, fmt);
  const wrong = Object.keys(form.errors).length > 0;
  renderPage(req, res, 'dip/check', view, { title: t('dip:check.title'), status: wrong ? 422 : 200 });
}
