import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { listBodies } from '../../bodies/queries';
import { calendarInForce } from '../../calendar/queries';
import { due, localDay, NoCalendarError } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { formatIn } from '../../web/format';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, rowId, withQuery } from '../../web/pagination';
import { isRequestNumber, tidyNumber } from '../number';
import { requestByNumber } from '../queries';
import { bodiesOf } from './acting';
import { AREAS, type Area, casePath } from './areas';
import {
  countWords,
  escalationLines,
  letterQueue,
  MOST_COUNTED,
  PAGE_SIZE,
  type Pages,
  paged,
  type QueueLine,
  queueLines,
  type Tab,
} from './list-pages';
import {
  casesByReceipt,
  escalationPage,
  lettersOnTheirWay,
  lettersOnTheirWayCount,
  type QueueQuery,
  type QueueRow,
  queueCount,
  queuePage,
} from './list-queries';
import { APPROVAL, BODY_TABS, bodyQuery, DESK_TABS, type DeskTab, deskQuery, overdueQuery } from './queue-tabs';

const DAY_PLACE = z.object({ day: z.string(), id: rowId() });
const AT_PLACE = z.object({ at: z.string(), id: rowId() });

/** The lists each area starts from: the desk's queue, a body's own cases, what awaits the superior, the auditor's view. */
export function listRoutes(deps: Deps): Router {
  const router = Router();
  router.get('/petugas', requireRole('petugas', 'ppid'), (req, res) => desk(deps, req, res));
  router.get('/opd', requireRole('opd'), (req, res) => body(deps, req, res));
  router.get('/atasan', requireRole('atasan'), (req, res) => superior(deps, req, res));
  router.get('/auditor', requireRole('auditor'), (req, res) => auditor(deps, req, res));
  return router;
}

/** A whole number typed into the search goes straight to its case. */
async function toCase(
  deps: Deps,
  area: Area,
  req: Request,
  res: Response,
): Promise<{ sent: boolean; typed: string; unknown: boolean }> {
  const typed = typeof req.query.nomor === 'string' ? req.query.nomor.trim().slice(0, 40) : '';
  if (typed === '') return { sent: false, typed, unknown: false };
  const number = tidyNumber(typed);
  const found = isRequestNumber(number) ? await requestByNumber(deps.db, deps.regionId, number) : null;
  if (!found) return { sent: false, typed, unknown: true };
  res.redirect(303, casePath(area, number));
  return { sent: true, typed, unknown: false };
}

async function worldOf(deps: Deps, area: Area, req: Request) {
  const t = translate(req);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const cal = await calendarInForce(deps.db, deps.regionId);
  return { area, keys: deps.keys, cal, today, t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
}

type World = Awaited<ReturnType<typeof worldOf>>;

async function desk(deps: Deps, req: Request, res: Response): Promise<void> {
  const search = await toCase(deps, 'desk', req, res);
  if (search.sent) return;
  const world = await worldOf(deps, 'desk', req);
  const { t, fmt } = world;
  const tab: DeskTab = DESK_TABS.find((one) => one === req.query.tab) ?? 'tindakan';
  const bodies = await listBodies(deps.db, deps.regionId);
  const body = bodies.find((one) => one.slug === req.query.badan) ?? null;
  const soonest = soon(world);
  const link = (query: Record<string, string | null>) => withQuery('/petugas', { badan: body?.slug ?? null, ...query });
  const tabs = await Promise.all(
    DESK_TABS.map(async (one): Promise<Tab> => {
      const n = await countOf(deps, one, soonest, body?.id ?? null);
      return {
        label: t(`desk:tab.${one}`),
        href: link({ tab: one }),
        current: one === tab,
        count: n === null ? null : countWords(n),
      };
    }),
  );
  const query = { tab, badan: body?.slug ?? null };
  const queue =
    tab === 'surat'
      ? { lines: [], ...(await letters(deps, req, query, world)) }
      : {
          letters: null,
          ...(await cases(deps, req, world, '/petugas', query, {
            ...deskQuery(tab, soonest),
            holders: body ? [body.id] : null,
          })),
        };
  renderPage(
    req,
    res,
    'requests/staff/desk',
    {
      ...queue,
      tabs,
      tab,
      search: { typed: search.typed, unknown: search.unknown },
      today: fmt.day(world.today),
      bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name, chosen: slug === body?.slug })),
      filtered: body !== null,
      empty: t(`desk:empty.${tab}`),
    },
    { title: t('desk:desk.title'), wide: true },
  );
}

/** The last day that is near enough for the desk to take a hand whoever holds the case. */
function soon({ cal, today }: World): string {
  try {
    return due(cal, today, 3);
  } catch (error) {
    if (error instanceof NoCalendarError) return today;
    throw error;
  }
}

async function countOf(deps: Deps, tab: DeskTab, soonest: string, bodyId: number | null): Promise<number | null> {
  if (tab === 'selesai') return null;
  if (tab === 'surat') return lettersOnTheirWayCount(deps.db, deps.regionId, MOST_COUNTED);
  const query = { ...deskQuery(tab, soonest), holders: bodyId === null ? null : [bodyId] };
  return queueCount(deps.db, deps.regionId, query, MOST_COUNTED);
}

