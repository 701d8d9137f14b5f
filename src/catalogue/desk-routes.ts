import { type Request, Router } from 'express';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { blankForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor } from '../web/pagination';
import { deskListView } from './desk-pages';
import { deskCounts, deskPage } from './desk-queries';
import { type Editor, editorOf } from './editors';
import { oneText } from './list-forms';
import { deskPlaceSchema } from './places';
import { waitingCount } from './review/queries';
import { STATES } from './state-tones';
import { SUBKINDS } from './subkinds';

const PAGE = 25;
const MANY = 100;

/** `/opd/informasi`: the list of what one manages. For PPID Pelaksana and PPID. */
export function deskRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/opd/informasi', requireRole('opd', 'ppid'), async (req, res) => {
    const { bodyIds } = editor(req);
    const t = translate(req);
    const title = oneText(req.query.judul).slice(0, 200);
    const state = STATES.find((one) => one === oneText(req.query.keadaan)) ?? null;
    const subkind = SUBKINDS.find(({ code }) => code === oneText(req.query.jenis))?.code ?? null;
    const many = oneText(req.query.banyak) === String(MANY);
    const after = decodeCursor(deskPlaceSchema, req.query.sesudah);
    const query = { regionId: deps.regionId, bodyIds, state, subkind, title, after, limit: many ? MANY : PAGE };
    const [page, counts, waiting] = await Promise.all([
      deskPage(deps.db, query),
      deskCounts(deps.db, deps.regionId, bodyIds),
      bodyIds === null ? waitingCount(deps.db, deps.regionId) : null,
    ]);
    const form = blankForm({ judul: title, jenis: subkind ?? '' });
    const asked = { state, subkind, title, many, form, beyondFirst: after !== null, oneBody: bodyIds?.length === 1 };
    const found = { ...page, counts, waiting };
    const view = deskListView(asked, found, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'catalogue/desk', view, { title: t('catalogue:desk.title'), wide: true });
  });

  return router;
}

/** Who publishes here; the guard let nobody else through. */
export function editor(req: Request): Editor {
  const found = editorOf(currentUser(req));
  if (!found) throw new Error('The guard let someone through who publishes nothing');
  return found;
}
