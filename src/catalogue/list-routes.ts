import { Router } from 'express';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor } from '../web/pagination';
import { filterCubeNow, overviewNow } from './cached-queries';
import { feedHead } from './head';
import type { ListAsked } from './list-forms';
import { readListAddress } from './list-forms';
import { type ListFound, listView } from './list-pages';
import { lookUp, type Place } from './place-queries';
import { placeSchema } from './places';
import { publishedPage } from './queries';
import { searchCounts } from './search/count-queries';
import { listCounts, listTotal, NO_COUNTS } from './search/counts';
import { passagesOf } from './search/passage-queries';
import { soughtFor } from './search/passages';
import { meantWords } from './search/slip-queries';
import type { SearchWord } from './words';

const PAGE = 20;

/** `/informasi`: the list of what is published, and the search in it. */
export function listRoutes(deps: Deps): Router {
  const router = Router();
  router.get('/informasi', async (req, res) => {
    const t = translate(req);
    const known = await overviewNow(deps);
    const asked = readListAddress(req.query, known, t);
    const after = decodeCursor(placeSchema, req.query.sesudah);
    const found = asked.words ? await searched(deps, asked, asked.words, after) : await listed(deps, asked, after);
    const around = { known, now: deps.clock.now().toISOString() };
    const view = listView(asked, found, around, t, formatIn(languageOf(req), t, deps.config.timezone));
    const wrong = Object.keys(asked.form.errors).length > 0;
    const q = asked.typed.q.slice(0, 80);
    renderPage(req, res, 'catalogue/list', view, {
      title: t(q ? 'catalogue:list.titleFor' : 'catalogue:list.title', { q }),
      status: wrong ? 422 : 200,
      noindex: asked.narrowed || after !== null,
      head: feedHead(
        deps.config.baseUrl,
        { badan: asked.typed.badan, kategori: asked.typed.kategori },
        deps.config.org.name,
      ),
    });
  });
  return router;
}

async function listed(deps: Deps, { filter, sort }: ListAsked, after: Place | null): Promise<ListFound> {
  const query = { regionId: deps.regionId, words: null, filter, sort, after, limit: PAGE };
  const [page, cube] = await Promise.all([publishedPage(deps.db, query), filterCubeNow(deps)]);
  const count = listTotal(cube, filter);
  const counts = listCounts(cube, filter);
  return { ...page, count, counts, passages: new Map(), meant: null, beyondFirst: after !== null };
}

/** What was asked; where that is nowhere, what was meant. */
async function searched(
  { db, regionId }: Deps,
  { filter, sort }: ListAsked,
  asked: readonly SearchWord[],
  after: Place | null,
): Promise<ListFound> {
  const query = (words: readonly SearchWord[]) => ({ regionId, words, filter });
  let words = asked;
  let found = await lookUp(db, query(words), sort);
  const meant = found.total === 0 && words.length > 0 ? await meantWords(db, query(words)) : null;
  if (meant) {
    words = meant;
    found = await lookUp(db, query(words), sort);
  }
  // What only an exempt item of the chosen year was meant by is not told.
  const told = found.total > 0 ? meant : null;
  const filtered = Object.values(filter).some(Boolean);
  const [page, counts] = await Promise.all([
    publishedPage(db, { ...query(words), found, sort, after, limit: PAGE }),
    found.total > 0 || filtered ? searchCounts(db, found.asked, found.hits) : NO_COUNTS,
  ]);
  const passages = await passagesOf(db, page.rows, soughtFor(words));
  return { ...page, count: found.total, counts, passages, meant: told, beyondFirst: after !== null };
}
