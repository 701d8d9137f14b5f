import type { DocumentFileRow, DocumentLinkRow } from '../../db/tables/catalogue';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { MOST_COUNTED } from '../counted';
import type { DeskDocument } from '../desk-queries';
import { FACT_NAMES, missingColumns } from '../document-facts';
import { fileView } from '../document-pages';
import { linksShown } from '../links/links';
import { type FoundView, foundViews, type Scanned } from '../personal/ask';
import { type ChangeView, columnLabel, valueWords } from '../versions/pages';
import { REVIEW_MAIL, type ReviewMail } from './notify/settings';
import type { Moved } from './overtaken-queries';
import type { WaitingRow } from './queries';
import type { Revision } from './revision';

type Line = { text: string; href: string };
export type QueueView = {
  documents: { title: Line; body: string; kind: string; since: string }[];
  changes: { title: Line; body: string; kind: string; since: string }[];
  columns: { key: string; label: string; head: boolean; numeric: boolean }[];
  more: string | null;
  /** When the PPID is written to, and the two ways to choose from. */
  form: FormState;
  mail: { value: string; label: string; hint: string }[];
};

/** What waits for the PPID, the longest waiting first. */
export function queueView(
  documents: readonly WaitingRow[],
  changes: readonly WaitingRow[],
  { count, mail }: { count: number; mail: ReviewMail },
  t: Translate,
  fmt: Format,
): QueueView {
  const line = (row: WaitingRow) => ({
    title: { text: row.title, href: `/petugas/telaah/${row.public_id}` },
    body: row.body_name,
    kind: t(`catalogue:category.${row.category}.name`),
    since: fmt.shortDayTime(row.since),
  });
  const shown = documents.length + changes.length;
  return {
    documents: documents.map(line),
    changes: changes.map(line),
    columns: [
      { key: 'title', label: columnLabel('title', t) },
      { key: 'body', label: t('catalogue:desk.body') },
      { key: 'kind', label: columnLabel('category', t) },
      { key: 'since', label: t('catalogue:review.since') },
    ].map((column) => ({ ...column, head: column.key === 'title', numeric: false })),
    more:
      count >= MOST_COUNTED
        ? t('catalogue:review.moreMany', { number: fmt.number(MOST_COUNTED - 1) })
        : count > shown
          ? t('catalogue:review.more', { count: count - shown })
          : null,
    form: blankForm({ kabar: mail }),
    mail: REVIEW_MAIL.map((value) => ({
      value,
      label: t(`catalogue:review.mail.${value}`),
      hint: t(`catalogue:review.mailHint.${value}`),
    })),
  };
}

type FileLine = { name: string; href: string; kind: string; size: string };

export type ReviewView = {
  form: FormState;
  id: string;
  title: string;
  body: string;
  version: number;
  revision: number;
  /** True for a change of a published document. */
  isChange: boolean;
  publicHref: string | null;
  deskHref: string;
  by: string | null;
  publishAt: string | null;
  missing: string | null;
  noFile: boolean;
  correction: string | null;
  changes: ChangeView[];
  /** What somebody changed after it was proposed: as it was then, and now. */
  moved: ChangeView[];
  /** What a machine found in what would be public, each to be ticked. */
  found: FoundView[];
  columns: { label: string; value: ChangeView['to'] }[];
  files: FileLine[];
  links: { label: string; url: string }[];
};

type Given = {
  form: FormState;
  files: readonly DocumentFileRow[];
  links: readonly DocumentLinkRow[];
  moved: Moved;
  scans: readonly (Scanned | null)[];
  proposed: {
    row: { content: string; version: number };
    files: readonly DocumentFileRow[];
    links: readonly DocumentLinkRow[];
    by: string | null;
  } | null;
};

/** One document that waits, or what would change in a published one. */
export function reviewView(row: DeskDocument, given: Given, t: Translate, fmt: Format): ReviewView {
  const { form, files, links, proposed } = given;
  const revision: Revision | null = proposed && JSON.parse(proposed.row.content);
  const missing = missingColumns({ ...row, ...revision?.changes }).map((name) => columnLabel(name, t).toLowerCase());
  const shown = proposed ? proposed.files : files;
  return {
    form,
    id: row.public_id,
    title: row.title,
    body: row.body_name,
    version: row.version,
    revision: proposed?.row.version ?? 0,
    isChange: proposed !== null,
    publicHref: row.state === 'published' ? `/informasi/${row.slug}` : null,
    deskHref: `/opd/informasi/${row.public_id}`,
    by: proposed ? (proposed.by ?? t('catalogue:review.bySource', { source: row.source ?? '–' })) : null,
    publishAt: row.publish_at && fmt.dayTime(row.publish_at),
    missing: missing.length > 0 ? t('catalogue:review.missing', { columns: missing.join(', ') }) : null,
    noFile: !proposed && files.length === 0 && row.url === null && links.length === 0,
    correction: revision?.correction ?? null,
    changes: revision ? changesOf(row, revision, given, t, fmt) : [],
    moved: movedViews(given.moved, t, fmt),
    found: foundViews(given.scans, t).filter(({ options }) => options.length > 0),
    columns: FACT_NAMES.filter((name) => name !== 'url').map((name) => ({
      label: columnLabel(name, t),
      value: valueWords(name, row[name], t, fmt),
    })),
    files: shown.map((file) => ({
      ...fileView(file, fmt, t),
      ...(proposed ? { href: `/opd/informasi/${row.public_id}/usulan/${file.public_id}` } : {}),
    })),
    links: (proposed ? proposed.links : linksShown(row.url, links)).map(({ label, url }) => ({
      label: label ?? url,
      url,
    })),
  };
}

function movedViews({ columns, files }: Moved, t: Translate, fmt: Format): ChangeView[] {
  const facts = columns.map(({ name, was, now }) => ({
    ...{ label: columnLabel(name, t), list: false },
    ...{ from: valueWords(name, was, t, fmt), to: valueWords(name, now, t, fmt) },
  }));
  return [...facts, ...listChange('files', files, [], t)];
}

function changesOf(row: DeskDocument, revision: Revision, given: Given, t: Translate, fmt: Format): ChangeView[] {
  const before = row as unknown as Record<string, unknown>;
  const facts = Object.entries(revision.changes).map(([name, to]) => ({
    label: columnLabel(name, t),
    from: valueWords(name, before[name], t, fmt),
    to: valueWords(name, to, t, fmt),
    list: false,
  }));
  const gone = <R extends { public_id: string }>(rows: readonly R[], ids: readonly string[]) =>
    rows.filter(({ public_id }) => ids.includes(public_id));
  const files = listChange(
    'files',
    gone(given.files, revision.files_removed).map(({ name }) => name),
    (given.proposed?.files ?? []).map(({ name }) => name),
    t,
  );
  const links = listChange(
    'links',
    gone(given.links, revision.links_removed).map(({ url }) => url),
    (given.proposed?.links ?? []).map(({ url }) => url),
    t,
  );
  return [...facts, ...files, ...links];
}

function listChange(name: string, from: string[], to: string[], t: Translate): ChangeView[] {
  if (from.length + to.length === 0) return [];
  return [{ label: columnLabel(name, t), from: from.join('\n') || null, to: to.join('\n') || null, list: true }];
}
