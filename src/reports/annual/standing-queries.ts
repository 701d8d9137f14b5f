import { localDay } from '../../calendar/working-days';
import type { DbOrTrx } from '../../db/connect';
import type { AnnualReportRow } from '../../db/tables/reports';
import { budgetYearEnd } from '../../workflow/annual-report';
import { assembleReport, upTo } from './assemble-queries';
import { countedTwice, faultyCases } from './check-queries';
import { type Point, plainPoints } from './checks';
import type { ReportFigures } from './figures';
import { readTexts } from './narrative';

/** A report as it stands at an instant: its figures (null where a table does not add up), and all that does not reconcile. */
export type Standing = { figures: ReportFigures | null; points: Point[] };

export async function standingOf(
  db: DbOrTrx,
  { regionId, timezone, at }: { regionId: number; timezone: string; at: string },
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
