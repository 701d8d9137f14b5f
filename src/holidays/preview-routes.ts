import { type Request, type Response, Router } from 'express';
import { type CalendarChange, calendarWith, changeRefusal, type StoredCalendar } from '../calendar/change';
import { storedCalendar } from '../calendar/queries';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { parseForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { confirmChange } from './commands';
import { confirmForm } from './forms';
import { impactOf } from './impact-queries';
import { MOVABLE } from './kinds';
import { previewView } from './preview-pages';
import { refusalWords } from './words';
import { PATH } from './year-pages';

type Proposed = { stored: StoredCalendar; change: CalendarChange; notices?: string[]; back: string; stale?: boolean };

/** The page every change goes through: what would change, and how many open cases would move. Nothing is stored. */
export async function showPreview(deps: Deps, req: Request, res: Response, proposed: Proposed): Promise<void> {
  const t = translate(req);
  const { stored, change, notices = [], back, stale = false } = proposed;
  const impact = await impactOf(deps, calendarWith(stored, change), MOVABLE);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const view = previewView(t, fmt, { stored, change, impact, notices, back, stale });
  renderPage(req, res, 'holidays/preview', view, { title: t('holidays:preview.title'), status: stale ? 409 : 200 });
}

/** `POST /admin/kalender/simpan`: the one door through which the calendar changes. */
export function previewRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;

  router.post(`${PATH}/simpan`, requireRole('admin'), async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(confirmForm, req.body, t);
    if (!parsed.ok) return renderError(req, res, 422);
    const { usulan: change, versi: version } = parsed.data;
    const done = await confirmChange(deps, currentUser(req), { change, version });
    if (done.ok) {
      flash(req, 'good', t('holidays:preview.saved'));
      return res.redirect(303, `${PATH}/perubahan/${done.publicId}`);
    }
    const stored = await storedCalendar(db, regionId);
    // Somebody changed the calendar meanwhile: the numbers that were seen are no longer those that would come.
    const refusal = done.refusal.code === 'stale' ? changeRefusal(stored, change) : done.refusal;
    if (!refusal) return showPreview(deps, req, res, { stored, change, back: PATH, stale: true });
    const reason = refusalWords(t, formatIn(languageOf(req), t, config.timezone), refusal);
    const status = done.refusal.code === 'stale' ? 409 : 422;
    renderPage(req, res, 'holidays/refused', { reason, back: PATH }, { title: t('holidays:refused.title'), status });
  });

  return router;
}
