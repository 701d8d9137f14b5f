import type { Category } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { endedBy } from './ended';
import type { PublishedRow } from './queries';
import { beginningOf, type Piece } from './search/passages';

/** How a category is drawn; its words are in the catalogue under `catalogue:category.<value>`. */
export const CATEGORY_LOOK: Record<Category, { icon: string; tone: string }> = {
  berkala: { icon: 'calendar2-check', tone: 'info' },
  'serta-merta': { icon: 'megaphone-fill', tone: 'progress' },
  'setiap-saat': { icon: 'clock-history', tone: 'good' },
  dikecualikan: { icon: 'lock-fill', tone: 'neutral' },
};

/** A document as one entry of a list. */
export type ItemView = {
  title: string;
  href: string;
  category: { label: string; tone: string; icon: string };
  body: { name: string; href: string };
  year: number | null;
  format: string | null;
  published: string;
  publishedAt: string;
  /** For an announcement that is over: since when, in words. */
  ended: string | null;
  example: boolean;
  snippet: string | null;
  /** What a search found, its words marked; shown instead of the snippet. */
  passage: Piece[] | null;
};

/** Makes a list's entry of a row, as it is seen at `now`. The summary is cut at a word, at about 200 characters. */
export function itemView(
  row: PublishedRow,
  now: string,
  t: Translate,
  fmt: Format,
  passage: Piece[] | null = null,
): ItemView {
  const look = CATEGORY_LOOK[row.category];
  return {
    title: row.title,
    href: `/informasi/${row.slug}`,
    category: { label: t(`catalogue:category.${row.category}.name`), ...look },
    body: { name: row.body_name, href: `/badan-publik/${row.body_slug}` },
    year: row.year,
    format: row.format && formatLabel(row.format, t),
    published: fmt.dayOf(row.published_at),
    publishedAt: row.published_at,
    ended: endedWords(row, now, t, fmt),
    example: row.example === 1,
    snippet: snippetOf(row, t),
    passage: row.example === 1 ? null : passage,
  };
}

function snippetOf({ example, held_files, summary }: PublishedRow, t: Translate): string | null {
  if (held_files === 1) return t('catalogue:document.held');
  // The examples' summary only repeats where a title comes from, which its mark says already.
  return example === 1 || !summary ? null : beginningOf(summary);
}

/** "Berakhir 11 Des 2026, 14.30": that an announcement does not hold any more at `now`; null while it does. */
export function endedWords(
  row: Pick<PublishedRow, 'valid_until'>,
  now: string,
  t: Translate,
  fmt: Format,
): string | null {
  const when = endedBy(row, now);
  return when && t('catalogue:item.ended', { when: fmt.shortDayTime(when) });
}

/** `pdf` -> "PDF", `link` -> "Tautan". */
export function formatLabel(format: string, t: Translate): string {
  return format === 'link' ? t('catalogue:format.link') : format.toUpperCase();
}

/** Address of the form that asks for something, with what is looked for filled in. */
export function requestHref(details: string, bodySlug: string | null = null): string {
  const params = new URLSearchParams();
  if (details) params.set('rincian', details.slice(0, 500));
  if (bodySlug) params.set('badan', bodySlug);
  const text = params.toString();
  return text ? `/permohonan/baru?${text}` : '/permohonan/baru';
}
