import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { isObjectionNumber, tidyNumber } from '../../requests/number';
import { bodiesOf } from '../../requests/staff/acting';
import { AREAS, type Area } from '../../requests/staff/areas';
import { formatIn } from '../../web/format';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, encodeCursor, rowId, withQuery } from '../../web/pagination';
import { listPath, objectionPath } from './areas';
import { findObjection } from './case-commands';
import { objectionLines } from './list-pages';
import { dayOf, OBJECTION_TABS, objectionCount, objectionPage, registerPage } from './list-queries';
import { registerColumns, registerRow } from './register-pages';

const PAGE_SIZE = 25;
const MOST_COUNTED = 100;
const PLACE = z.object({ day: z.string(), id: rowId() });

/** Objections as each area looks at them, and the register of Lampiran XI. */
export function objectionListRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(AREAS) as Area[]) {
    const guard = requireRole(...AREAS[area].roles);
    router.get(listPath(area), guard, (req, res) => list(deps, area, req, res));
    if (area !== 'body') router.get(`${listPath(area)}/register`, guard, (req, res) => register(deps, area, req, res));
  }
  return router;
}

async function list(deps: Deps, area: Area, req: Request, res: Response): Promise<void> {
  const user = currentUser(req);
  const typed = typeof req.query.nomor === 'string' ? req.query.nomor.trim().slice(0, 40) : '';
  const number = tidyNumber(typed);
  const wanted = isObjectionNumber(number) ? await findObjection(deps, area, user, number) : null;
  if (wanted) return res.redirect(303, objectionPath(area, number));

  const { t, fmt, cal, today } = await worldOf(deps, req);
  const path = listPath(area);
  const tab = OBJECTION_TABS.find((one) => one === req.query.tab) ?? 'terbuka';
  const bodyIds = area === 'body' ? bodiesOf(user) : null;
  const after = decodeCursor(PLACE, req.query.sesudah);
  const rows = await objectionPage(deps.db, deps.regionId, { tab, bodyIds, after, limit: PAGE_SIZE + 1 });
  const shown = rows.slice(0, PAGE_SIZE);
  const tabs = await Promise.all(
    OBJECTION_TABS.map(async (one) => {
      const counted = one === 'terbuka' || one === 'pelaksanaan';
      const n = counted ? await objectionCount(deps.db, deps.regionId, { tab: one, bodyIds }, MOST_COUNTED) : null;
      return {
        label: t(`objections:tab.${one}`),
        href: withQuery(path, { tab: one }),
        current: one === tab,
        count: n === null ? null : n >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(n),
      };
    }),
  );
  const view = {
    ...{ area, path, tabs, today: fmt.day(today), empty: t(`objections:empty.${tab}`) },
    lines: objectionLines(shown, { area, keys: deps.keys, cal, today, t, fmt }),
    search: { typed, unknown: typed !== '' },
    register: area === 'body' ? null : `${path}/register`,
    enter: area === 'desk' ? `${path}/baru` : null,
    home: { label: t(`desk:home.${area}`), href: AREAS[area].path },
    pages: pagesOf(rows, shown.at(-1), (row) => row[dayOf(tab)] ?? '', path, { tab }, after === null),
  };
  renderPage(req, res, 'objections/staff/list', view, { title: t('objections:list.title'), wide: true });
}

async function register(deps: Deps, area: Area, req: Request, res: Response): Promise<void> {
  const { t, fmt, today } = await worldOf(deps, req);
  const path = `${listPath(area)}/register`;
  const thisYear = Number(today.slice(0, 4));
  const year = /^20\d\d$/.test(String(req.query.tahun)) ? Number(req.query.tahun) : thisYear;
  const after = decodeCursor(PLACE, req.query.sesudah);
  const rows = await registerPage(deps.db, deps.regionId, { year, after, limit: PAGE_SIZE + 1 });
  const shown = rows.slice(0, PAGE_SIZE);
  const link = (one: number) => ({ label: String(one), href: withQuery(path, { tahun: one }), current: one === year });
  const view = {
    ...{ area, year: String(year), columns: registerColumns(t) },
    rows: shown.map((row) => registerRow(row, { area, keys: deps.keys, t, fmt })),
    years: [thisYear, thisYear - 1, thisYear - 2].map(link),
    home: { label: t('objections:list.title'), href: listPath(area) },
    pages: pagesOf(rows, shown.at(-1), (row) => row.received_on, path, { tahun: String(year) }, after === null),
  };
  renderPage(req, res, 'objections/staff/register', view, { title: t('objections:register.title'), wide: true });
}

async function worldOf(deps: Deps, req: Request) {
  const t = translate(req);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const cal = await calendarInForce(deps.db, deps.regionId);
  return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone), cal, today };
}

/** The links to the next page, when one row too many was read, and to the first. */
function pagesOf<R extends { id: number }>(
  rows: readonly R[],
  last: R | undefined,
  day: (row: R) => string,
  path: string,
  query: Record<string, string>,
  isFirst: boolean,
) {
  const more = rows.length > PAGE_SIZE && last;
  const next = more ? withQuery(path, { ...query, sesudah: encodeCursor({ day: day(last), id: last.id }) }) : null;
  return { next, first: isFirst ? null : withQuery(path, query) };
}
