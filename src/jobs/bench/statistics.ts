import { performance } from 'node:perf_hooks';
import { isPostgres } from '../../db/connect';
import type { Deps } from '../../deps';
import { type Figures, measure, round } from './measure';
import { unguarded } from './unguarded';

/** How long a year's figures take: as of today and as of a day gone by, the first time and once warm, and the page. */
export type StatisticsFigures = {
  requests: number;
  cold_ms: { today: number; past: number };
  warm: { stats: Figures; page: Figures };
};

const YEARS = 10;

/** Fills the history of cases with so many requests over ten years, three rows each, and asks for one of the years. */
export async function statisticsFigures(
  deps: Deps,
  { quick, read }: { quick: boolean; read: (path: string) => Promise<unknown> },
): Promise<StatisticsFigures> {
  const requests = quick ? 20_000 : 1_000_000;
  const last = deps.clock.now().getUTCFullYear() - 1;
  await unguarded(deps.db, 'case_history', async () => {
    for (let year = last - YEARS + 1; year <= last; year++) await fillYear(deps, year, requests / YEARS);
  });
  const cold = async (path: string): Promise<number> => {
    const start = performance.now();
    await read(path);
    return Math.round(performance.now() - start);
  };
  const year = last - 4;
  const cold_ms = {
    today: await cold(`/api/v1/stats?year=${year}`),
    past: await cold(`/api/v1/stats?year=${year}&as_of=${year}-07-31`),
  };
  const runs = quick ? 30 : 300;
  const stats = await measure(runs, () => read(`/api/v1/stats?year=${year}`));
  await read(`/statistik?tahun=${year}`);
  const page = await measure(runs, () => read(`/statistik?tahun=${year}`));
  await unguarded(deps.db, 'case_history', () => deps.db('case_history').where('case_id', '>', FIRST).delete());
  return { requests, cold_ms: { today: round(cold_ms.today), past: round(cold_ms.past) }, warm: { stats, page } };
}

/** Cases of the bench have numbers that no real one has here. */
const FIRST = 1_000_000_000;

/** Written in one statement for each of the three rows: as received, as assigned, as answered (or still open). */
async function fillYear({ db, regionId }: Deps, year: number, cases: number): Promise<void> {
  const bodies: number[] = await db('bodies').where('region_id', regionId).orderBy('id').limit(50).pluck('id');
  const series = isPostgres(db)
    ? `generate_series(0, ${cases - 1}) AS s(n)`
    : `(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < ${cases - 1}) SELECT n FROM c) AS s`;
  const day = (days: string) =>
    isPostgres(db)
      ? `to_char(date '${year}-01-01' + (${days}), 'YYYY-MM-DD')`
      : `date('${year}-01-01', '+' || (${days}) || ' days')`;
  const pick = (values: readonly (string | number)[], by: string) =>
    `CASE (${by}) % ${values.length} ${values.map((value, i) => `WHEN ${i} THEN ${typeof value === 'string' ? `'${value}'` : value}`).join(' ')} END`;
  const received = '(n * 17 % 340)';
  const took = '(2 + n * 31 % 23)';
  const results = [
    'granted',
    'granted',
    'granted',
    'granted_partly',
    'not_held',
    'not_documented',
    'redirected',
    'open',
  ];
  const moments = [
    `${day(received)} || 'T02:00:00.000Z'`,
    `${day(received)} || 'T05:00:00.000Z'`,
    `${day(`${received} + ${took}`)} || 'T03:00:00.000Z'`,
  ];
  for (const [i, from] of moments.entries()) {
    const ends = i === 2;
    const result = ends ? pick(results, 'n / 7') : "'open'";
    const answered = ends ? `CASE WHEN ${result} = 'open' THEN NULL ELSE ${day(`${received} + ${took}`)} END` : 'NULL';
    await db.raw(`INSERT INTO case_history (region_id, case_kind, year, case_id, recorded_at, until_at, received_on, result,
      answered_on, due_on, imported, body_id, channel, kind, ground)
      SELECT ${regionId}, 'request', ${year}, ${FIRST} + 1 + ${year - 2000} * 1000000 + n, ${from}, ${moments[i + 1] ?? 'NULL'},
      ${day(received)}, ${result}, ${answered}, ${day(`${received} + 14`)}, 0, ${i === 0 ? 'NULL' : pick(bodies, 'n / 3')},
      ${pick(['web', 'api', 'walk_in', 'letter'], 'n / 11')}, ${pick(['individual', 'group', 'legal_body'], 'n / 5')}, NULL
      FROM ${series} WHERE n >= 0`);
  }
}
