import { addDays, atLocal, localDay } from '../../calendar/working-days';
import { whileUnchanged } from '../../catalogue/cached-queries';
import type { DbOrTrx } from '../../db/connect';
import type { Deps } from '../../deps';
import { type AskedRungs, escalationCells } from './escalation-queries';
import { type Figures, figuresOf, type Question } from './figures';
import { type Asked, calendarThen, cellsOf } from './queries';

/** A year of more cases than this is summed up at most once a minute, whatever is written meanwhile. */
const LARGE = 20_000;

/** The instant at which the day that is asked for has ended. */
export const endOf = (asOf: string, timezone: string): string => atLocal(addDays(asOf, 1), '00:00', timezone);

type Place = { regionId: number; timezone: string };

/** The year's cases of a question, as they were known when its day had ended. */
export const askedBy = ({ regionId, timezone }: Place, { year, asOf, bodyId }: Question): Asked => ({
  ...{ regionId, year, before: endOf(asOf, timezone) },
  ...(bodyId === undefined ? {} : { bodyId }),
});

/** The rungs of a question: those sent in its year, and by the end of its day. */
export function rungsAskedBy(place: Place, question: Question): AskedRungs {
  const { year, before, ...asked } = askedBy(place, question);
  const begin = (of: number) => atLocal(`${of}-01-01`, '00:00', place.timezone);
  return { ...asked, from: begin(year), before: [before, begin(year + 1)].sort()[0] as string };
}

/** The year's figures as of a day, read anew: what `npm run` and tests compare with. */
export async function figuresAsOf(db: DbOrTrx, place: Place, question: Question): Promise<Figures> {
  const asked = askedBy(place, question);
  const [requests, objections, disputes, escalations, cal] = await Promise.all([
    cellsOf(db, asked, 'request'),
    cellsOf(db, asked, 'objection'),
    cellsOf(db, asked, 'dispute'),
    escalationCells(db, rungsAskedBy(place, question)),
    calendarThen(db, place.regionId, asked.before),
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
  const { year, asOf, source, bodyId = 0 } = question;
  const past = asOf < localDay(deps.clock.now(), timezone);
  return whileUnchanged(
    deps,
    `figures ${deps.regionId} ${year} ${asOf} ${source} ${bodyId}`,
    () => figuresAsOf(deps.db, { regionId: deps.regionId, timezone }, question),
    ({ stats }) => past || stats.received > LARGE,
  );
}
