import { type Request, Router } from 'express';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { freshnessDoor } from '../../freshness/door';
import { bodiesOf } from '../../requests/staff/acting';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { parseForm } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { homeOf, questionQuery } from './address';
import { answerTo } from './answered-queries';
import { showBehind } from './behind-routes';
import type { Question } from './figures';
import { PAGE_NAMES, questionForm } from './forms';
import { ownStatisticsView } from './own-pages';
import { partsOf } from './pages';
import { bodyNames, yearsHeld } from './queries';

type OwnBody = { id: number; slug: string; name: string };

/**
 * `/opd/statistik`: the figures of a reader's own public body, and the cases behind them. A body that is not his is not
 * there; what all may know of it stands at `/statistik`.
 */
export function ownStatisticsRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const guard = requireRole('opd');
  const often = limited(config, { name: 'statistics', windowSeconds: 60, limit: 120 });

  router.get('/opd/statistik', guard, often, async (req, res) => {
    const { body, bodies, names } = await bodyAsked(req);
    if (!body) return renderError(req, res, 404);
    const today = localDay(clock.now(), config.timezone);
    const t = translate(req);
    const lang = languageOf(req);
    const parsed = parseForm(questionForm(PAGE_NAMES, today), req.query, t);
    const question: Question | null = parsed.ok ? { ...parsed.data, bodyId: body.id } : null;
    const words = { t, fmt: formatIn(lang, t, config.timezone), bodies: names, year: question?.year ?? 0 };
    const answer = question && (await answerTo(deps, question, t));
    const figures = answer?.figures;
    const home = homeOf(body.slug);
    const shown = question && figures ? { question, parts: partsOf({ question, figures, words, home }) } : null;
    const held = await yearsHeld(db, regionId);
    const years = [...new Set([Number(today.slice(0, 4)), ...held])].sort((a, b) => b - a);
    const form = question ? { values: { ...questionQuery(question), badan: body.slug }, errors: {} } : parsed.form;
    const fresh = await freshnessDoor(deps).panel(body.id, lang);
    const view = ownStatisticsView(
      shown,
      { form, body, bodies, years, today, fault: answer?.fault ?? null, fresh },
      words,
    );
    const status = parsed.ok ? (answer?.fault ? 500 : 200) : 422;
    renderPage(req, res, 'reports/own-statistics', view, { title: t('statistics:own.title'), wide: true, status });
  });

  router.get('/opd/statistik/kasus', guard, often, async (req, res) => {
    const { body } = await bodyAsked(req);
    if (!body) return renderError(req, res, 404);
    await showBehind(deps, req, res, { home: homeOf(body.slug), area: 'body', bodyId: body.id });
  });

  /** The body in the address, else the first of the reader's; undefined for one that is not his. */
  async function bodyAsked(req: Request) {
    const names = await bodyNames(db, regionId);
    const own = new Set(bodiesOf(currentUser(req)));
    const bodies: OwnBody[] = [...names].flatMap(([id, name]) => (own.has(id) ? [{ id, ...name }] : []));
    const { badan } = req.query;
    return { names, bodies, body: badan === undefined ? bodies[0] : bodies.find(({ slug }) => slug === badan) };
  }

  return router;
}
