import type { AnnualReportRow } from '../../db/tables/reports';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { withQuery } from '../../web/pagination';

type Link = { label: string; href: string };

export type ApartView = {
  /** The same figures taken apart, each into its cases. */
  apart: Link | null;
  /** Counting frozen figures again; null for a draft, which is counted anew each time. */
  recheck: Link | null;
  recounted: { tone: 'good' | 'bad'; text: string } | null;
};

export type ApartContext = {
  /** The last day that the figures know of; null where there are none. */
  figuresOn: string | null;
  /** Whether the history still gives the frozen figures; null when nobody asked. */
  same: boolean | null;
};

/** The ways from a report's figures to what they were counted from. */
export function apartView(
  row: AnnualReportRow,
  own: string,
  { figuresOn, same }: ApartContext,
  t: Translate,
  fmt: Format,
): ApartView {
  const query = { tahun: String(row.year), per: figuresOn };
  return {
    apart:
      figuresOn === null
        ? null
        : { label: t('annual:apart', { day: fmt.day(figuresOn) }), href: withQuery('/statistik', query) },
    recheck: row.figures === null ? null : { label: t('annual:recheck'), href: `${own}?periksa=1` },
    recounted:
      same === null
        ? null
        : { tone: same ? 'good' : 'bad', text: t(same ? 'annual:recounted.same' : 'annual:recounted.other') },
  };
}
