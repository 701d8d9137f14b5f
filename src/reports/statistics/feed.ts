import { addDays } from '../../calendar/working-days';
import { xmlOf } from '../../feeds/xml';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { Stats } from './stats';

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

/** What a month's end says, with what it adds to the end of the month before (null in January). */
export type MonthFigures = { on: string; stats: Stats; before: Stats | null };

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
        const href = `${baseUrl}/statistik?tahun=${month.on.slice(0, 4)}&per=${month.on}`;
        return {
          ...{ id: href, title: t('statistics:feed.entry', { month: fmt.month(month.on) }), updated: endOf(month.on) },
          link: { '@rel': 'alternate', '@type': 'text/html', '@href': href },
          summary: KEYS.map((key) => line(key, month, t)).join(' '),
        };
      }),
    },
  });
}

const KEYS = ['received', 'on_time', 'late', 'open', 'overdue_open'] as const;

function line(key: (typeof KEYS)[number], { stats, before }: MonthFigures, t: Translate): string {
  const change = stats[key] - (before?.[key] ?? 0);
  const sign = change > 0 ? `+${change}` : String(change);
  return t('statistics:feed.line', { name: t(`statistics:row.${key}`), value: stats[key], change: sign });
}
