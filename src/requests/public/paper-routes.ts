import { type Request, type Response, Router } from 'express';
import type { Deps } from '../../deps';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { formatIn } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { PAPER_KINDS, requiredPapers } from '../papers';
import { draftTokenOf } from './cookies';
import { type Draft, MOST_PAPERS, REQUEST_DRAFTS } from './draft';
import { dropPaper, freshSince, keepPapers } from './draft-commands';
import { draftOf } from './draft-queries';
import { parseQuestion, type Who } from './filing-forms';
import { papersView } from './filing-pages';
import { detour, PAGE, returnToOf } from './frame';
import { loadDraft, needDraft, openDraftIn } from './visitor';

/** Identity papers of a request that is being written: `/permohonan/baru/berkas`. Good files stay when others are refused. */
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
    const who = whoOf(draft, req);
    if (!who) return res.redirect(303, PAGE.who);
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const wanted: readonly string[] = requiredPapers(who.kind, who.byProxy);
    const { refused } = await keepPapers(
      deps,
      draft,
      files.filter((file) => wanted.includes(file.field)),
    );
    const errors = uploadErrors(problems, t);
    for (const kind of refused) errors[kind] ??= t('filing:error.too_many_papers', { most: MOST_PAPERS });
    if (Object.keys(errors).length > 0) {
      const now = (await draftOf(REQUEST_DRAFTS, deps, draftTokenOf(req), freshSince(deps))) ?? draft;
      return showPapers(deps, req, res, now, { values: {}, errors: onPage(errors, wanted) }, 422);
    }
    const back = returnToOf(req.query.dari);
    res.redirect(303, req.body?.lanjut === 'nanti' ? PAGE.later : back ? PAGE[back] : PAGE.delivery);
  });

  router.post(`${PAGE.papers}/hapus`, ...needed, async (req, res) => {
    await dropPaper(deps, openDraftIn(res), String(req.body?.berkas ?? ''));
    res.redirect(303, detour('papers', returnToOf(req.query.dari)));
  });

  return router;
}

function whoOf(draft: Draft, req: Request): Who | null {
  const known = { slugs: [], who: null, identity: null };
  const result = parseQuestion('who', draft.content.typed.who ?? {}, known, translate(req));
  return result.ok ? result.data : null;
}

/** A refused file under a name that this page does not have is told on top of it. */
function onPage(errors: Record<string, string>, wanted: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [wanted.includes(name) ? name : 'form', text]),
  );
}

function showPapers(deps: Deps, req: Request, res: Response, draft: Draft, form: FormState, status = 200): void {
  const who = whoOf(draft, req);
  if (!who) {
    res.redirect(303, PAGE.who);
    return;
  }
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const view = papersView(who, draft.content.papers, fmt, { form, returnTo: returnToOf(req.query.dari), t });
  const name = t('filing:papers.title');
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, 'requests/public/papers', view, { title, status, noindex: true });
}
