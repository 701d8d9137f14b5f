import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { atLocal, localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
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
import { deskBodies, lastFacts } from './desk-queries';
import { editor } from './desk-routes';
import { newDocumentForm, tokensIn } from './document-forms';
import { mayPublishExempt } from './editors';
import { MOST_FILES } from './file-commands';
import { fileField } from './file-hint';
import { oneText } from './list-forms';
import { tellLocked } from './locked';
import { endForm, type FormFiles, filesOfForm, holdForm, makeDocument } from './new-document-commands';
import { newView } from './new-pages';

/** `/opd/informasi/baru`: a document with its files in one submit, published at once, on a set day, or kept as a draft. */
export function newRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole('opd', 'ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: { berkas: 'document' }, maxFiles: 10 });

  router.get('/opd/informasi/baru', guard, async (req, res) => {
    const bodies = await deskBodies(deps.db, deps.regionId, editor(req).bodyIds);
    const asked = oneText(req.query.badan);
    const body = bodies.length === 1 ? bodies[0] : bodies.find(({ slug }) => slug === asked);
    const last = body ? await lastFacts(deps.db, deps.regionId, body.id) : {};
    await show(req, res, blankForm({ body: asked, ...last }), { now: [], held: [] });
  });

  router.post('/opd/informasi', guard, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const by = editor(req);
    const { files: sent, problems } = req.uploads ?? { files: [], problems: [] };
    const owner = ownerOf(req);
    const files = await filesOfForm(deps, owner, sent, tokensIn(req.body));
    const parsed = parseForm(newDocumentForm, req.body, t);
    const again = (errors: Record<string, string>) => show(req, res, withErrors(parsed.form, errors), files);
    const unfit = uploadErrors(problems, t);
    if (!parsed.ok || problems.length > 0) return again(unfit);
    const { body: slug, key, action, publish_day, publish_time, ...facts } = parsed.data;
    const body = (await deskBodies(deps.db, deps.regionId, by.bodyIds)).find((one) => one.slug === slug);
    if (!body) return again({ body: t('catalogue:desk.notYourBody') });
    const uploads = [...files.held.map(({ file }) => file), ...files.now];
    const exempt = facts.category === 'dikecualikan';
    if (action !== 'draft' && exempt && !mayPublishExempt(by)) {
      return again({ category: t('catalogue:desk.exemptNeedsPpid') });
    }
    if (action !== 'draft' && !exempt && uploads.length === 0 && facts.url === null) {
      return again({ berkas: t('catalogue:new.fileMissing') });
    }
    const at = action === 'schedule' && publish_day ? instantOf(publish_day, publish_time) : null;
    // Judged before anything is made: a refused day leaves no draft behind.
    if (at !== null && at <= deps.clock.now().toISOString())
      return again({ publish_day: t('catalogue:schedule.day_past') });
    const next = at !== null ? { at } : action === 'publish' ? ('publish' as const) : ('draft' as const);
    const done = await makeDocument(deps, by, { bodyId: body.id, formKey: key, facts, uploads, next }, t);
    if (!done.ok && done.code === 'too_many_files') {
      return again({ berkas: t('catalogue:desk.tooManyFiles', { most: MOST_FILES }) });
    }
    if (!done.ok && done.code === 'day_far') return again({ publish_day: t('catalogue:schedule.day_far') });
    if (!done.ok) return renderError(req, res, done.code === 'not_found' ? 404 : 409);
    // On its own page files are replaced, and what was found is ticked.
    const kept = done.kept === true;
    flash(req, kept ? 'warn' : 'good', t(kept ? 'personal:keptDraft' : `catalogue:new.done.${done.document.state}`));
    await tellLocked(deps, req, done.document.id, uploads);
    await endForm(deps, owner, files);
    res.redirect(303, `/opd/informasi/${done.document.public_id}`);
  });

  const instantOf = (date: string, time: string) => atLocal(date, `${time}:00`, deps.config.timezone);

  async function show(req: Request, res: Response, form: FormState, files: FormFiles): Promise<void> {
    const t = translate(req);
    const by = editor(req);
    const wrong = Object.keys(form.errors).length > 0;
    const key = keyIn(form.values.key) ?? randomBytes(18).toString('base64url');
    const typed = { ...form, values: { ...form.values, key } };
    const held = await holdForm(deps, ownerOf(req, key), files);
    const given = {
      ...fileField(t),
      key,
      held,
      bodies: await deskBodies(deps.db, deps.regionId, by.bodyIds),
      mayPublishAtOnce: by.bodyIds === null,
      today: localDay(deps.clock.now(), deps.config.timezone),
    };
    const view = newView(typed, given, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'catalogue/new', view, { title: t('catalogue:desk.newTitle'), status: wrong ? 422 : 200 });
  }

  return router;
}

/** Person and form to whom held files belong. */
function ownerOf(req: Request, key: string | null = keyIn((req.body as { key?: unknown } | undefined)?.key)): string {
  return `document:${editor(req).userId}:${key ?? '-'}`;
}

function keyIn(value: unknown): string | null {
  return typeof value === 'string' && /^[\w-]{16,64}$/.test(value) ? value : null;
}
