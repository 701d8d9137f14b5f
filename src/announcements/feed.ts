import type { AnnouncementUpdateRow } from '../db/tables/announcements';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { spanWords } from './pages';
import type { Announcement } from './queries';
import { readStandard } from './standard';
import { standingAt } from './standing';

export type FeedEntry = {
  url: string;
  title: string;
  text: string;
  author: string;
  kind: string;
  /** `current`, `coming` or `over`. */
  standing: string;
  published: string;
  updated: string;
};

type Feed = { title: string; baseUrl: string; now: string };
type Words = { t: Translate; fmt: Format };

/** Announcements as entries of a feed, the one that changed last first. `updates` newest first. */
export function feedEntries(
  rows: readonly Announcement[],
  updates: readonly AnnouncementUpdateRow[],
  { t, fmt, baseUrl, now }: Feed & Words,
): FeedEntry[] {
  const entries = rows.map((row) => {
    const own = updates.filter((update) => update.announcement_id === row.id);
    const standing = standingAt(row, now);
    const over = standing === 'over' && row.until_at ? row.until_at : '';
    return {
      url: `${baseUrl}/peringatan/${row.public_id}`,
      title: row.title,
      text: textOf(row, own, t, fmt),
      author: row.body_name,
      kind: t(`catalogue:subkind.${row.subkind}`),
      standing,
      published: row.made_at,
      updated: [row.updated_at, over].sort().at(-1) as string,
    };
  });
  return entries.sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
}

function textOf(row: Announcement, updates: readonly AnnouncementUpdateRow[], t: Translate, fmt: Format): string {
  const { d } = readStandard(row.standard);
  return [
    row.happening,
    d && `${t('announcements:mail.advice')}\n${d}`,
    spanWords(row, t, fmt),
    row.ended_reason && `${t('announcements:event.ended')}: ${row.ended_reason}`,
    ...updates.map((update) => `${fmt.dayTime(update.made_at)}: ${update.text}`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Atom (RFC 4287). An empty feed says when it was asked for, since it must say something. */
export function atomFeed(entries: readonly FeedEntry[], { title, baseUrl, now }: Feed): string {
  const lines = entries.map(
    (entry) => `<entry>
<id>${xml(entry.url)}</id>
<title>${xml(entry.title)}</title>
<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>
<published>${entry.published}</published>
<updated>${entry.updated}</updated>
<author><name>${xml(entry.author)}</name></author>
<category term="${xml(entry.standing)}"/>
<category term="${xml(entry.kind)}"/>
<content type="text">${xml(entry.text)}</content>
</entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
<id>${xml(baseUrl)}/peringatan</id>
<title>${xml(title)}</title>
<link rel="self" type="application/atom+xml" href="${xml(baseUrl)}/peringatan/feed.atom"/>
<link rel="alternate" type="text/html" href="${xml(baseUrl)}/peringatan"/>
<updated>${entries[0]?.updated ?? now}</updated>
${lines.join('\n')}
</feed>
`;
}

/** JSON Feed 1.1. */
export function jsonFeed(entries: readonly FeedEntry[], { title, baseUrl }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: 'id',
    home_page_url: `${baseUrl}/peringatan`,
    feed_url: `${baseUrl}/peringatan/feed.json`,
    items: entries.map((entry) => ({
      id: entry.url,
      url: entry.url,
      title: entry.title,
      content_text: entry.text,
      date_published: entry.published,
      date_modified: entry.updated,
      authors: [{ name: entry.author }],
      tags: [entry.standing, entry.kind],
    })),
  };
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text inside an element or an attribute. What XML 1.0 cannot hold at all is left out. */
function xml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (mark) => MARKS[mark] as string)
  );
}
