import { localDay } from '../../calendar/working-days';
import type { DbOrTrx } from '../../db/connect';
import { type Figures, figuresOf } from '../statistics/figures';
import { bodyNames, calendarThen, cellsOf, heldThen } from '../statistics/queries';
import { UnsoundFigures } from '../statistics/stats';
import { type DisputeGroup, dayClasses, disputeResults, type Execution, type ReportFigures } from './figures';

/** A year of a region, as it is known at an instant. */
export type AskedYear = { regionId: number; year: number; at: string; timezone: string };

export type Assembled =
  | { ok: true; figures: ReportFigures }
  /** A table does not add up: there are no figures to speak of. */
  | { ok: false; table: UnsoundFigures['table']; whole: number; parts: number };

/** Everything written up to and including the instant counts. */
export const upTo = (at: string): string => new Date(Date.parse(at) + 1).toISOString();

/** The figures of a report: what statistics counts, and how objections and disputes ended, which they do not count. */
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
  const { stats, kinds, channels, days } = figures;
  return {
    ok: true,
    figures: {
      ...{ year, at, stats, kinds, channels, days: dayClasses(days) },
      bodies: figures.bodies.map((line) => ({ ...line, name: names.get(Number(line.key))?.name ?? '' })),
      objections: await executionOf(db, asked),
      disputes: disputeResults(await disputeGroups(db, asked)),
    },
  };
}

type Asked = { regionId: number; year: number; before: string };

/** Answers of the superior that the PPID must carry out, and those that were. */
async function executionOf(db: DbOrTrx, asked: Asked): Promise<Execution> {
  const row = await heldThen(db, asked, 'objection')
    .join('objections as o', 'o.id', 'h.case_id')
    .whereIn('h.result', ['granted', 'granted_partly'])
    .select(db.raw('count(*) as owed'), db.raw('count(o.executed_on) as executed'))
    .first();
  const { owed, executed } = row as unknown as { owed: number; executed: number };
  return { owed: Number(owed), executed: Number(executed) };
}

/** The petitions of a year, those alike together. */
async function disputeGroups(db: DbOrTrx, asked: Asked): Promise<DisputeGroup[]> {
  const flag = (column: string) => `CASE WHEN d.${column} IS NULL THEN 0 ELSE 1 END`;
  const flags = {
    registered: 'registered_on',
    in_court: 'in_court_on',
    judged: 'court_decision_on',
    owed: 'execute_by',
    executed: 'executed_on',
  };
  const parts = Object.entries(flags).map(([name, column]) => ({ name, sql: flag(column) }));
  const rows = await heldThen(db, asked, 'dispute')
    .join('disputes as d', 'd.id', 'h.case_id')
    .whereNotNull('h.answered_on')
    .groupByRaw(['h.result', 'd.outcome', ...parts.map(({ sql }) => sql)].join(', '))
    .select('h.result as state', 'd.outcome', db.raw('count(*) as n'))
    .select(parts.map(({ name, sql }) => db.raw(`${sql} as ${name}`)));
  const num = (row: Record<string, unknown>, name: string) => Number(row[name]);
  return (rows as unknown as Record<string, unknown>[]).map((row) => ({
    ...{ state: String(row.state), outcome: row.outcome as string | null, n: num(row, 'n') },
    ...{ registered: num(row, 'registered'), in_court: num(row, 'in_court'), judged: num(row, 'judged') },
    ...{ owed: num(row, 'owed'), executed: num(row, 'executed') },
  }));
}
