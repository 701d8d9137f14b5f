import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { withOffset } from '../calendar/working-days';
import { onlyOurs } from '../catalogue/address-params';
import { deskBodies } from '../catalogue/desk-queries';
import { type Editor, editorOf, mayPublishFor } from '../catalogue/editors';
import { attachClean } from '../catalogue/personal/attach-commands';
import type { Deps } from '../deps';
import type { Translate } from '../i18n/catalogue';
import { acceptOf, KINDS } from '../storage/file-kinds';
import { uploadErrors } from '../storage/problems';
import { type UploadedFile, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { type Announced, addUpdate, announce, editAnnouncement, endAnnouncement } from './commands';
import { deskListView, editView, factValues, newView } from './desk-pages';
import { editForm, endForm, keepMinute, newForm, readFacts, updateForm } from './forms';
import { announcementOf, deskAnnouncements, mailingsOf, updatesOf } from './queries';

const PAGE = 25;
const PATH = '/opd/peringatan';
const placeSchema = z.object({ madeAt: z.iso.datetime(), id: rowId() });
type Req = Request<{ id: string }>;

/** `/opd/peringatan`: announcements of the bodies one publishes for. One form, sent once, and the warning stands. */
export function deskAnnouncementRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const guard = requireRole('opd', 'ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: { berkas: 'document' }, maxFiles: 3 });

  router.get(PATH, guard, async (req, res) => {
    const t = translate(req);
    const after = decodeCursor(placeSchema, req.query.sesudah);
    const { bodyIds } = editor(req);
    const page = await deskAnnouncements(deps.db, deps.regionId, { bodyIds, after, limit: PAGE });
    const found = { ...page, beyondFirst: after !== null, now: deps.clock.now().toISOString() };
    const view = deskListView(found, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'announcements/desk', view, { title: t('announcements:desk.title'), wide: true });
  });

  router.get(`${PATH}/baru`, guard, (req, res) => showNew(deps, req, res, blankForm()));

  router.post(`${PATH}/baru`, guard, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(newForm, req.body, t);
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const wrong = { ...(problems.length > 0 ? uploadErrors(problems, t) : {}), ...pictureErrors(files, req.body, t) };
    if (!parsed.ok || Object.keys(wrong).length > 0) return showNew(deps, req, res, withErrors(parsed.form, wrong));
    const { body: slug, key, ...typed } = parsed.data;
    const now = deps.clock.now().toISOString();
    const read = readFacts(typed, { from: now, now, timezone: deps.config.timezone }, t);
    if ('errors' in read) return showNew(deps, req, res, withErrors(parsed.form, read.errors));
    const by = editor(req);
    const body = (await deskBodies(deps.db, deps.regionId, by.bodyIds)).find((one) => one.slug === slug);
    if (!body) return showNew(deps, req, res, withErrors(parsed.form, { body: t('catalogue:desk.notYourBody') }));
    const order = { bodyId: body.id, bodyName: body.name, formKey: key, facts: read.facts };
    const done = await announce(deps, by, order);
    if (!done.ok) return renderError(req, res, 404);
    const left = await attach(deps, by, done.row.public_id, files, t);
    const said = t('announcements:desk.announced');
    if (left.length === 0) flash(req, 'good', said);
    else flash(req, 'warn', `${said} ${t('personal:notAttached', { names: left.join(', ') })}`);
    res.redirect(303, `${PATH}/${done.row.public_id}`);
  });

  router.get(`${PATH}/:id`, guard, (req: Req, res) => showOne(deps, req, res));

  router.post(`${PATH}/:id`, guard, async (req: Req, res) => {
    const t = translate(req);
    const row = await ownRow(deps, req);
    if (!row) return renderError(req, res, 404);
    const parsed = parseForm(editForm, req.body, t);
    if (!parsed.ok) return showOne(deps, req, res, parsed.form, 422);
    const { version, ...typed } = parsed.data;
    const now = deps.clock.now().toISOString();
    const read = readFacts(typed, { from: row.from_at, now, timezone: deps.config.timezone }, t);
    if ('errors' in read) return showOne(deps, req, res, withErrors(parsed.form, read.errors), 422);
    const { fromAt, untilAt } = read.facts;
    const times = { fromAt: keepMinute(fromAt, row.from_at), untilAt: keepMinute(untilAt, row.until_at) };
    const at = { publicId: req.params.id, version };
    const done = await editAnnouncement(deps, editor(req), at, { ...read.facts, ...times });
    if (!done.ok) return refused(done, req, res, parsed.form);
    flash(req, 'good', t('announcements:edit.saved'));
    res.redirect(303, `${PATH}/${req.params.id}`);
  });

  router.post(`${PATH}/:id/perkembangan`, guard, async (req: Req, res) => {
    const t = translate(req);
    if (!(await ownRow(deps, req))) return renderError(req, res, 404);
    const parsed = parseForm(updateForm, req.body, t);
    if (!parsed.ok) return showOne(deps, req, res, parsed.form, 422);
    const { text, mail, key: formKey } = parsed.data;
    const done = await addUpdate(deps, editor(req), { publicId: req.params.id, text, mail: mail === 'ya', formKey });
    if (!done.ok) return refused(done, req, res, parsed.form);
    flash(req, 'good', t('announcements:edit.updated'));
    res.redirect(303, `${PATH}/${req.params.id}`);
  });

  router.post(`${PATH}/:id/akhiri`, guard, async (req: Req, res) => {
    const t = translate(req);
    if (!(await ownRow(deps, req))) return renderError(req, res, 404);
    const parsed = parseForm(endForm, req.body, t);
    if (!parsed.ok) return showOne(deps, req, res, parsed.form, 422);
    const { version, reason } = parsed.data;
    const done = await endAnnouncement(deps, editor(req), { publicId: req.params.id, version }, reason);
    if (!done.ok) return refused(done, req, res, parsed.form);
    flash(req, 'good', t('announcements:edit.ended'));
    res.redirect(303, `${PATH}/${req.params.id}`);
  });

  /** Not yours 404; changed meanwhile, or over, 409 with the page as it is now and what was typed. */
  function refused(done: Announced & { ok: false }, req: Req, res: Response, form: FormState) {
    if (done.code === 'not_found') return renderError(req, res, 404);
    return showOne(deps, req, res, withErrors(form, { form: translate(req)(`announcements:edit.${done.code}`) }), 409);
  }

  return router;
}

