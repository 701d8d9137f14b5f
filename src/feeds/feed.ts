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
  rows: readonly PublishedRow[];
};

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
      entry: feed.rows.map((row) => ({
        id: `${feed.baseUrl}/informasi/${row.slug}`,
        title: row.title,
        published: row.published_at,
        updated: row.updated_at,
        link: { '@rel': 'alternate', '@type': 'text/html', '@href': `${feed.baseUrl}/informasi/${row.slug}` },
        author: { name: row.body_name },
        category: { '@term': row.category },
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
    items: feed.rows.map((row) => ({
      id: row.public_id,
      url: `${feed.baseUrl}/informasi/${row.slug}`,
      title: row.title,
      content_text: row.summary ?? row.title,
      date_published: row.published_at,
      date_modified: row.updated_at,
      authors: [{ name: row.body_name }],
      tags: [row.category],
    })),
  };
}
