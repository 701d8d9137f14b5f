import type { Request, Response } from 'express';
import { z } from 'zod';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { formatIn } from '../../web/format';
import { languageOf, translate } from '../../web/language';
import { decodeCursor, rowId } from '../../web/pagination';
import { isDisputeNumber, isImportedNumber, isObjectionNumber, isRequestNumber, tidyNumber } from '../number';
import { type Area, anyCasePath } from './areas';
import { escalationLines, PAGE_SIZE, type Pages, paged, type QueueLine, queueLines } from './list-pages';
import { caseExists, escalationPage, type QueueQuery, type QueueRow, queuePage } from './list-queries';

/** A place in a list that is ordered by a day. */
export const DAY_PLACE = z.object({ day: z.string(), id: rowId() });
const AT_PLACE = z.object({ at: z.string(), id: rowId() });

const TABLES = { request: 'requests', objection: 'objections', dispute: 'disputes' } as const;

function kindOf(number: string): keyof typeof TABLES | null {
  if (isRequestNumber(number) || isImportedNumber(number)) return 'request';
  if (isObjectionNumber(number)) return 'objection';
  return isDisputeNumber(number) ? 'dispute' : null;
}

/** A whole number typed into the search goes straight to its case. */
export async function toCase(
  deps: Deps,
  area: Area,
  req: Request,
  res: Response,
): Promise<{ sent: boolean; typed: string; unknown: boolean }> {
  const typed = typeof req.query.nomor === 'string' ? req.query.nomor.trim().slice(0, 40) : '';
  if (typed === '') return { sent: false, typed, unknown: false };
  const number = tidyNumber(typed);
  const kind = kindOf(number);
  const found = kind !== null && (await caseExists(deps.db, deps.regionId, TABLES[kind], number));
  if (!kind || !found) return { sent: false, typed, unknown: true };
  res.redirect(303, anyCasePath(area, kind, number));
  return { sent: true, typed, unknown: false };
}

/** What the lines of every list are written from. */
export async function worldOf(deps: Deps, area: Area, req: Request) {
  const t = translate(req);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const cal = await calendarInForce(deps.db, deps.regionId);
  return { area, keys: deps.keys, cal, today, t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
}

export type World = Awaited<ReturnType<typeof worldOf>>;

/** One page of a queue with the links to the next and the first. */
export async function cases(
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

/** One page of what the ladder sent. */
export async function escalations(
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
