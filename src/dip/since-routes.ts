import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { localDay } from '../calendar/working-days';
import { registerPage } from '../catalogue/register-queries';
import type { Deps } from '../deps';
import { renderPage } from '../web/page';
import { decodeCursor, encodeCursor, rowId, withQuery } from '../web/pagination';
import { PUBLIC_PATH, SINCE_PATH } from './areas';
import { newestEnacted } from './queries';
import { ROWS, wordsOf } from './reading-routes';

const PLACE = z.object({ at: z.iso.datetime(), id: rowId() });

/** `/daftar-informasi-publik/sesudah`: what became public after the register in force was proposed, the newest first. */
export function sinceRoutes(deps: Deps): Router {
  const router = Router();
  router.get(SINCE_PATH, (req, res) => showSince(deps, req, res));
  return router;
}

async function showSince(deps: Deps, req: Request, res: Response): Promise<void> {
  const { t, fmt } = wordsOf(deps, req);
  const inForce = await newestEnacted(deps.db, deps.regionId);
  const place = decodeCursor(PLACE, req.query.sesudah);
  const after = place && { published_at: place.at, id: place.id };
  const filter = { bodyId: null, category: null, since: inForce?.proposed_at ?? null };
  const found = inForce ? await registerPage(deps.db, deps.regionId, filter, { after, limit: ROWS + 1 }) : [];
  const rows = found.slice(0, ROWS);
  const last = found.length > ROWS ? rows.at(-1) : undefined;
  const vars = inForce && { number: inForce.number, day: fmt.dayOf(inForce.proposed_at) };
  const view = {
    back: PUBLIC_PATH,
    lead: vars && t('dip:since.lead', vars),
    rows: rows.map((row) => ({
      title: { text: row.title, href: `/informasi/${row.slug}` },
      body: row.body_name,
      category: t(`catalogue:category.${row.category}.name`),
      published: { date: localDay(row.published_at, deps.config.timezone) },
    })),
    pages: {
      next: last ? withQuery(SINCE_PATH, { sesudah: encodeCursor({ at: last.published_at, id: last.id }) }) : null,
      first: after ? SINCE_PATH : null,
    },
  };
  renderPage(req, res, 'dip/since', view, { title: t('dip:since.title'), wide: true });
}
