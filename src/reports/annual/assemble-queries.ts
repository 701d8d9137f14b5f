import { localDay } from '../../calendar/working-days';
import type { DbOrTrx } from '../../db/connect';
import { type Figures, figuresOf } from '../statistics/figures';
import { bodyNames, calendarThen, cellsOf } from '../statistics/queries';
import { UnsoundFigures } from '../statistics/stats';
import { dayClasses, disputeResults, executionOf, type ReportFigures } from './figures';

/** A year of a region, as it is known at an instant. */
export type AskedYear = { regionId: number; year: number; at: string; timezone: string };

export type Assembled =
  | { ok: true; figures: ReportFigures }
  /** A table does not add up: there are no figures to speak of. */
  | { ok: false; table: UnsoundFigures['table']; whole: number; parts: number };

/** Everything written up to and including the instant counts. */
export const upTo = (at: string): string => new Date(Date.parse(at) + 1).toISOString();

/**
 * The figures of a report: what statistics count, from nothing but the history of cases, so that those of any instant can
 * be counted again. Only the names of bodies are today's.
 */
export async function assembleReport(db: DbOrTrx, { regionId, year, at, timezone }: AskedYear): Promise<Assembled> {
  const asked = { regionId, year, before: upTo(at) };
  // One after the other: a transaction has one connection.
  const requests = await cellsOf(db, asked, 'request');
  const objections = await cellsOf(db, asked, 'objection');
  const disputes = await cellsOf(db, asked, 'dispute');
  const cal = await calendarThen(db, regionId, asked.before);
  const names = await bodyNames(db, regionId);
  let figures: Figures;
  try {
    const question = { year, asOf: localDay(at, timezone), source: null };
    figures = figuresOf(question, { requests, objections, disputes, escalations: [] }, cal);
  } catch (error) {
    if (!(error instanceof UnsoundFigures)) throw error;
    return { ok: false, table: error.table, whole: error.whole, parts: error.parts };
  }
  const { stats, kinds, channels, days, followed } = figures;
  return {
    ok: true,
    figures: {
      ...{ year, at, stats, kinds, channels, days: dayClasses(days) },
      bodies: figures.bodies.map((line) => ({ ...line, name: names.get(Number(line.key))?.name ?? '' })),
      objections: executionOf(followed),
      disputes: disputeResults(followed),
    },
  };
}
