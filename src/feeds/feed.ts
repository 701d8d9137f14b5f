import { endedBy } from '../catalogue/ended';
import type { PublishedRow } from '../catalogue/queries';
import { xmlOf } from './xml';

/** A feed of newly published documents. `self` and `page` are whole addresses; `updated` an instant. */
export type FeedFacts = {
  title: string;
  author: string;
  self: string;
  page: string;
  updated: string;
  baseUrl: string;
  entries: readonly FeedEntry[];
};

/** A document in a feed; `ended` says of an announcement that is over since when it is. */
export type FeedEntry = { row: PublishedRow; updated: string; ended: string | null };

/** What of a list goes into a feed: nothing that is exempt. The end of an announcement is its last change. */
export function entriesOf(
  rows: readonly PublishedRow[],
  now: string,
  ended: (row: PublishedRow) => string | null,
): FeedEntry[] {
  return rows
    .filter(({ category }) => category !== 'dikecualikan')
    .map((row) => ({
      row,
      updated: [row.updated_at, endedBy(row, now) ?? ''].sort().at(-1) as string,
      ended: ended(row),
    }));
}

const titleIn = ({ row, ended }: FeedEntry): string => (ended ? `${row.title} (${ended})` : row.title);

/** The newest documents as Atom (RFC 4287). */
export function atomFeed(feed: FeedFacts): string {
  return xmlOf({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': 'id',
      id: feed.self,
      title: feed.title,
      updated: feed.updated,
      link: [
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': feed.self },
        { '@rel': 'alternate', '@type': 'text/html', '@href': feed.page },
      ],
      author: { name: feed.author },
      entry: feed.entries.map(({ row, ...one }) => ({
        id: `${feed.baseUrl}/informasi/${row.slug}`,
        title: titleIn({ row, ...one }),
        published: row.published_at,
        updated: one.updated,
        link: { '@rel': 'alternate', '@type': 'text/html', '@href': `${feed.baseUrl}/informasi/${row.slug}` },
        author: { name: row.body_name },
        category: [{ '@term': row.category }, ...(one.ended ? [{ '@term': 'over' }] : [])],
        ...(row.summary ? { summary: row.summary } : {}),
      })),
    },
  });
}

/** The same as JSON Feed 1.1. */
export function jsonFeed(feed: FeedFacts): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    language: 'id',
    authors: [{ name: feed.author }],
    items: feed.entries.map(({ row, ...one }) => ({
      id: row.public_id,
      url: `${feed.baseUrl}/informasi/${row.slug}`,
      title: titleIn({ row, ...one }),
      content_text: row.summary ?? row.title,
      date_published: row.published_at,
      date_modified: one.updated,
      authors: [{ name: row.body_name }],
      tags: [row.category, ...(one.ended ? ['over'] : [])],
    })),
  };
}
