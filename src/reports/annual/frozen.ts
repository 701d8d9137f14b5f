import type { AnnualReportRow } from '../../db/tables/reports';
import { readReasons } from './checks';
import type { Content } from './content';
import type { ReportFigures } from './figures';
import { readTexts } from './narrative';

/** What a frozen report says; null while it is a draft. */
export function frozenContent(report: AnnualReportRow): Content | null {
  if (report.figures === null) return null;
  return {
    figures: JSON.parse(report.figures) as ReportFigures,
    texts: readTexts(report.texts),
    explained: readReasons(report.reasons),
    correction: report.correction,
  };
}
