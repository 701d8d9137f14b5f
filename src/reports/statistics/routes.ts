import { type Request, type Response, Router } from 'express';
import { localDay } from '../../calendar/working-days';
import { whileUnchanged } from '../../catalogue/cached-queries';
import type { Deps } from '../../deps';
import { publishingPart } from '../../freshness/door';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { parseForm } from '../../web/forms';
import { hasRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { sendOpen } from '../../web/open';
import { renderPage } from '../../web/page';
import { sendProblem } from '../../web/problem';
import { limited } from '../../web/rate-limit';
import { EVERYBODYS, questionQuery } from './address';
import { answerTo } from './answered-queries';
import { endOf } from './cached-queries';
import { cardView } from './card-pages';
import { FIGURE_STAFF } from './case-routes';
import { changesFeed } from './feed';
import { monthsOfFeed } from './feed-queries';
import type { Figures } from './figures';
import { PAGE_NAMES, questionForm, refusedFields, strangeNames } from './forms';
import type { Words } from './labels';
import { jsonStat, tableCsv } from './open-data';
import { type Parts, partsOf, statisticsView } from './pages';
import { bodyNames, yearsHeld } from './queries';
import { isTable, TABLES } from './tables';

const FIVE_MINUTES = 'public, max-age=300';

/** `/statistik` for everybody, its tables as files, its changes as a feed, and a card for other sites. */
export function statisticsRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const today = () => localDay(clock.now(), config.timezone);
  // Every day of every year is a sum of its own.
  const often = limited(config, { name: 'statistics', windowSeconds: 60, limit: 120 });
  const wordsOf = async (req: Request, year: number): Promise<Words> => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, config.timezone), bodies: await bodyNames(db, regionId), year };
  };
  const read = (req: Request) => parseForm(questionForm(PAGE_NAMES, today()), req.query, translate(req));

  router.get('/statistik', often, async (req, res) => {
    const parsed = read(req);
    const words = await wordsOf(req, parsed.ok ? parsed.data.year : 0);
    const lang = languageOf(req);
    const home = FIGURE_STAFF.some((role) => hasRole(req.user, role)) ? EVERYBODYS : null;
    const answer = parsed.ok ? await answerTo(deps, parsed.data, words.t) : null;
    const figures = answer?.figures;
    // The words of a thousand cells take longer than all the rest: they are kept as long as what they say.
    const kept = <T>(key: string, make: () => Promise<T>) => whileUnchanged(deps, `${key} ${regionId} ${lang}`, make);
    const shown =
      parsed.ok && figures
        ? {
            question: parsed.data,
            parts: keptParts(figures, `${lang} ${home !== null}`, () =>
              partsOf({ question: parsed.data, figures, words, home }),
            ),
          }
        : null;
    const publishing = await kept('publishing', () => publishingPart(deps, lang));
    const held = await yearsHeld(db, regionId);
    const years = [...new Set([Number(today().slice(0, 4)), ...held])].sort((a, b) => b - a);
    const form = parsed.ok ? { values: questionQuery(parsed.data), errors: {} } : parsed.form;
    const given = {
      ...{ form, years, today: today(), fault: answer?.fault ?? null, publishing, baseUrl: config.baseUrl },
      ...{ hasBody: hasRole(req.user, 'opd'), fmt: words.fmt, strange: strangeNames(req.query, PAGE_NAMES) },
    };
    renderPage(req, res, 'reports/statistics', statisticsView(shown, given, words), {
      ...{ title: words.t('statistics:title'), description: words.t('statistics:description'), wide: true },
      ...{ status: parsed.ok ? (answer?.fault ? 500 : 200) : 422, noindex: Object.keys(req.query).length > 0 },
    });
  });

  router.get('/statistik/kartu', often, async (req, res) => {
    const parsed = read(req);
    if (!parsed.ok) return renderError(req, res, 404);
    const words = await wordsOf(req, parsed.data.year);
    const { figures, fault } = await answerTo(deps, parsed.data, words.t);
    // Other sites may frame it: it has no form, no session and nobody's data.
    const policy = String(res.getHeader('Content-Security-Policy'));
    res.removeHeader('X-Frame-Options');
    res.set({
      'Content-Security-Policy': policy.replace("frame-ancestors 'none'", 'frame-ancestors *'),
      'Cache-Control': FIVE_MINUTES,
    });
    const shown = figures && { question: parsed.data, figures, words, home: null };
    const options = { title: words.t('statistics:title'), noindex: true, status: fault ? 500 : 200 };
    renderPage(req, res, 'reports/card', cardView(shown, fault, words, config.baseUrl), options);
  });

  router.get('/statistik/perubahan.atom', often, async (req, res) => {
    const words = await wordsOf(req, 0);
    const day = today();
    // Months gone by never change again.
    const months = await whileUnchanged(
      deps,
      `changes ${regionId} ${day}`,
      () => monthsOfFeed(deps, day),
      () => true,
    );
    const { name } = config.org;
    const title = words.t('statistics:feed.title', { site: name });
    const endOfDay = (on: string) => endOf(on, config.timezone);
    const feed = changesFeed(months, { ...words, title, author: name, baseUrl: config.baseUrl, endOf: endOfDay });
    sendOpen(res, 'application/atom+xml; charset=utf-8', feed);
  });

  router.get('/statistik/:table.csv', often, (req, res, next) => file(req, res, 'csv').then((sent) => sent || next()));
  router.get('/statistik/:table.json', often, (req, res, next) =>
    file(req, res, 'json').then((sent) => sent || next()),
  );

  /** Sends a table; false for a name that is none of ours: other slices have files below this address too. */
  async function file(req: Request, res: Response, kind: 'csv' | 'json'): Promise<boolean> {
    const name = String(req.params.table);
    if (!isTable(name)) return false;
    const parsed = read(req);
    const t = translate(req);
    const errors = refusedFields(parsed, req.query, PAGE_NAMES, t);
    if (!parsed.ok || errors.length > 0) {
      sendProblem(res, {
        status: 422,
        title: t('statistics:form.refused'),
        detail: t('statistics:form.check'),
        errors,
      });
      return true;
    }
    const words = await wordsOf(req, parsed.data.year);
    const { figures, fault } = await answerTo(deps, parsed.data, words.t);
    if (!figures) {
      sendProblem(res, { status: 500, title: t('statistics:unsound.title'), detail: fault ?? '' });
      return true;
    }
    const href = `${config.baseUrl}${req.originalUrl}`;
    const facts = { name, question: parsed.data, source: config.org.name, href };
    const table = TABLES[name](figures);
    if (kind === 'csv') {
      res.attachment(`statistik-${name}-${parsed.data.year}-per-${parsed.data.asOf}.csv`);
      sendOpen(res, 'text/csv; charset=utf-8', tableCsv(facts, table, words));
    } else sendOpen(res, 'application/json; charset=utf-8', JSON.stringify(jsonStat(facts, table, words)));
    return true;
  }

  return router;
}

// By the figures themselves: when they are summed up anew, their words go with the old ones.
const partsKept = new WeakMap<Figures, Map<string, Parts>>();

function keptParts(figures: Figures, key: string, make: () => Parts): Parts {
  const known = partsKept.get(figures) ?? new Map<string, Parts>();
  partsKept.set(figures, known);
  const parts = known.get(key) ?? make();
  known.set(key, parts);
  return parts;
}
