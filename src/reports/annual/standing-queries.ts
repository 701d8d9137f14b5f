import { localDay } from '../../calendar/working-days';
import { type Db, type DbOrTrx, snapshot } from '../../db/connect';
import type { AnnualReportRow } from '../../db/tables/reports';
import { budgetYearEnd } from '../../workflow/annual-report';
import { assembleReport, upTo } from './assemble-queries';
import { countedTwice, faultyCases } from './check-queries';
import { type Point, plainPoints } from './checks';
import type { ReportFigures } from './figures';
import { readTexts } from './narrative';

/** A report as it stands at an instant: its figures (null where a table does not add up), and all that does not reconcile. */
export type Standing = { figures: ReportFigures | null; points: Point[] };

/** Of which region, and as of which instant. */
export type StandingAt = { regionId: number; timezone: string; at: string };

export async function standingOf(
  db: DbOrTrx,
  { regionId, timezone, at }: StandingAt,
  report: Pick<AnnualReportRow, 'year' | 'texts'>,
): Promise<Standing> {
  const { year } = report;
  const today = localDay(at, timezone);
  const asked = { regionId, year, before: upTo(at), today };
  const assembled = await assembleReport(db, { regionId, year, at, timezone });
  const plain = plainPoints({
    unsound: assembled.ok ? null : assembled,
    counted: await countedTwice(db, asked),
    yearRunning: today <= budgetYearEnd(year),
    texts: readTexts(report.texts),
  });
  return {
    figures: assembled.ok ? assembled.figures : null,
    points: [...plain, ...(await faultyCases(db, asked))],
  };
}

/** A standing that was read ahead of the step it is for, and how much had been written by its instant. */
export type ReadAhead = { standing: Standing; at: string; written: number };

/**
 * Reads a standing without keeping anybody from writing: a large year takes seconds. It is exact for its instant as long as
 * `written` is: what is recorded later is not in it, and nothing may have been recorded before and become visible since.
 */
export async function readAhead(
  db: Db,
  where: StandingAt,
  report: Pick<AnnualReportRow, 'year' | 'texts'>,
): Promise<ReadAhead> {
  return snapshot(db, async (trx) => ({
    written: await writtenBy(trx, where),
    standing: await standingOf(trx, where, report),
    at: where.at,
  }));
}

/** No transaction takes so long. */
const LONGEST_MS = 10 * 60_000;

/** How many events recorded shortly before the instant, or at it, can be seen by now. */
export async function writtenBy(db: DbOrTrx, { regionId, at }: Pick<StandingAt, 'regionId' | 'at'>): Promise<number> {
  const from = new Date(Date.parse(at) - LONGEST_MS).toISOString();
  const row = await db('audit_events')
    .where('region_id', regionId)
    .whereBetween('recorded_at', [from, at])
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}
