import type { Request, Response } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { blankForm, type FormState, withErrors } from '../web/forms';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import type { Changed } from './changing-commands';
import { deskDocument, deskFiles, deskLinks, deskRevision, deskVersions, hasTest } from './desk-queries';
import { editor } from './desk-routes';
import type { DocumentFacts } from './document-facts';
import { editView, factValues, VERSIONS_SHOWN } from './edit-pages';
import { mayPublishFor } from './editors';
import { standingsOf } from './extraction/queries';
import { fileField } from './file-hint';
import type { Scanned } from './personal/ask';
import { filesAlone, goingOut, scansOf } from './personal/document-commands';
import type { Revision } from './review/revision';

type Scans = readonly (Scanned | null)[];
/** `edit`, `upload`: what was found in what a form of the page would make public; `held` are its files. */
export type Shown = {
  status?: number;
  form?: FormState;
  typed?: DocumentFacts;
  edit?: Scans;
  upload?: { scans: Scans; held: readonly { token: string; name: string; size: number }[] };
};
type Req = Request<{ id: string }>;

/** The page of one document in the desk, which every step on it comes back to, and what a refused step answers. */
export function editPage(deps: Deps) {
  const show = (req: Req, res: Response, shown: Shown = {}) => showDocument(deps, req, res, shown);

  /** A refusal of a command: not yours 404, changed meanwhile 409 with the fresh page, against the rules 422. */
  function refused(done: Changed & { ok: false }, req: Req, res: Response, shown: Shown = {}) {
    const t = translate(req);
    const form = shown.form ?? blankForm();
    if (done.code === 'not_found') return renderError(req, res, 404);
    if (done.code === 'exempt_needs_ppid') {
      return show(req, res, { form: withErrors(form, { category: t('catalogue:desk.exemptNeedsPpid') }), status: 422 });
    }
    if (done.code === 'exempt_by_decision') {
      return show(req, res, { form: withErrors(form, { form: t('catalogue:desk.exemptByDecision') }), status: 422 });
    }
    if (done.code === 'last_source') {
      const field = shown.typed ? 'url' : 'form';
      return show(req, res, { form: withErrors(form, { [field]: t('catalogue:leave.last_source') }), status: 422 });
    }
    const errors: Record<string, string> = shown.typed ? {} : { form: t('catalogue:desk.staleAction') };
    return show(req, res, { ...shown, form: withErrors(form, errors), status: 409 });
  }

  return { show, refused };
}

async function showDocument(
  deps: Deps,
  req: Req,
  res: Response,
  { status = 200, form = blankForm(), typed, edit = [], upload = { scans: [], held: [] } }: Shown,
): Promise<void> {
  const by = editor(req);
  const row = await deskDocument(deps.db, deps.regionId, req.params.id);
  if (!row || !mayPublishFor(by, row.body_id)) return renderError(req, res, 404);
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const [files, links, versions, found, standings] = await Promise.all([
    deskFiles(deps.db, row.id),
    deskLinks(deps.db, row.id),
    deskVersions(deps.db, row.id, { most: VERSIONS_SHOWN + 1 }),
    row.state === 'published' ? deskRevision(deps.db, row.id) : null,
    standingsOf(deps.db, row.id),
  ]);
  // The PPID works on what is published; what an agency proposes for it has a page of its own.
  const proposed = by.bodyIds === null ? null : found;
  const revision: Revision | null = proposed && JSON.parse(proposed.row.content);
  const stored = {
    ...factValues(row, revision?.changes),
    ...(revision?.correction ? { correction: revision.correction } : {}),
  };
  // What was typed wins over what is stored; the versions are always those of the page that is shown.
  const marks = { version: String(row.version), revision: String(proposed?.row.version ?? 0) };
  const filled = { values: { ...stored, ...form.values, ...marks }, errors: form.errors };
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const toReview = by.bodyIds === null && (row.state === 'review' || found?.row.state === 'review');
  const reviewed = by.bodyIds !== null && row.body_trusted === 0;
  const context = {
    ...fileField(t),
    form: filled,
    // What was found before; of what is public already the files alone, whose findings nobody may have been asked about.
    scans: await scansOf(await (row.state === 'published' ? filesAlone(deps, row) : goingOut(deps, row)), t, 0),
    edit,
    upload,
    files,
    links,
    standings,
    versions,
    proposed,
    typed: typed ?? null,
    reviewed,
    forAll: by.bodyIds === null,
    untested: !(await hasTest(deps.db, row.id)),
    toReview,
    today,
  };
  renderPage(req, res, 'catalogue/edit', editView(row, context, t, fmt), { title: row.title, status });
}
