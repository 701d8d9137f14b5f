import { Router } from 'express';
import { calendarGaps } from '../calendar/queries';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { commissionOf } from '../letters/commission-queries';
import { isUnaddressed } from '../letters/objection-facts';
import { countOutbox, listOutbox } from '../mail/queries';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { openOutboxLetter, sendAgain } from './outbox-commands';
import { OUTBOX_FILTERS, outboxLetterView, outboxView } from './outbox-pages';
import { rowKey } from './row-key';

/** The administrator's first page, and the letters that wait or went wrong: `/admin`, `/admin/surat-keluar`. */
export function adminRoutes(deps: Deps): Router {
  const router = Router();
  const { db, keys, regionId, clock, config, mail } = deps;
  const onlyAdmin = requireRole('admin');

  router.get('/admin', onlyAdmin, async (req, res) => {
    const counts = await countOutbox(db, regionId);
    const troubled = (counts.failed ?? 0) + (counts.uncertain ?? 0);
    const gaps = await calendarGaps(db, regionId, localDay(clock.now(), config.timezone));
    const unaddressed = isUnaddressed(await commissionOf(db, regionId));
    const view = { carried: mail.configured, troubled, gaps, unaddressed };
    renderPage(req, res, 'accounts/admin', view, { title: translate(req)('accounts:admin.title') });
  });

  router.get('/admin/surat-keluar', onlyAdmin, async (req, res) => {
    const t = translate(req);
    const asked = String(req.query.keadaan ?? '');
    const states = Object.hasOwn(OUTBOX_FILTERS, asked) ? OUTBOX_FILTERS[asked] : undefined;
    const cursor = rowKey(req.query.sesudah) || null;
    const [page, counts] = await Promise.all([
      listOutbox(db, keys, regionId, { cursor, ...(states ? { states } : {}) }),
      countOutbox(db, regionId),
    ]);
    const filter = states ? asked : null;
    const given = { ...page, counts, filter, carried: mail.configured, paged: cursor !== null };
    const view = outboxView(t, formatIn(languageOf(req), t, config.timezone), given);
    renderPage(req, res, 'accounts/outbox', view, { title: t('accounts:outbox.title'), wide: true });
  });

  router.get('/admin/surat-keluar/:id', onlyAdmin, async (req, res) => {
    const t = translate(req);
    const opened = await openOutboxLetter(deps, currentUser(req), rowKey(req.params.id));
    if (!opened) return renderError(req, res, 404);
    const view = outboxLetterView(t, formatIn(languageOf(req), t, config.timezone), opened.item, opened.text);
    renderPage(req, res, 'accounts/outbox-letter', view, { title: opened.item.subject });
  });

  router.post('/admin/surat-keluar/:id/kirim', onlyAdmin, async (req, res) => {
    const id = rowKey(req.params.id);
    if (!(await sendAgain(deps, currentUser(req), id))) return renderError(req, res, 409);
    flash(req, 'good', translate(req)('accounts:outbox.queued'));
    res.redirect(303, `/admin/surat-keluar/${id}`);
  });

  return router;
}
