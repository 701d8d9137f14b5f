import { Router } from 'express';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import type { Area } from '../../requests/staff/areas';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { parseForm } from '../../web/forms';
import { type CurrentUser, currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, encodeCursor } from '../../web/pagination';
import { endOf } from './cached-queries';
import { PLACE, readCases } from './case-forms';
import { casesView, eventsView, figureWords } from './case-pages';
import { casesBehind, eventsOfCase } from './case-queries';
import { PAGE_NAMES, questionForm } from './forms';
import { bodyNames } from './queries';

const ROWS = 50;
const KINDS = ['request', 'objection', 'dispute'] as const;

/** Who takes a figure apart; each meets the cases where his own work is. */
export const FIGURE_STAFF = ['petugas', 'ppid', 'atasan', 'auditor'] as const;

export const areaOf = (user: CurrentUser): Area =>
  hasRole(user, 'petugas') || hasRole(user, 'ppid') ? 'desk' : hasRole(user, 'atasan') ? 'superior' : 'auditor';

/** `/statistik/kasus`: the cases behind a number, for staff; `/statistik/peristiwa`: the events of one, for the auditor. */
export function figureCaseRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;

  router.get('/statistik/kasus', requireRole(...FIGURE_STAFF), async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(questionForm(PAGE_NAMES, localDay(clock.now(), config.timezone)), req.query, t);
    const bodies = await bodyNames(db, regionId);
    const asked = readCases(req.query, bodies);
    if (!parsed.ok || !asked) return renderError(req, res, 404);
    const question = parsed.data;
    const place = decodeCursor(PLACE, req.query.sesudah);
    if (req.query.sesudah !== undefined && !place) return renderError(req, res, 404);
    const { year, asOf, source } = question;
    const then = { regionId, year, before: endOf(asOf, config.timezone) };
    const { figure, narrow } = asked;
    const page = await casesBehind(
      db,
      then,
      { figure, narrow, source, on: asOf },
      { after: place?.id ?? 0, limit: ROWS },
    );
    const words = { t, fmt: formatIn(languageOf(req), t, config.timezone), bodies, year };
    const { tahun, per, sumber, sesudah, ...rest } = req.query as Record<string, string>;
    const next = page.next === null ? null : encodeCursor({ id: page.next });
    const shown = { rows: page.rows, next, started: place !== null };
    const view = casesView({ question, asked, query: rest }, shown, words, areaOf(currentUser(req)));
    renderPage(req, res, 'reports/cases', view, { title: figureWords(asked.code, words), wide: true });
  });

  router.get('/statistik/peristiwa/:kind/:number', requireRole('auditor'), async (req, res) => {
    const kind = KINDS.find((one) => one === req.params.kind);
    const number = String(req.params.number);
    const found = kind && (await eventsOfCase(db, regionId, kind, number));
    if (!found) return renderError(req, res, 404);
    const t = translate(req);
    const words = { t, fmt: formatIn(languageOf(req), t, config.timezone), bodies: new Map(), year: 0 };
    const view = eventsView(number, found.events, found.more, words);
    renderPage(req, res, 'reports/events', view, { title: t('statistics:events.title', { number }), wide: true });
  });
  return router;
}
