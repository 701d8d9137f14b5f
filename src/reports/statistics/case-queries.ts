import type { DbOrTrx } from '../../db/connect';
import type { CaseHistoryRow } from '../../db/tables/reports';
import type { Source } from './cell';
import { type Figure, inLine, type Narrow } from './figure';
import { type Asked, calendarThen, heldThen } from './queries';
import { daysCounter } from './tally';

export type FiguredCase = Pick<
  CaseHistoryRow,
  'case_id' | 'received_on' | 'result' | 'answered_on' | 'due_on' | 'imported'
> & { number: string };

export type FiguredPage = { rows: FiguredCase[]; next: number | null };

const BATCH = 1000;
const TABLES = { request: 'requests', objection: 'objections', dispute: 'disputes' } as const;

/** The cases behind a figure, by key from `after` on: the very rows that it counted, as they stood then. */
export async function casesBehind(
  db: DbOrTrx,
  asked: Asked,
  { figure, narrow, source, on }: { figure: Figure; narrow: Narrow; source: Source | null; on: string },
  { after, limit }: { after: number; limit: number },
): Promise<FiguredPage> {
  const found: Omit<FiguredCase, 'number'>[] = [];
  const days = daysCounter(await calendarThen(db, asked.regionId, asked.before));
  for (let from = after; found.length <= limit; ) {
    const query = heldThen(db, asked, figure.kind).where('h.case_id', '>', from).orderBy('h.case_id').limit(BATCH);
    if (source !== null) query.where('h.imported', source === 'imported' ? 1 : 0);
    if (narrow.body !== undefined) query.where('h.body_id', narrow.body);
    if (narrow.kind !== undefined) query.where('h.kind', narrow.kind);
    if (narrow.channel !== undefined) query.where('h.channel', narrow.channel);
    if (narrow.month !== undefined) query.whereRaw('substr(h.received_on, 6, 2) = ?', [narrow.month]);
    const rows = await query.select('case_id', 'received_on', 'result', 'answered_on', 'due_on', 'imported', 'ground');
    found.push(...rows.filter((row) => figure.holds(row, on) && inLine(row, figure, narrow, days)));
    if (rows.length < BATCH) break;
    from = rows.at(-1).case_id;
  }
  const shown = found.slice(0, limit);
  const numbers = await numbersOf(
    db,
    figure.kind,
    shown.map((row) => row.case_id),
  );
  return {
    rows: shown.map((row) => ({ ...row, number: numbers.get(row.case_id) ?? '' })),
    next: found.length > limit ? (shown.at(-1)?.case_id ?? null) : null,
  };
}

/** Until somebody petitions, a dispute goes by its objection's number on pages; here every case has its own. */
async function numbersOf(db: DbOrTrx, kind: CaseHistoryRow['case_kind'], ids: number[]): Promise<Map<number, string>> {
  const rows = await db(TABLES[kind]).whereIn('id', ids).select('id', 'number');
  return new Map(rows.map(({ id, number }) => [id, number]));
}

export type CaseEvent = {
  seq: number;
  kind: string;
  occurred_at: string;
  recorded_at: string;
  payload: string;
  hash: string;
};

/** A case by its number, with the events of its chain in order; null when there is none. */
export async function eventsOfCase(
  db: DbOrTrx,
  regionId: number,
  kind: CaseHistoryRow['case_kind'],
  number: string,
): Promise<{ events: CaseEvent[]; more: boolean } | null> {
  const row = await db(TABLES[kind]).where({ region_id: regionId, number }).first('public_id');
  if (!row) return null;
  const events: CaseEvent[] = await db('audit_events')
    .where('chain', `${kind}:${row.public_id}`)
    .orderBy('seq')
    .limit(MOST_EVENTS + 1)
    .select('seq', 'kind', 'occurred_at', 'recorded_at', 'payload', 'hash');
  return { events: events.slice(0, MOST_EVENTS), more: events.length > MOST_EVENTS };
}

const MOST_EVENTS = 500;
