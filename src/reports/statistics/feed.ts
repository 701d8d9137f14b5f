import { addDays } from '../../calendar/working-days';
import { xmlOf } from '../../feeds/xml';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { DISPUTE_STATES, OBJECTION_ENDS } from './cell';
import { rowLabel, type Words } from './labels';
import type { Stats } from './stats';
import { SUMMARY } from './tables';

/** The last days of the months that ended before `today`, newest first; a year's months only speak of that year. */
export function monthEnds(today: string, count: number): string[] {
  const ends: string[] = [];
  for (let first = `${today.slice(0, 7)}-01`; ends.length < count; ) {
    const end = addDays(first, -1);
    ends.push(end);
    first = `${end.slice(0, 7)}-01`;
  }
  return ends;
}

/** What a month did to the figures of a year gone by: cases answered late in it, or old registers that were loaded. */
export type YearChange = { year: number; stats: Stats; before: Stats };

/**
 * What a month's end says, with what it adds to the end of the month before (null in January), and the older years that
 * may have changed in it; `more` counts those that are not told.
 */
export type MonthFigures = { on: string; stats: Stats; before: Stats | null; older: YearChange[]; more: number };

export type FeedWords = {
  t: Translate;
  fmt: Format;
  title: string;
  author: string;
  baseUrl: string;
  endOf: (on: string) => string;
};

/** How the figures changed from month to month, as Atom (RFC 4287). An entry never changes: neither do the figures. */
export function changesFeed(
  months: readonly MonthFigures[],
  { t, fmt, title, author, baseUrl, endOf }: FeedWords,
): string {
  const self = `${baseUrl}/statistik/perubahan.atom`;
  const updated = months[0] ? endOf(months[0].on) : '1970-01-01T00:00:00.000Z';
  return xmlOf({
    feed: {
      ...{ '@xmlns': 'http://www.w3.org/2005/Atom', '@xml:lang': 'id', id: self, title, updated },
      link: [
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': self },
        { '@rel': 'alternate', '@type': 'text/html', '@href': `${baseUrl}/statistik` },
      ],
      author: { name: author },
      entry: months.map((month) => {
        const page = (year: string | number) => `${baseUrl}/statistik?tahun=${year}&per=${month.on}`;
        const href = page(month.on.slice(0, 4));
        const older = month.older.flatMap((one) => olderYear(one, t) ?? []);
        return {
          ...{ id: href, title: t('statistics:feed.entry', { month: fmt.month(month.on) }), updated: endOf(month.on) },
          link: [
            { '@rel': 'alternate', '@type': 'text/html', '@href': href },
            ...older.map(({ year }) => ({ '@rel': 'related', '@type': 'text/html', '@href': page(year) })),
          ],
          summary: [
            ...KEYS.map((key) => line(key, month, t)),
            ...older.map(({ words }) => words),
            ...(month.more > 0 ? [t('statistics:feed.more', { count: month.more })] : []),
          ].join(' '),
        };
      }),
    },
  });
}

const KEYS = ['received', 'on_time', 'late', 'open', 'overdue_open'] as const;

function line(key: (typeof KEYS)[number], { stats, before }: MonthFigures, t: Translate): string {
  const change = signed(stats[key] - (before?.[key] ?? 0));
  return t('statistics:feed.line', { name: t(`statistics:row.${key}`), value: stats[key], change });
}

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));

/** Every number of an older year that is another than a month before; null where none is. */
function olderYear({ year, stats, before }: YearChange, t: Translate): { year: number; words: string } | null {
  const now = numbersOf(stats, t);
  const then = numbersOf(before, t);
  const changed = now.flatMap(({ name, value }, i) => {
    const change = value - (then[i]?.value ?? 0);
    return change === 0 ? [] : [t('statistics:feed.change', { name, value, change: signed(change) })];
  });
  if (changed.length === 0) return null;
  return { year, words: t('statistics:feed.older', { year: String(year), lines: `${changed.join('; ')}.` }) };
}

/** The counts of a year with their names, always in the same order. */
function numbersOf({ objections, disputes, ...requests }: Stats, t: Translate): { name: string; value: number }[] {
  const words = { t } as Words;
  return [
    ...SUMMARY.map((key) => ({ name: t(`statistics:row.${key}`), value: requests[key] })),
    ...(['received', ...OBJECTION_ENDS, 'open'] as const).map((key) => ({
      name: t('statistics:feed.objection', { name: rowLabel('keberatan', key, words) }),
      value: objections[key],
    })),
    ...DISPUTE_STATES.map((key) => ({
      name: t('statistics:feed.dispute', { name: rowLabel('sengketa', key, words) }),
      value: disputes[key],
    })),
  ];
}
