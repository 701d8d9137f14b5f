import { type ItemView, itemView } from '../catalogue/items';
import type { PublishedRow } from '../catalogue/queries';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';

export type EmbedView = { heading: string; items: ItemView[]; all: string; baseUrl: string };

/** A short list of what was published last, for the page of another site. */
export function embedView(
  rows: readonly PublishedRow[],
  { body, end, now }: { body: { name: string } | null; end: string; now: string },
  baseUrl: string,
  t: Translate,
  fmt: Format,
): EmbedView {
  return {
    heading: body ? t('feeds:embed.of', { name: body.name }) : t('feeds:embed.title'),
    items: rows.map((row) => itemView(row, now, t, fmt)),
    all: `${baseUrl}/informasi${end}`,
    baseUrl,
  };
}

export type FeedsView = { of: string; links: { key: string; href: string }[]; code: string; preview: string };

/** `/umpan`: where programs find a list, and what to paste into another site to show it there. */
export function feedsView(of: string, end: string, baseUrl: string): FeedsView {
  const preview = `${baseUrl}/sematan${end}`;
  const quoted = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  return {
    of,
    links: [
      { key: 'atom', href: `${baseUrl}/feed.atom${end}` },
      { key: 'json', href: `${baseUrl}/feed.json${end}` },
      { key: 'dcat', href: `${baseUrl}/catalog.jsonld` },
      { key: 'ckan', href: `${baseUrl}/api/3/action/package_search` },
    ],
    code: `<iframe src="${quoted(preview)}" title="${quoted(of)}" width="100%" height="480" loading="lazy"></iframe>`,
    preview,
  };
}
