import type { DbOrTrx } from '../../db/connect';
import type { AnnualReportRow } from '../../db/tables/reports';
import { newestReport } from './queries';
import { annualTerms, portalKnew } from './term-queries';

/** What the clock must know: the year that ended, or the running one where the portal did not know that yet. */
export type ClockFacts = { year: number; report: AnnualReportRow | null; kept: string | null };

export async function clockFacts(db: DbOrTrx, regionId: number, ended: number): Promise<ClockFacts> {
  const year = (await portalKnew(db, regionId, ended)) ? ended : ended + 1;
  const published = await newestReport(db, regionId, year, { published: true });
  return {
    year,
    report: published ?? (await newestReport(db, regionId, year)),
    kept: await annualTerms(db, regionId, year),
  };
}
