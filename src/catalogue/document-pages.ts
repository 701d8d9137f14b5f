import type { FilePreviewRow } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { Outcome } from './extraction/outcomes';
import { formatOfName } from './formats';
import { CATEGORY_LOOK, endedWords, formatLabel, requestHref } from './items';
import type { ShownLink } from './links/links';
import { paintedAs } from './preview/kinds';
import type { PublishedFile, PublishedRow, PublishedVersion } from './queries';
import { fileSlug } from './slugs';
import { subkind } from './subkinds';

type Fact = { label: string; value: string | { date: string } | null };

export type DocumentView = {
  title: string;
  category: { label: string; text: string; tone: string; icon: string; href: string };
  body: { name: string; href: string };
  published: string;
  publishedAt: string;
  changed: string | null;
  /** For an announcement that is over: since when, in words. */
  ended: string | null;
  /** Where an example comes from; null for the regency's own documents. */
  example: string | null;
  exempt: boolean;
  /** For an exempt item: the list that says why it is closed, by which decision and until when. */
  whyHref: string | null;
  summary: string | null;
  /** `note`: why a search does not find what is in the file, or not all of it. */
  files: {
    name: string;
    href: string;
    kind: string;
    size: string;
    note: string | null;
    preview: string | null;
    look: string | null;
  }[];
  links: { href: string; label: string }[];
  /** The newest correction, shown at the top with its day. */
  correction: { text: string; day: string; date: string } | null;
  /** Its files are held back until an officer confirmed that they are masked. */
  held: boolean;
  columns: Fact[];
  versions: { label: string; at: string; datetime: string; href: string | null }[];
  cite: string;
  address: string;
  share: { whatsapp: string; mail: string };
  requestHref: string;
  /** How often it was read; null while nobody did. */
  counted: string | null;
};

type Context = {
  site: string;
  baseUrl: string;
  t: Translate;
  fmt: Format;
  reading: Reading;
  /** What is known of the previews, by the file's public id. */
  drawn: ReadonlyMap<string, Pick<FilePreviewRow, 'outcome'>>;
  counts: { opened: number; downloaded: number };
  now: string;
};

/** What came of reading the files, by their public id. */
type Reading = ReadonlyMap<string, { outcome: Outcome; pages: number | null }>;

/** The page of one document, with every column of the DIP (Perki 1/2021 Pasal 21(2)). */
export function documentView(
  row: PublishedRow,
  files: PublishedFile[],
  links: ShownLink[],
  versions: PublishedVersion[],
  context: Context,
): DocumentView {
  const { t, fmt, baseUrl } = context;
  const address = `${baseUrl}/informasi/${row.slug}`;
  const shared = `${row.title}\n${address}`;
  return {
    title: row.title,
    category: {
      label: t(`catalogue:category.${row.category}.name`),
      text: t(`catalogue:category.${row.category}.long`),
      ...CATEGORY_LOOK[row.category],
      href: `/informasi?kategori=${row.category}`,
    },
    body: { name: row.body_name, href: `/badan-publik/${row.body_slug}` },
    published: fmt.dayOf(row.published_at),
    publishedAt: row.published_at,
    changed: row.updated_at > row.published_at ? fmt.dayOf(row.updated_at) : null,
    ended: endedWords(row, context.now, t, fmt),
    example: row.example === 1 ? t('catalogue:document.exampleFrom', { source: row.source ?? '–' }) : null,
    exempt: row.category === 'dikecualikan',
    whyHref: row.category === 'dikecualikan' ? `/informasi-dikecualikan?badan=${row.body_slug}` : null,
    summary: row.example === 1 ? null : row.summary,
    files: files.map((file) => ({
      ...fileView(file, fmt, t),
      note: readingNote(context.reading, file, t, fmt),
      ...looksOf(file, context.drawn.get(file.public_id)),
    })),
    counted: countedWords(context.counts, t, fmt),
    links: links.map(({ label, url }) => ({ href: url, label: label ?? hostWords(url, baseUrl, t) })),
    correction:
      row.correction && row.corrected_at
        ? { text: row.correction, day: fmt.dayOf(row.corrected_at), date: row.corrected_at }
        : null,
    held: row.held_files === 1,
    columns: columnsOf(row, t),
    versions: versions.map((version) => ({
      label: t('catalogue:document.version', { number: version.version }),
      at: fmt.dayTime(version.changed_at),
      datetime: version.changed_at,
      href: row.category === 'dikecualikan' ? null : `/informasi/${row.slug}/versi/${version.version}`,
    })),
    cite: t('catalogue:document.cite', {
      title: row.title,
      body: row.body_name,
      site: context.site,
      day: fmt.dayOf(row.published_at),
      address,
    }),
    address,
    share: {
      whatsapp: `https://wa.me/?text=${encodeURIComponent(shared)}`,
      mail: `mailto:?subject=${encodeURIComponent(row.title)}&body=${encodeURIComponent(shared)}`,
    },
    requestHref: requestHref(row.title, row.body_slug),
  };
}