function editor(req: Request): Editor {
  const found = editorOf(currentUser(req));
  if (!found) throw new Error('The guard let someone through who publishes nothing');
  return found;
}

async function ownRow(deps: Deps, req: Req) {
  const row = await announcementOf(deps.db, deps.regionId, req.params.id);
  return row && mayPublishFor(editor(req), row.body_id) ? row : undefined;
}

/** A picture says nothing to those who cannot see it, unless somebody has put it into words (WCAG 1.1.1). */
function pictureErrors(files: readonly UploadedFile[], body: unknown, t: (key: string) => string) {
  const alt = String((body as Record<string, unknown> | undefined)?.picture_alt ?? '').trim();
  const picture = files.some((file) => file.mediaType.startsWith('image/'));
  const errors: Record<string, string> = picture && !alt ? { picture_alt: t('announcements:form.altMissing') } : {};
  return errors;
}

/**
 * The files follow the warning, which stands already: they may be large, and it may not wait for them. Gives the names of
 * those that may hold personal data, which do not go out with it.
 */
async function attach(
  deps: Deps,
  by: Editor,
  publicId: string,
  files: readonly UploadedFile[],
  t: Translate,
): Promise<string[]> {
  if (files.length === 0) return [];
  const item = (await announcementOf(deps.db, deps.regionId, publicId))?.document_public_id;
  return item ? attachClean(deps, by, item, files, t) : [];
}

async function showNew(deps: Deps, req: Request, res: Response, form: FormState): Promise<void> {
  const t = translate(req);
  const bodies = await deskBodies(deps.db, deps.regionId, editor(req).bodyIds);
  const typed = form.values.key;
  const key = typeof typed === 'string' && /^[\w-]{16,64}$/.test(typed) ? typed : freshKey();
  const { formats, maxBytes } = KINDS.document;
  const shown = formats.filter((format) => format !== 'jpeg').join(', ');
  const fileHint = t('catalogue:desk.fileHint', { formats: shown.toUpperCase(), limit: maxBytes / 1024 / 1024 });
  const view = newView(form, { key, bodies, fileHint, accept: acceptOf('document') }, t);
  const wrong = Object.keys(form.errors).length > 0;
  renderPage(req, res, 'announcements/new', view, {
    title: t('announcements:desk.newTitle'),
    status: wrong ? 422 : 200,
  });
}

const freshKey = (): string => randomBytes(18).toString('base64url');

async function showOne(deps: Deps, req: Req, res: Response, form = blankForm(), status = 200): Promise<void> {
  const row = await ownRow(deps, req);
  if (!row) return renderError(req, res, 404);
  const t = translate(req);
  const { timezone } = deps.config;
  const [updates, mailed] = await Promise.all([updatesOf(deps.db, [row.id]), mailingsOf(deps.db, row.id)]);
  const local = (instant: string) => {
    const text = withOffset(instant, timezone);
    return { on: text.slice(0, 10), time: text.slice(11, 16) };
  };
  const values = { ...factValues(row, local), ...form.values, version: String(row.version) };
  const now = deps.clock.now().toISOString();
  const shown = { form: { values, errors: form.errors }, key: freshKey(), now, updates, mailed };
  const view = editView(row, shown, t, formatIn(languageOf(req), t, timezone));
  renderPage(req, res, 'announcements/edit', view, { title: row.title, status });
}
