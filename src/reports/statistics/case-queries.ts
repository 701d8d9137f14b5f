import type { DbOrTrx } from '../../db/connect';
import type { CaseHistoryRow } from '../../db/tables/reports';
import { holderOf } from '../../workflow/facts';
import type { Source } from './cell';
import { type Figure, inLine, type Narrow, SEEN_FACTS, type Seen } from './figure';
import { type Asked, calendarThen, heldThen } from './queries';
import { daysCounter } from './tally';

type Kind = CaseHistoryRow['case_kind'];

/** How pages name a case, and the body that holds it now: whoever works there may open it. */
export type NamedCase = { number: string; holder: number | null };

type Row = Seen & Pick<CaseHistoryRow, 'case_id'>;
export type FiguredCase = Row & NamedCase;

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
  const found: Row[] = [];
  const days = daysCounter(await calendarThen(db, asked.regionId, asked.before));
  for (let from = after; found.length <= limit; ) {
    const query = heldThen(db, asked, figure.kind).where('h.case_id', '>', from).orderBy('h.case_id').limit(BATCH);
    if (figure.narrowed) query.whereRaw(figure.narrowed);
    if (source !== null) query.where('h.imported', source === 'imported' ? 1 : 0);
    if (narrow.body !== undefined) query.where('h.body_id', narrow.body);
    if (narrow.kind !== undefined) query.where('h.kind', narrow.kind);
    if (narrow.channel !== undefined) query.where('h.channel', narrow.channel);
    if (narrow.month !== undefined) query.whereRaw('substr(h.received_on, 6, 2) = ?', [narrow.month]);
    const rows: Row[] = await query.select('h.case_id', ...SEEN_FACTS.map((fact) => `h.${fact}`));
    found.push(...rows.filter((row) => figure.holds(row, on) && inLine(row, figure, narrow, days)));
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) break;
    from = last.case_id;
  }
  const shown = found.slice(0, limit);
  const names = await namesOf(
    db,
    figure.kind,
    shown.map((row) => row.case_id),
  );
  return {
    rows: shown.map((row) => ({ ...row, ...(names.get(row.case_id) ?? NOBODY) })),
    next: found.length > limit ? (shown.at(-1)?.case_id ?? null) : null,
  };
}

export const NOBODY: NamedCase = { number: '', holder: null };

/** Until somebody petitions, a dispute goes by its objection's number on pages; here every case has its own. */
export async function namesOf(db: DbOrTrx, kind: Kind, ids: readonly number[]): Promise<Map<number, NamedCase>> {
  const placed = kind === 'request' ? ['assigned_body_id', 'returned_on'] : [];
  const rows = await db(TABLES[kind])
    .whereIn('id', [...ids])
    .select('id', 'number', 'body_id', ...placed);
  return new Map(
    rows.map(({ id, number, assigned_body_id = null, returned_on = null, body_id }) => [
      id,
      { number, holder: holderOf({ assigned_body_id, returned_on, body_id }) },
    ]),
  );
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
