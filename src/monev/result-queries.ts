import type { DbOrTrx } from '../db/connect';
import type { MonevResultFileRow, MonevResultRow } from '../db/tables/monev';

/** Entries of one page: a result is corrected once or twice. */
const MOST = 100;

export type NamedResult = MonevResultRow & { name: string | null; file: MonevResultFileRow | null };

/** What was entered of a round's official result, the newest first: it holds, the others are what it corrected. */
export async function resultsOf(db: DbOrTrx, roundId: number): Promise<NamedResult[]> {
  const rows: (MonevResultRow & { name: string | null })[] = await db('monev_results as r')
    .leftJoin('users as u', 'u.id', 'r.recorded_by')
    .where('r.round_id', roundId)
    .orderBy('r.number', 'desc')
    .limit(MOST)
    .select('r.*', 'u.name');
  const ids = rows.map(({ id }) => id);
  const files: MonevResultFileRow[] = await db('monev_result_files').whereIn('result_id', ids);
  return rows.map((row) => ({ ...row, file: files.find(({ result_id }) => result_id === row.id) ?? null }));
}

/** The newest entry of each of these rounds, by the round. */
export async function newestResults(
  db: DbOrTrx,
  roundIds: readonly number[],
): Promise<ReadonlyMap<number, Pick<MonevResultRow, 'score' | 'band'>>> {
  const rows: Pick<MonevResultRow, 'round_id' | 'score' | 'band'>[] = await db('monev_results')
    .whereIn('round_id', [...roundIds])
    .orderBy('number')
    .select('round_id', 'score', 'band');
  return new Map(rows.map(({ round_id, score, band }) => [round_id, { score, band }]));
}

/** The announcement that came with one entry. */
export async function resultFile(db: DbOrTrx, roundId: number, number: number): Promise<MonevResultFileRow | null> {
  const found = await db('monev_result_files as f')
    .join('monev_results as r', 'r.id', 'f.result_id')
    .where({ 'r.round_id': roundId, 'r.number': number })
    .first('f.*');
  return found ?? null;
}
