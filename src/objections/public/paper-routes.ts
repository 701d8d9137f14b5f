import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { PAPER_KINDS } from '../../requests/papers';
import { MOST_PAPERS } from '../../requests/public/draft';
import { dropPaper, freshSince, keepPapers } from '../../requests/public/draft-commands';
import { draftOf } from '../../requests/public/draft-queries';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { blankForm, type FormState } from '../../web/forms';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { answersIn, formatOf } from './asking';
import { behindOf } from './behind';
import { objectionDraftTokenOf } from './cookies';
import { OBJECTION_DRAFTS, type ObjectionDraft } from './draft';
import { detour, isToCheck, PAGE } from './frame';
import { papersNeeded, papersView } from './question-pages';
import { loadDraft, needDraft, openDraftIn } from './visitor';

/** Papers of an objection that is being written. Good files stay when others are refused. */
export function paperRoutes(deps: Deps): Router {
  const router = Router();
  const needed = [loadDraft(deps), needDraft(deps)];
  const slowDown = limited(deps.config, { name: 'berkas', windowSeconds: 3600, limit: 60 });
  const fields = Object.fromEntries(PAPER_KINDS.map((kind) => [kind, 'identity' as const]));
  const receive = upload({ dataDir: deps.config.dataDir, fields, maxFiles: MOST_PAPERS });

  router.get(PAGE.papers, ...needed, (req, res) => showPapers(deps, req, res, openDraftIn(res), blankForm()));

  router.post(PAGE.papers, slowDown, ...needed, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const draft = openDraftIn(res);
    const wanted: readonly string[] = await wantedPapers(deps, req, res);
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const good = files.filter((file) => wanted.includes(file.field));
    const { refused } = await keepPapers(deps, draft, good);
    const errors = uploadErrors(problems, t);
    for (const kind of refused) errors[kind] ??= t('objecting:papers.too_much', { most: MOST_PAPERS });
    if (Object.keys(errors).length === 0) return res.redirect(303, PAGE.check);
    // A refused file under a name that this page does not have is told on top of it.
    const placed = Object.entries(errors).map(([name, text]) => [wanted.includes(name) ? name : 'form', text]);
    const now = await draftOf(OBJECTION_DRAFTS, deps, objectionDraftTokenOf(req), freshSince(deps));
    await showPapers(deps, req, res, now ?? draft, { values: {}, errors: Object.fromEntries(placed) }, 422);
  });

  router.post(`${PAGE.papers}/hapus`, ...needed, async (req, res) => {
    await dropPaper(deps, openDraftIn(res), String(req.body?.berkas ?? ''));
    res.redirect(303, detour('papers', isToCheck(req.query.dari)));
  });

  return router;
}

async function wantedPapers(deps: Deps, req: Request, res: Response) {
  const behind = await behindOf(deps, openDraftIn(res).content.requestId);
  return papersNeeded((await answersIn(deps, req, res, behind)).answers);
}

async function showPapers(
  deps: Deps,
  req: Request,
  res: Response,
  draft: ObjectionDraft,
  form: FormState,
  status = 200,
): Promise<void> {
  const wanted = await wantedPapers(deps, req, res);
  if (wanted.length === 0) return res.redirect(303, PAGE.check);
  const t = translate(req);
  const { content } = draft;
  const at = { content, form, toCheck: isToCheck(req.query.dari), t };
  const view = papersView(wanted, content.papers, formatOf(deps, req), at);
  const name = t('objecting:papers.title');
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, 'objections/public/papers', view, { title, status, noindex: true });
}
