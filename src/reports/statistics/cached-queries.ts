import { addDays, atLocal, localDay } from '../../calendar/working-days';
import { whileUnchanged } from '../../catalogue/cached-queries';
import type { DbOrTrx } from '../../db/connect';
import type { Deps } from '../../deps';
import { type Figures, figuresOf, type Question } from './figures';
import { type Asked, calendarThen, cellsOf, escalationCells } from './queries';

/** A year of more cases than this is summed up at most once a minute, whatever is written meanwhile. */
const LARGE = 20_000;

/** The instant at which the day that is asked for has ended. */
export const endOf = (asOf: string, timezone: string): string => atLocal(addDays(asOf, 1), '00:00', timezone);

/** The year's figures as of a day, read anew: what `npm run` and tests compare with. */
export async function figuresAsOf(
  db: DbOrTrx,
  { regionId, timezone }: { regionId: number; timezone: string },
  question: Question,
): Promise<Figures> {
  const { year, asOf } = question;
  const asked: Asked = { regionId, year, before: endOf(asOf, timezone) };
  const nextYear = atLocal(`${year + 1}-01-01`, '00:00', timezone);
  const span = {
    from: atLocal(`${year}-01-01`, '00:00', timezone),
    before: [asked.before, nextYear].sort()[0] as string,
  };
  const [requests, objections, disputes, escalations, cal] = await Promise.all([
    cellsOf(db, asked, 'request'),
    cellsOf(db, asked, 'objection'),
    cellsOf(db, asked, 'dispute'),
    escalationCells(db, regionId, span),
    calendarThen(db, regionId, asked.before),
  ]);
  return figuresOf(question, { requests, objections, disputes, escalations }, cal);
}

/**
 * The same, kept while nothing in the portal was written. A past day never changes again: what is recorded later is not
 * in it. A large year is kept for a minute, and handed out once more while it is summed up anew.
 */
export async function figuresNow(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>,
  question: Question,
): Promise<Figures> {
  const { timezone } = deps.config;
  const { year, asOf, source } = question;
  const past = asOf < localDay(deps.clock.now(), timezone);
  return whileUnchanged(
    deps,
    `figures ${deps.regionId} ${year} ${asOf} ${source}`,
    () => figuresAsOf(deps.db, { regionId: deps.regionId, timezone }, question),
    ({ stats }) => past || stats.received > LARGE,
  );
}
