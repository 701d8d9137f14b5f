import type { DbOrTrx } from '../../db/connect';
import type { CaseHistoryRow } from '../../db/tables/reports';
import { holderOf } from '../../workflow/facts';
import type { Source } from './cell';
import { type Figure, inLine, type Narrow, SEEN_FACTS, type Seen } from './figure';
import { type Asked, calendarThen, heldThen } from './queries';
import { daysCounter } from './tally';
import { WALK } from './walk';

type Kind = CaseHistoryRow['case_kind'];

/** How pages name a case, and the body that holds it now: whoever works there may open it. */
export type NamedCase = { number: string; holder: number | null };

type Row = Seen & Pick<CaseHistoryRow, 'case_id'>;
export type FiguredCase = Row & NamedCase;

/** `walked`: where nothing more was found before the walk of this page ended, the day of receipt it came to. */
export type FiguredPage = { rows: FiguredCase[]; next: number | null; walked: string | null };

const BATCH = 1000;
const TABLES = { request: 'requests', objection: 'objections', dispute: 'disputes' } as const;

/**
 * The cases behind a figure, by key from `after` on: the very rows that it counted, as they stood then. One page looks
 * through `WALK` lines of the year and no more.
 */
export async function casesBehind(
  db: DbOrTrx,
  asked: Asked,
  { figure, narrow, source, on }: { figure: Figure; narrow: Narrow; source: Source | null; on: string },
  { after, limit }: { after: number; limit: number },
): Promise<FiguredPage> {
  const found: Row[] = [];
  const days = daysCounter(await calendarThen(db, asked.regionId, asked.before));
  const end = await endOfWalk(db, asked, figure.kind, after);
  for (let from = after; found.length <= limit; ) {
    const query = heldThen(db, asked, figure.kind).where('h.case_id', '>', from).orderBy('h.case_id').limit(BATCH);
    if (end) query.where('h.case_id', '<=', end.case_id);
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
  const full = found.length > limit;
  const names = await namesOf(
    db,
    figure.kind,
    shown.map((row) => row.case_id),
  );
  return {
    rows: shown.map((row) => ({ ...row, ...(names.get(row.case_id) ?? NOBODY) })),
    next: (full ? shown.at(-1)?.case_id : end?.case_id) ?? null,
    walked: full ? null : (end?.received_on ?? null),
  };
}

/** The case at which a walk from `after` on has seen its lines; undefined where the year ends before. */
async function endOfWalk(
  db: DbOrTrx,
  { regionId, year }: Asked,
  kind: Kind,
  after: number,
): Promise<Pick<CaseHistoryRow, 'case_id' | 'received_on'> | undefined> {
  return db('case_history')
    .where({ region_id: regionId, case_kind: kind, year })
    .where('case_id', '>', after)
    .orderBy(['case_id', 'recorded_at'])
    .offset(WALK - 1)
    .first('case_id', 'received_on');
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
