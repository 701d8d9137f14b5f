import { fileSlug } from '../catalogue/slugs';
import type { AnnouncementUpdateRow } from '../db/tables/announcements';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { encodeCursor, withQuery } from '../web/pagination';
import type { Announcement, EndedPlace } from './queries';
import { readStandard, STANDARD } from './standard';
import { type Standing, standingAt } from './standing';

type Status = { label: string; tone: string; icon: string };

const LOOK: Record<Standing, { tone: string; icon: string }> = {
  current: { tone: 'bad', icon: 'exclamation-triangle-fill' },
  coming: { tone: 'progress', icon: 'calendar-event' },
  over: { tone: 'ended', icon: 'archive-fill' },
};

/** Where an announcement stands, in words and colour. */
export function statusOf(row: Announcement, now: string, t: Translate): Status {
  const standing = standingAt(row, now);
  return { label: t(`announcements:standing.${standing}`), ...LOOK[standing] };
}

/** When it holds: "sejak … sampai …". */
export function spanWords(row: Announcement, t: Translate, fmt: Format): string {
  const from = fmt.dayTime(row.from_at);
  if (row.until_at === null) return t('announcements:span.open', { from });
  return t('announcements:span.closed', { from, until: fmt.dayTime(row.until_at) });
}

export type LineView = {
  href: string;
  title: string;
  kind: string;
  status: Status;
  body: string;
  span: string;
  text: string;
};

function lineView(row: Announcement, now: string, t: Translate, fmt: Format): LineView {
  return {
    href: `/peringatan/${row.public_id}`,
    title: row.title,
    kind: t(`catalogue:subkind.${row.subkind}`),
    status: statusOf(row, now, t),
    body: row.body_name,
    span: spanWords(row, t, fmt),
    text: row.happening.length > 240 ? `${row.happening.slice(0, 239).trimEnd()}…` : row.happening,
  };
}

export type ListView = {
  current: LineView[];
  past: LineView[];
  beyondFirst: boolean;
  pagination: { next: string | null; first: string | null };
};

type Found = {
  unended: readonly Announcement[];
  ended: { rows: readonly Announcement[]; next: EndedPlace | null };
  beyondFirst: boolean;
  now: string;
};

/** `/peringatan`: what is in force or to come, then what is over. */
export function listView({ unended, ended, beyondFirst, now }: Found, t: Translate, fmt: Format): ListView {
  const open = unended.filter((row) => standingAt(row, now) !== 'over');
  return {
    current: beyondFirst ? [] : open.map((row) => lineView(row, now, t, fmt)),
    past: ended.rows.map((row) => lineView(row, now, t, fmt)),
    beyondFirst,
    pagination: {
      next: ended.next ? withQuery('/peringatan', { sesudah: encodeCursor(ended.next) }) : null,
      first: beyondFirst ? '/peringatan' : null,
    },
  };
}

type File = { public_id: string; name: string; media_type: string; size: number };
type Event = { title: string; at: string; datetime: string; detail: string | null; tone: string };

export type DetailView = {
  title: string;
  kind: string;
  article: string;
  status: Status;
  span: string;
  over: string | null;
  body: { name: string; href: string };
  happening: string;
  advice: string | null;
  items: { label: string; value: string }[];
  pictures: { src: string; alt: string }[];
  files: { name: string; href: string; size: string }[];
  events: Event[];
  changed: string | null;
  documentHref: string | null;
};

/** One announcement with all that was said of it since. `updates` newest first, as the page shows them. */
export function detailView(
  row: Announcement,
  {
    updates,
    files,
    now,
    article,
  }: { updates: readonly AnnouncementUpdateRow[]; files: readonly File[]; now: string; article: string },
  t: Translate,
  fmt: Format,
): DetailView {
  const standard = readStandard(row.standard);
  const href = (file: File) => `/berkas/${file.public_id}/${fileSlug(file.name)}`;
  const isPicture = (file: File) => file.media_type.startsWith('image/');
  return {
    title: row.title,
    kind: t(`catalogue:subkind.${row.subkind}`),
    article,
    status: statusOf(row, now, t),
    span: spanWords(row, t, fmt),
    over: standingAt(row, now) === 'over' ? overWords(row, t, fmt) : null,
    body: { name: row.body_name, href: `/badan-publik/${row.body_slug}` },
    happening: row.happening,
    advice: standard.d,
    items: STANDARD.flatMap(({ letter }) => {
      const value = letter === 'd' ? null : standard[letter];
      return value ? [{ label: t(`announcements:standard.${letter}`), value }] : [];
    }),
    pictures: files.filter(isPicture).map((file) => ({ src: href(file), alt: row.picture_alt ?? '' })),
    files: files
      .filter((file) => !isPicture(file))
      .map((file) => ({ name: file.name, href: href(file), size: fmt.bytes(file.size) })),
    events: eventsOf(row, updates, now, t, fmt),
    changed: row.updated_at > row.made_at ? fmt.dayTime(row.updated_at) : null,
    documentHref: row.document_slug && `/informasi/${row.document_slug}`,
  };
}

function overWords(row: Announcement, t: Translate, fmt: Format): string {
  const when = fmt.dayTime(row.until_at ?? row.updated_at);
  return row.ended_reason
    ? t('announcements:detail.endedWhy', { when, reason: row.ended_reason })
    : t('announcements:detail.ended', { when });
}

/** What happened, the newest first. */
export function eventsOf(
  row: Announcement,
  updates: readonly AnnouncementUpdateRow[],
  now: string,
  t: Translate,
  fmt: Format,
): Event[] {
  const event = (key: string, at: string, detail: string | null, tone: string): Event => ({
    title: t(`announcements:event.${key}`),
    at: fmt.dayTime(at),
    datetime: at,
    detail,
    tone,
  });
  const over = standingAt(row, now) === 'over' && row.until_at;
  return [
    ...(over ? [event('ended', over, row.ended_reason, 'ended')] : []),
    ...updates.map((update) => event('update', update.made_at, update.text, 'info')),
    event('made', row.made_at, null, 'bad'),
  ];
}
