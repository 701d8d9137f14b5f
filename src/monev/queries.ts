import type { DbOrTrx } from '../db/connect';
import type { MonevAnswerRow, MonevFreezeRow, MonevResultRow, MonevRoundRow } from '../db/tables/monev';
import { newestResults } from './result-queries';
import { chainOf } from './rounds';

/** Rounds of one page: an office has one or two a year. */
const MOST_ROUNDS = 100;
const MOST_EVENTS = 100;

export type Commission = MonevRoundRow['commission'];
export type Which = { year: number; commission: Commission };

export type RoundLine = Omit<MonevRoundRow, 'questionnaire'> & {
  frozen: Pick<MonevFreezeRow, 'score' | 'band'> | null;
  official: Pick<MonevResultRow, 'score' | 'band'> | null;
};

/** Every round, the newest year first, with what was frozen last and what the commission announced. */
export async function allRounds(db: DbOrTrx, regionId: number): Promise<RoundLine[]> {
  const rounds: MonevRoundRow[] = await db('monev_rounds')
    .where('region_id', regionId)
    .orderBy([{ column: 'year', order: 'desc' }, { column: 'commission' }])
    .limit(MOST_ROUNDS);
  const ids = rounds.map(({ id }) => id);
  const freezes: Pick<MonevFreezeRow, 'round_id' | 'score' | 'band'>[] = await db('monev_freezes')
    .whereIn('round_id', ids)
    .orderBy('number')
    .select('round_id', 'score', 'band');
  const last = new Map(freezes.map(({ round_id, score, band }) => [round_id, { score, band }]));
  const official = await newestResults(db, ids);
  return rounds.map(({ questionnaire: _, ...round }) => ({
    ...round,
    ...{ frozen: last.get(round.id) ?? null, official: official.get(round.id) ?? null },
  }));
}

export async function roundOf(
  db: DbOrTrx,
  regionId: number,
  { year, commission }: Which,
): Promise<MonevRoundRow | null> {
  return (await db('monev_rounds').where({ region_id: regionId, year, commission }).first()) ?? null;
}

/** The newest round of an earlier year by the same commission. */
export async function roundBefore(
  db: DbOrTrx,
  regionId: number,
  { year, commission }: Which,
): Promise<MonevRoundRow | null> {
  const earlier = db('monev_rounds').where({ region_id: regionId, commission }).where('year', '<', year);
  return (await earlier.orderBy('year', 'desc').first()) ?? null;
}

/** The round that is awaited first of those that are not approved; null where no day was set. */
export async function awaitedRound(
  db: DbOrTrx,
  regionId: number,
): Promise<Omit<MonevRoundRow, 'questionnaire'> | null> {
  const open = db('monev_rounds').where('region_id', regionId).whereNot('state', 'frozen').whereNotNull('submit_by');
  return (await open.orderBy(['submit_by', 'id']).first()) ?? null;
}

export type NamedAnswer = MonevAnswerRow & { name: string | null };

/** The answers of a round by the code of their question. */
export async function answersOf(db: DbOrTrx, roundId: number): Promise<Map<string, NamedAnswer>> {
  const rows: NamedAnswer[] = await db('monev_answers as a')
    .leftJoin('users as u', 'u.id', 'a.answered_by')
    .where('a.round_id', roundId)
    .select('a.*', 'u.name');
  return new Map(rows.map((row) => [row.code, row]));
}

export type NamedFreeze = MonevFreezeRow & { name: string | null };

const named = (db: DbOrTrx, roundId: number) =>
  db('monev_freezes as f').leftJoin('users as u', 'u.id', 'f.frozen_by').where('f.round_id', roundId);

/** What was frozen of a round, the newest first, without its content. */
export async function freezesOf(db: DbOrTrx, roundId: number): Promise<Omit<NamedFreeze, 'content'>[]> {
  return named(db, roundId)
    .orderBy('f.number', 'desc')
    .limit(MOST_ROUNDS)
    .select('f.id', 'f.round_id', 'f.number', 'f.hash', 'f.score', 'f.band', 'f.frozen_by', 'f.frozen_at', 'u.name');
}

/** One of them by its number; the newest when null. */
export async function freezeOf(db: DbOrTrx, roundId: number, number: number | null): Promise<NamedFreeze | null> {
  const query = named(db, roundId).orderBy('f.number', 'desc');
  if (number !== null) query.where('f.number', number);
  return (await query.first('f.*', 'u.name')) ?? null;
}

/** What was frozen last of the nearest earlier year by the same commission that came so far. */
export async function frozenBefore(
  db: DbOrTrx,
  regionId: number,
  { year, commission }: Which,
): Promise<(MonevFreezeRow & { year: number }) | null> {
  const found = await db('monev_freezes as f')
    .join('monev_rounds as r', 'r.id', 'f.round_id')
    .where({ 'r.region_id': regionId, 'r.commission': commission })
    .where('r.year', '<', year)
    .orderBy([
      { column: 'r.year', order: 'desc' },
      { column: 'f.number', order: 'desc' },
    ])
    .first('f.*', 'r.year');
  return found ?? null;
}

/** One event of a round's log; `words` are what somebody wrote, or what was answered. */
export type LoggedEvent = { kind: string; at: string; who: string | null; words: string | null };

const ANSWERED = 'monev_answered';

/** What happened to a round as a whole, the newest first; single answers stand at their questions. */
export const roundEvents = (db: DbOrTrx, round: MonevRoundRow): Promise<LoggedEvent[]> =>
  eventsOf(round, db('audit_events').whereNot('kind', ANSWERED));

/** How one question was answered, the newest first. */
export const answerEvents = (db: DbOrTrx, round: MonevRoundRow, code: string): Promise<LoggedEvent[]> =>
  eventsOf(
    round,
    db('audit_events')
      .where('kind', ANSWERED)
      .whereRaw('payload LIKE ?', [`%"question":"${code}"%`]),
  );

async function eventsOf(round: MonevRoundRow, query: ReturnType<DbOrTrx>): Promise<LoggedEvent[]> {
  const rows: { kind: string; occurred_at: string; payload: string }[] = await query
    .where('chain', chainOf(round))
    .orderBy('seq', 'desc')
    .limit(MOST_EVENTS)
    .select('kind', 'occurred_at', 'payload');
  return rows.map(({ kind, occurred_at, payload }) => {
    const { actor, detail }: { actor: { name: string | null }; detail: Record<string, unknown> } = JSON.parse(payload);
    const said = [detail.question, detail.value, detail.reason ?? detail.hash];
    const words = said.filter((one) => typeof one === 'string').join(': ');
    return { kind, at: occurred_at, who: actor.name, words: words || null };
  });
}
