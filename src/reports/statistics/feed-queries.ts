import { atLocal } from '../../calendar/working-days';
import { isPostgres } from '../../db/connect';
import type { Deps } from '../../deps';
import { endOf, figuresNow } from './cached-queries';
import { type MonthFigures, monthEnds, type YearChange } from './feed';
import type { Stats } from './stats';

/** Months of the feed: half a year of changes. */
const MONTHS = 6;
/** So many older years of a month are told; of more only how many they are. */
const MOST_YEARS = 10;

type Part = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>;

/** Half a year of month ends before `today`, each with what it added to its own year and to older ones. */
export async function monthsOfFeed(deps: Part, today: string): Promise<MonthFigures[]> {
  const statsOf = async (year: number, asOf: string): Promise<Stats> =>
    (await figuresNow(deps, { year, asOf, source: null })).stats;
  const ends = monthEnds(today, MONTHS);
  const written = await yearsWritten(deps, ends);
  const months: MonthFigures[] = [];
  for (const [i, on] of ends.entries()) {
    const before = monthEnds(on, 1)[0] as string;
    const year = Number(on.slice(0, 4));
    // Cases of the year before may run past their last day without anybody's doing.
    const found = new Set([...(written[i] ?? []), year - 1]);
    const older = [...found].filter((one) => one < year).sort((a, b) => b - a);
    const changes: YearChange[] = [];
    for (const one of older.slice(0, MOST_YEARS))
      changes.push({ year: one, stats: await statsOf(one, on), before: await statsOf(one, before) });
    months.push({
      ...{ on, stats: await statsOf(year, on), before: on.slice(5, 7) === '01' ? null : await statsOf(year, before) },
      ...{ older: changes, more: Math.max(0, older.length - MOST_YEARS) },
    });
  }
  return months;
}

/** As the index has them. A month may so take in an hour of the next: a year too many is only looked at in vain. */
const REGION = '(h.region_id + 0)';
const YEAR = '(h.year + 0)';
const HOUR = 'substr(h.recorded_at, 1, 13)';
const HOURS = 13;

/**
 * The years of receipt of which something was written down in each of those months: from year to year along the index, and
 * one look into it for each of the months. However much was written, it is not walked.
 */
async function yearsWritten({ db, regionId, config }: Part, ends: readonly string[]): Promise<number[][]> {
  // The first in the order of the index: PostgreSQL would else take any line it meets, from the beginning of the table on.
  const looks = ends.map(
    (_, i) => `(SELECT 1 FROM case_history h WHERE ${REGION} = ? AND ${YEAR} = y.year
      AND ${HOUR} >= ? AND ${HOUR} <= ? ORDER BY ${REGION}, ${YEAR}, ${HOUR} LIMIT 1) AS m${i}`,
  );
  const within = ends.flatMap((on) => [
    regionId,
    atLocal(`${on.slice(0, 7)}-01`, '00:00', config.timezone).slice(0, HOURS),
    endOf(on, config.timezone).slice(0, HOURS),
  ]);
  const answer = await db.raw(
    `WITH RECURSIVE years (year) AS (
      SELECT (SELECT ${YEAR} FROM case_history h WHERE ${REGION} = ? ORDER BY ${REGION} DESC, ${YEAR} DESC LIMIT 1)
      UNION ALL
      SELECT (SELECT ${YEAR} FROM case_history h WHERE ${REGION} = ? AND ${YEAR} < y.year ORDER BY ${REGION} DESC, ${YEAR} DESC LIMIT 1)
      FROM years y WHERE y.year IS NOT NULL
    )
    SELECT y.year, ${looks.join(', ')} FROM years y WHERE y.year IS NOT NULL`,
    [regionId, regionId, ...within],
  );
  const rows: ({ year: number } & Record<string, number | null>)[] = isPostgres(db) ? answer.rows : answer;
  return ends.map((_, i) => rows.filter((row) => row[`m${i}`] !== null).map(({ year }) => Number(year)));
}
