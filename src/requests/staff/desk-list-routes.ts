import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { listBodies } from '../../bodies/queries';
import { calendarGaps } from '../../calendar/queries';
import { due, NoCalendarError } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { dipClockView } from '../../dip/clock';
import { newestEnacted } from '../../dip/queries';
import { deskTurns } from '../../exemptions/desk-turns';
import { commissionOf } from '../../letters/commission-queries';
import { isUnaddressed } from '../../letters/objection-facts';
import { currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, rowId, withQuery } from '../../web/pagination';
import { AREAS } from './areas';
import type { DeskClock } from './desk-clock';
import { countWords, letterQueue, MOST_COUNTED, PAGE_SIZE, paged, type Tab } from './list-pages';
import { lettersOnTheirWay, lettersOnTheirWayCount, openObjectionCount, queueCount } from './list-queries';
import { DESK_TABS, type DeskTab, deskQuery } from './queue-tabs';
import { cases, toCase, type World, worldOf } from './shared-list-routes';

/** `GET /petugas`: the desk in the morning, ordered by what is due. */
export function deskListRoutes(deps: Deps, clocks: readonly DeskClock[]): Router {
  const router = Router();
  router.get(AREAS.desk.path, requireRole(...AREAS.desk.roles), (req, res) => desk(deps, req, res, clocks));
  return router;
}

async function desk(deps: Deps, req: Request, res: Response, clocks: readonly DeskClock[]): Promise<void> {
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
      objections: countWords(await openObjectionCount(deps.db, deps.regionId, MOST_COUNTED)),
      search: { typed: search.typed, unknown: search.unknown },
      today: fmt.day(world.today),
      unaddressed: isUnaddressed(await commissionOf(deps.db, deps.regionId)),
      gaps: await calendarGaps(deps.db, deps.regionId, world.today),
      dip: hasRole(currentUser(req), 'ppid') ? await registerClock(deps, world) : null,
      clocks: hasRole(currentUser(req), 'ppid')
        ? [...(await clocksOf(clocks, req)), ...(await deskTurns(deps, languageOf(req)))]
        : [],
      bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name, chosen: slug === body?.slug })),
      filtered: body !== null,
      empty: t(`desk:empty.${tab}`),
    },
    { title: t('desk:desk.title'), wide: true },
  );
}

/** The PPID's other terms, which later slices keep. */
async function clocksOf(clocks: readonly DeskClock[], req: Request) {
  const shown = await Promise.all(clocks.map((clock) => clock(languageOf(req))));
  return shown.filter((one) => one !== null);
}

/** The renewal of the register, for the PPID; how it was counted stands on the register's own desk. */
async function registerClock(deps: Deps, { today, t, fmt }: World) {
  const inForce = await newestEnacted(deps.db, deps.regionId);
  return { ...dipClockView(inForce, today, '/petugas/dip', t, fmt), explain: null };
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

async function letters(deps: Deps, req: Request, query: Record<string, string | null>, { t, fmt }: World) {
  const after = decodeCursor(z.object({ id: rowId() }), req.query.sesudah);
  const rows = await lettersOnTheirWay(deps.db, deps.regionId, after?.id ?? null, PAGE_SIZE + 1);
  const { shown, pages } = paged(rows, ({ id }) => ({ id }), '/petugas', query, after === null);
  return { letters: letterQueue(shown, t, fmt), pages };
}