/** That a file was not read, or not wholly, so that a search does not find what it says. */
function readingNote(reading: Reading, { public_id }: PublishedFile, t: Translate, fmt: Format): string | null {
  const found = reading.get(public_id);
  if (!found || found.outcome === 'read') return null;
  const pages = found.outcome === 'partial' && found.pages !== null;
  return t(`catalogue:reading.${pages ? 'partialPages' : found.outcome}`, { number: fmt.number(found.pages ?? 0) });
}

/** Addresses at which a file is looked at instead of saved; a preview that could not be drawn is not offered again. */
function looksOf(file: PublishedFile, known: Pick<FilePreviewRow, 'outcome'> | undefined) {
  if (paintedAs(file.name) === null) return { preview: null, look: null };
  const href = `/berkas/${file.public_id}/${fileSlug(file.name)}`;
  const drawable = known === undefined || known.outcome === 'drawn';
  return { preview: drawable ? `${href}/pratinjau.jpg` : null, look: `${href}?lihat=1` };
}

function countedWords({ opened, downloaded }: Context['counts'], t: Translate, fmt: Format): string | null {
  if (opened + downloaded === 0) return null;
  const parts = [
    t('catalogue:document.opened', { count: opened, number: fmt.number(opened) }),
    t('catalogue:document.downloaded', { count: downloaded, number: fmt.number(downloaded) }),
  ];
  return parts.join(', ');
}

/** A file as it is offered: its name, kind and size, and its address. */
export function fileView(file: Pick<PublishedFile, 'public_id' | 'name' | 'size'>, fmt: Format, t: Translate) {
  const kind = formatOfName(file.name);
  return {
    name: file.name,
    href: `/berkas/${file.public_id}/${fileSlug(file.name)}`,
    kind: kind ? formatLabel(kind, t) : t('catalogue:format.other'),
    size: fmt.bytes(file.size),
  };
}

function hostWords(url: string, baseUrl: string, t: Translate): string {
  // An announcement's item leads to its own page here, which nobody looks for at a host.
  if (url.startsWith(`${baseUrl}/peringatan/`)) return t('catalogue:document.openWarning');
  return t('catalogue:document.open', { host: URL.canParse(url) ? new URL(url).host : url });
}

function columnsOf(row: PublishedRow, t: Translate): Fact[] {
  const fact = (name: string, value: Fact['value']) => ({ label: t(`catalogue:column.${name}`), value });
  const kind = subkind(row.category, row.subkind);
  return [
    ...(kind ? [fact('subkind', `${t(`catalogue:subkind.${kind.code}`)} (${kind.article})`)] : []),
    fact('holder', row.holder ?? row.body_name),
    fact('publisher', row.publisher),
    fact('made_on', row.made_on ? { date: row.made_on } : null),
    fact('made_at', row.made_at),
    fact('year', row.year === null ? null : String(row.year)),
    fact('form', row.form ?? (row.format ? formatLabel(row.format, t) : null)),
    fact('retention', row.retention),
  ];
}
