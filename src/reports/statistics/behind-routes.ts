import type { Request, Response } from 'express';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import type { Area } from '../../requests/staff/areas';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { parseForm } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, encodeCursor, withQuery } from '../../web/pagination';
import type { Home } from './address';
import { askedBy, rungsAskedBy } from './cached-queries';
import { PLACE, RUNG_PLACE, readCases, readRungs } from './case-forms';
import { casesView, figureWords, type Reading, rungsView, rungTitle } from './case-pages';
import { casesBehind, NOBODY, namesOf } from './case-queries';
import { type FiredRung, rungsBehind } from './escalation-queries';
import type { Question } from './figures';
import { PAGE_NAMES, questionForm } from './forms';
import { bodyNames } from './queries';

const ROWS = 50;

/** Whose pages these are; `bodyId`: the only body whose cases are listed. */
export type Reader = { home: Home; area: Area; bodyId: number | null };

/** The cases, or the reminders, behind a number of the page of figures. */
export async function showBehind(deps: Deps, req: Request, res: Response, reader: Reader): Promise<void> {
  const { db, regionId, clock, config } = deps;
  const { home, area, bodyId } = reader;
  const t = translate(req);
  const parsed = parseForm(questionForm(PAGE_NAMES, localDay(clock.now(), config.timezone)), req.query, t);
  const { tahun, per, sumber, sesudah, ...query } = req.query as Record<string, string>;
  // The page of figures says what is wrong with the question.
  if (!parsed.ok) return res.redirect(303, withQuery(home.page, { tahun, per, sumber, ...home.query }));
  const question: Question = { ...parsed.data, ...(bodyId === null ? {} : { bodyId }) };
  const bodies = await bodyNames(db, regionId);
  const words = { t, fmt: formatIn(languageOf(req), t, config.timezone), bodies, year: question.year };
  const place = { regionId, timezone: config.timezone };
  const reading = (next: unknown, walked: string | null): Reading => ({
    ...{ question, home, area, query, walked, started: sesudah !== undefined },
    next: next === null ? null : encodeCursor(next),
  });

  const rung = readRungs(query);
  if (rung) {
    const after = decodeCursor(RUNG_PLACE, sesudah);
    if (sesudah !== undefined && !after) return renderError(req, res, 404);
    const { rungs, next, walked } = await rungsBehind(db, rungsAskedBy(place, question), rung, { after, limit: ROWS });
    const view = rungsView(rung, await named(deps, rungs), reading(next, walked), words);
    return renderPage(req, res, 'reports/cases', view, { title: rungTitle(rung, words), wide: true });
  }
  const asked = readCases(query, bodies);
  const after = decodeCursor(PLACE, sesudah);
  if (!asked || (sesudah !== undefined && !after)) return renderError(req, res, 404);
  const { figure, narrow } = asked;
  const { source, asOf: on } = question;
  const from = { after: after?.id ?? 0, limit: ROWS };
  const page = await casesBehind(db, askedBy(place, question), { figure, narrow, source, on }, from);
  const next = page.next === null ? null : { id: page.next };
  const view = casesView(asked, page.rows, reading(next, page.walked), words);
  renderPage(req, res, 'reports/cases', view, { title: figureWords(asked.code, words), wide: true });
}

async function named({ db }: Deps, rungs: readonly FiredRung[]) {
  const names = new Map<string, typeof NOBODY>();
  for (const kind of ['request', 'objection', 'dispute'] as const) {
    const ids = rungs.filter((rung) => rung.case_kind === kind).map((rung) => rung.case_id);
    for (const [id, name] of ids.length === 0 ? [] : await namesOf(db, kind, [...new Set(ids)]))
      names.set(`${kind} ${id}`, name);
  }
  return rungs.map((rung) => ({ ...rung, ...(names.get(`${rung.case_kind} ${rung.case_id}`) ?? NOBODY) }));
}