async function cases(
  deps: Deps,
  req: Request,
  world: World,
  path: string,
  query: Record<string, string | null>,
  asked: Omit<QueueQuery, 'after' | 'limit'>,
): Promise<{ lines: QueueLine[]; pages: Pages }> {
  const after = decodeCursor(DAY_PLACE, req.query.sesudah);
  const rows = await queuePage(deps.db, deps.regionId, { ...asked, after, limit: PAGE_SIZE + 1 });
  const { shown, pages } = paged(
    rows,
    (row: QueueRow) => ({ day: row.due_on, id: row.id }),
    path,
    query,
    after === null,
  );
  return { lines: queueLines(shown, world), pages };
}

async function letters(deps: Deps, req: Request, query: Record<string, string | null>, { t, fmt }: World) {
  const after = decodeCursor(z.object({ id: rowId() }), req.query.sesudah);
  const rows = await lettersOnTheirWay(deps.db, deps.regionId, after?.id ?? null, PAGE_SIZE + 1);
  const { shown, pages } = paged(rows, ({ id }) => ({ id }), '/petugas', query, after === null);
  return { letters: letterQueue(shown, t, fmt), pages };
}

async function body(deps: Deps, req: Request, res: Response): Promise<void> {
  const world = await worldOf(deps, 'body', req);
  const { t, fmt } = world;
  const own = bodiesOf(currentUser(req));
  const tab = BODY_TABS.find((one) => one === req.query.tab) ?? 'terbuka';
  const names = (await listBodies(deps.db, deps.regionId, { inactiveToo: true })).filter(({ id }) => own.includes(id));
  const count = await queueCount(deps.db, deps.regionId, { ...bodyQuery('terbuka'), holders: own }, MOST_COUNTED);
  const tabs = BODY_TABS.map((one): Tab => {
    const href = withQuery('/opd', { tab: one });
    return {
      label: t(`desk:body_tab.${one}`),
      href,
      current: one === tab,
      count: one === 'terbuka' ? countWords(count) : null,
    };
  });
  const page = await cases(deps, req, world, '/opd', { tab }, { ...bodyQuery(tab), holders: own });
  renderPage(
    req,
    res,
    'requests/staff/body',
    {
      ...page,
      tabs,
      names: names.map(({ name }) => name),
      today: fmt.day(world.today),
      empty: t(`desk:empty.body_${tab}`),
    },
    { title: t('desk:body.title'), wide: true },
  );
}

async function superior(deps: Deps, req: Request, res: Response): Promise<void> {
  const search = await toCase(deps, 'superior', req, res);
  if (search.sent) return;
  const world = await worldOf(deps, 'superior', req);
  const { t, fmt, today } = world;
  const all = { holders: null, after: null, limit: PAGE_SIZE };
  const waiting = await queuePage(deps.db, deps.regionId, { ...APPROVAL, ...all });
  const overdue = await queuePage(deps.db, deps.regionId, { ...overdueQuery(today), ...all });
  renderPage(
    req,
    res,
    'requests/staff/superior',
    {
      today: fmt.day(today),
      waiting: queueLines(waiting, world),
      overdue: queueLines(overdue, world),
      search: { typed: search.typed, unknown: search.unknown },
      ...(await escalations(deps, req, 'superior', '/atasan', {}, world)),
    },
    { title: t('desk:superior.title'), wide: true },
  );
}

async function escalations(
  deps: Deps,
  req: Request,
  area: Area,
  path: string,
  query: Record<string, string | null>,
  { t, fmt }: World,
) {
  const after = decodeCursor(AT_PLACE, req.query.sesudah);
  const rows = await escalationPage(deps.db, deps.regionId, after, PAGE_SIZE + 1);
  const { shown, pages } = paged(rows, (row) => ({ at: row.fired_at, id: row.id }), path, query, after === null);
  return { escalations: escalationLines(shown, area, t, fmt), pages };
}

const AUDITOR_TABS = ['semua', 'terlambat-dicatat', 'eskalasi'] as const;

async function auditor(deps: Deps, req: Request, res: Response): Promise<void> {
  const search = await toCase(deps, 'auditor', req, res);
  if (search.sent) return;
  const world = await worldOf(deps, 'auditor', req);
  const { t, fmt } = world;
  const tab = AUDITOR_TABS.find((one) => one === req.query.tab) ?? 'semua';
  const tabs = AUDITOR_TABS.map((one): Tab => {
    return {
      label: t(`desk:auditor_tab.${one}`),
      href: withQuery('/auditor', { tab: one }),
      current: one === tab,
      count: null,
    };
  });
  const list =
    tab === 'eskalasi'
      ? { lines: null, ...(await escalations(deps, req, 'auditor', '/auditor', { tab }, world)) }
      : { escalations: null, ...(await byReceipt(deps, req, tab === 'terlambat-dicatat', tab, world)) };
  renderPage(
    req,
    res,
    'requests/staff/auditor',
    { ...list, tabs, tab, today: fmt.day(world.today), search: { typed: search.typed, unknown: search.unknown } },
    { title: t('desk:auditor.title'), wide: true },
  );
}

async function byReceipt(deps: Deps, req: Request, enteredLate: boolean, tab: string, world: World) {
  const after = decodeCursor(DAY_PLACE, req.query.sesudah);
  const rows = await casesByReceipt(deps.db, deps.regionId, { enteredLate, after, limit: PAGE_SIZE + 1 });
  const place = (row: QueueRow) => ({ day: row.received_on, id: row.id });
  const { shown, pages } = paged(rows, place, AREAS.auditor.path, { tab }, after === null);
  return { lines: queueLines(shown, world), pages };
}
