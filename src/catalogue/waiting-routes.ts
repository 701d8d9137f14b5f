import { type Request, Router } from 'express';
import { atLocal } from '../calendar/working-days';
import type { Deps } from '../deps';
import { sendPrivate } from '../storage/download';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { blankForm, parseForm, withErrors } from '../web/forms';
import { requireRole } from '../web/guards';
import { translate } from '../web/language';
import { onlyOurs } from './address-params';
import type { Changed } from './changing-commands';
import { deskDocument, deskRevision } from './desk-queries';
import { editor } from './desk-routes';
import { linkForm, scheduleForm, versioned } from './document-forms';
import { editPage } from './edit-page-routes';
import { mayPublishFor } from './editors';
import { addLink, MOST_LINKS } from './links/commands';
import { recordOpening } from './opening-commands';
import { FIELDS_FROM } from './personal/ask';
import { beforeDocument } from './personal/document-commands';
import { findingsIn, tellingUrl } from './personal/texts';
import { dropRevision } from './review/commands';
import { cancelWaiting, scheduleDocument } from './schedule-commands';

type Req = Request<{ id: string }>;

/** Further steps on `/opd/informasi/{id}`: its day, its links, and what it proposes to the PPID. */
export function waitingRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id', 'file');
  const guard = requireRole('opd', 'ppid');
  const { show, refused } = editPage(deps);
  const back = (req: Request) => `/opd/informasi/${req.params.id}`;

  router.post('/opd/informasi/:id/jadwal', guard, async (req: Req, res) => {
    const t = translate(req);
    const parsed = parseForm(scheduleForm, req.body, t);
    if (!parsed.ok) return show(req, res, { status: 422, form: parsed.form });
    const { version, publish_day, publish_time } = parsed.data;
    const at = atLocal(publish_day, `${publish_time}:00`, deps.config.timezone);
    const looked = await beforeDocument(deps, editor(req), req.params.id, req.body ?? {}, t, FIELDS_FROM.schedule);
    if ('errors' in looked) return show(req, res, { status: 422, form: withErrors(parsed.form, looked.errors) });
    const seen = { publicId: req.params.id, version };
    const done = await scheduleDocument(deps, editor(req), seen, at, looked.passed);
    if (!done.ok && (done.code === 'day_past' || done.code === 'day_far' || done.code === 'already_public')) {
      const form = withErrors(parsed.form, { publish_day: t(`catalogue:schedule.${done.code}`) });
      return show(req, res, { status: 422, form });
    }
    if (!done.ok) return refused(done as Changed & { ok: false }, req, res, { form: parsed.form });
    flash(req, 'good', t(`catalogue:new.done.${done.document.state}`));
    res.redirect(303, back(req));
  });

  router.post('/opd/informasi/:id/batal', guard, async (req: Req, res) => {
    const parsed = parseForm(versioned, req.body, translate(req));
    if (!parsed.ok) return show(req, res, { status: 422, form: withErrors(blankForm(), parsed.form.errors) });
    const { version } = parsed.data;
    const done = await cancelWaiting(deps, editor(req), { publicId: req.params.id, version });
    if (!done.ok) return refused(done, req, res);
    flash(req, 'good', translate(req)('catalogue:schedule.cancelled'));
    res.redirect(303, back(req));
  });

  router.post('/opd/informasi/:id/tautan', guard, async (req: Req, res) => {
    const t = translate(req);
    const parsed = parseForm(linkForm, req.body, t);
    if (!parsed.ok) return show(req, res, { status: 422, form: parsed.form });
    const { link_label: label, link_url: url } = parsed.data;
    // A link needs nobody's number in its name: there is nothing to tick.
    const told = findingsIn([label]).length > 0 ? 'link_label' : tellingUrl(url) ? 'link_url' : null;
    if (told)
      return show(req, res, { status: 422, form: withErrors(parsed.form, { [told]: t('personal:error.text') }) });
    const done = await addLink(deps, editor(req), req.params.id, { label, url });
    if (!done.ok && done.code === 'too_many_links') {
      const form = withErrors(parsed.form, { link_url: t('catalogue:links.tooMany', { most: MOST_LINKS }) });
      return show(req, res, { status: 422, form });
    }
    if (!done.ok) return refused(done, req, res);
    flash(req, 'good', t(done.proposed ? 'catalogue:revision.sent' : 'catalogue:links.added'));
    res.redirect(303, back(req));
  });

  router.post('/opd/informasi/:id/usulan/hapus', guard, async (req: Req, res) => {
    const done = await dropRevision(deps, editor(req), req.params.id);
    if (!done.ok) return refused(done, req, res);
    flash(req, 'good', translate(req)('catalogue:revision.dropped'));
    res.redirect(303, back(req));
  });

  /** A file that waits with a proposed change: for those who may publish for its body, the PPID among them. */
  router.get('/opd/informasi/:id/usulan/:file', guard, async (req: Request<{ id: string; file: string }>, res) => {
    const row = await deskDocument(deps.db, deps.regionId, req.params.id);
    if (!row || !mayPublishFor(editor(req), row.body_id)) return renderError(req, res, 404);
    const proposed = await deskRevision(deps.db, row.id);
    const file = proposed?.files.find(({ public_id }) => public_id === req.params.file);
    if (!file) return renderError(req, res, 404);
    const owner = { body_id: row.body_id, document_public_id: row.public_id };
    if (row.category === 'dikecualikan') await recordOpening(deps, editor(req), { ...file, ...owner });
    await sendPrivate(req, res, deps.files, { ...file, sealed: 0 });
  });

  return router;
}
