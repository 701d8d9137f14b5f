import { atLocal } from '../../calendar/working-days';
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

/** The years of receipt of which something was written down in each of those months; one walk over the history. */
async function yearsWritten({ db, regionId, config }: Part, ends: readonly string[]): Promise<number[][]> {
  const bounds = ends.map((on) => [
    atLocal(`${on.slice(0, 7)}-01`, '00:00', config.timezone),
    endOf(on, config.timezone),
  ]);
  const within = bounds.map((_, i) =>
    db.raw(`max(CASE WHEN recorded_at >= ? AND recorded_at < ? THEN 1 ELSE 0 END) as m${i}`, bounds[i] as string[]),
  );
  const rows: ({ year: number } & Record<string, number>)[] = await db('case_history')
    .where('region_id', regionId)
    .where('recorded_at', '>=', bounds.at(-1)?.[0] as string)
    .groupBy('year')
    .select('year', ...within);
  return ends.map((_, i) => rows.filter((row) => Number(row[`m${i}`]) === 1).map(({ year }) => Number(year)));
}
