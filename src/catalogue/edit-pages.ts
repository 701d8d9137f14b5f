import type { DocumentFileRow, DocumentLinkRow, DocumentRow } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import type { DeskDocument, DeskVersion } from './desk-queries';
import { type DocumentFacts, FACT_NAMES, factChanges, missingColumns } from './document-facts';
import { fileView } from './document-pages';
import type { Standing } from './extraction/queries';
import { linksShown } from './links/links';
import { categoryChoices } from './new-pages';
import { FIELDS_FROM, type FoundView, foundViews, type Scanned } from './personal/ask';
import type { Revision } from './review/revision';
import { STATE_TONE } from './state-tones';
import { type ChoiceGroup, subkindChoices } from './subkind-choices';
import { readKept, versionChanges } from './versions/kept';
import { columnLabel, valueWords } from './versions/pages';

type State = DocumentRow['state'];
type FileLine = {
  name: string;
  href: string;
  kind: string;
  size: string;
  /** Removed at once by a form, or on a page that asks why (`asks`). */
  removeAction: string | null;
  replaceHref: string | null;
  mark: string | null;
  /** What came of reading its text. */
  reading: { text: string; bad: boolean } | null;
};
type LinkLine = { label: string; url: string; removeAction: string | null; mark: string | null };

export type EditView = {
  form: FormState;
  id: string;
  title: string;
  body: string;
  version: number;
  revision: number;
  state: State;
  stateLabel: string;
  stateTone: string;
  exempt: boolean;
  /** Where a consequence test is begun; null while one is under way or decided. */
  testHref: string | null;
  example: boolean;
  publicHref: string | null;
  withdrawn: string | null;
  wasPublished: boolean;
  /** True where taking a file or link off asks why. */
  asks: boolean;
  /** Where what is published goes to the PPID first. */
  reviewed: boolean;
  /** What the PPID wrote when it sent this back. */
  note: string | null;
  waiting: string | null;
  /** A change of the published document that waits for the PPID, or came back. */
  revisionNotice: { title: string; text: string; returned: boolean } | null;
  /** For the PPID: the page on which a change that an agency proposes is decided. */
  reviewHref: string | null;
  correction: { text: string; day: string } | null;
  missing: string | null;
  noFile: boolean;
  /** What a machine found in it and nobody has looked at yet: to be ticked before it is published, or set for a day. */
  found: FoundView[];
  foundSchedule: FoundView[];
  /** The same of an edit, and of files that were sent, which the page holds for the next try. */
  foundEdit: FoundView[];
  foundUpload: FoundView[];
  held: { token: string; name: string; size: string }[];
  categories: { value: string; label: string; hint: string }[];
  subkinds: ChoiceGroup[];
  files: FileLine[];
  links: LinkLine[];
  fileHint: string;
  accept: string;
  today: string;
  scheduleOpen: boolean;
  history: {
    title: string;
    at: string;
    datetime: string;
    who: string | null;
    detail: string | null;
    files: { label: string; href: string }[];
  }[];
  /** What somebody else made of it meanwhile: the newest values of the facts that differ from what was typed. */
  stale: { label: string; value: string | { date: string } | null }[] | null;
};

type Proposed = {
  row: { state: 'review' | 'returned'; content: string; note: string | null; version: number };
  files: readonly DocumentFileRow[];
  links: readonly DocumentLinkRow[];
};

type Files = {
  files: readonly DocumentFileRow[];
  added: readonly DocumentFileRow[];
  standings: ReadonlyMap<string, Standing>;
  revision: Revision | null;
};

type Context = {
  form: FormState;
  /** What is known of what stands in the document. */
  scans: readonly (Scanned | null)[];
  edit: readonly (Scanned | null)[];
  upload: { scans: readonly (Scanned | null)[]; held: readonly { token: string; name: string; size: number }[] };
  files: readonly DocumentFileRow[];
  links: readonly DocumentLinkRow[];
  standings: ReadonlyMap<string, Standing>;
  proposed: Proposed | null;
  /** One more than are shown, so that the last one shown has one to be compared with. */
  versions: readonly DeskVersion[];
  typed: DocumentFacts | null;
  reviewed: boolean;
  /** True for the PPID, who publishes for every body. */
  forAll: boolean;
  /** True for what has no consequence test. */
  untested: boolean;
  /** True for the PPID when something waits here for his word. */
  toReview: boolean;
  fileHint: string;
  accept: string;
  today: string;
};

export const VERSIONS_SHOWN = 20;

/** The page on which one document is edited, given files and links, published, set for a day and withdrawn. */
export function editView(row: DeskDocument, context: Context, t: Translate, fmt: Format): EditView {
  const {
    form,
    files,
    links,
    standings,
    proposed,
    versions,
    typed,
    reviewed,
    forAll,
    untested,
    toReview,
    fileHint,
    accept,
    today,
  } = context;
  const missing = missingColumns(row).map((name) => columnLabel(name, t).toLowerCase());
  const page = `/opd/informasi/${row.public_id}`;
  const revision: Revision | null = proposed && JSON.parse(proposed.row.content);
  return {
    form,
    id: row.public_id,
    title: row.title,
    body: row.body_name,
    version: row.version,
    revision: proposed?.row.version ?? 0,
    state: row.state,
    stateLabel: t(`catalogue:desk.state.${row.state}`),
    stateTone: STATE_TONE[row.state],
    exempt: row.category === 'dikecualikan',
    testHref: untested ? `${forAll ? '/petugas' : '/opd'}/pengecualian/baru?dokumen=${row.public_id}` : null,
    example: row.example === 1,
    publicHref: row.state === 'published' ? `/informasi/${row.slug}` : null,
    withdrawn:
      row.withdrawn_at && row.state !== 'published'
        ? t('catalogue:desk.withdrawnNote', { day: fmt.dayOf(row.withdrawn_at), reason: row.withdrawn_reason ?? '–' })
        : null,
    wasPublished: row.published_at !== null,
    asks: row.published_at !== null,
    reviewed,
    note: row.review_note,
    waiting: waitingWords(row, t, fmt),
    revisionNotice: proposed && {
      title: t(`catalogue:revision.${proposed.row.state}.title`),
      text: t(`catalogue:revision.${proposed.row.state}.text`, { note: proposed.row.note ?? '' }),
      returned: proposed.row.state === 'returned',
    },
    reviewHref: toReview ? `/petugas/telaah/${row.public_id}` : null,
    correction: row.correction && row.corrected_at ? { text: row.correction, day: fmt.dayOf(row.corrected_at) } : null,
    missing: missing.length > 0 ? t('catalogue:desk.missing', { columns: missing.join(', ') }) : null,
    noFile: files.length === 0 && row.url === null,
    found: asked(context.scans, FIELDS_FROM.publish, t),
    foundSchedule: row.state === 'published' ? [] : asked(context.scans, FIELDS_FROM.schedule, t),
    foundEdit: asked(context.edit, FIELDS_FROM.edit, t),
    foundUpload: asked(context.upload.scans, FIELDS_FROM.upload, t),
    held: context.upload.held.map(({ token, name, size }) => ({ token, name, size: fmt.bytes(size) })),
    categories: categoryChoices(t),
    subkinds: subkindChoices(t),
    files: fileLines(page, { files, added: proposed?.files ?? [], standings, revision }, t, fmt),
    links: linkLines(page, row.url, links, proposed?.links ?? [], revision, t),
    fileHint,
    accept,
    today,
    scheduleOpen: row.state === 'scheduled' || Object.keys(form.errors).some(isOfSchedule),
    history: versions.slice(0, VERSIONS_SHOWN).map((version, i) => historyLine(page, version, versions[i + 1], t, fmt)),
    stale: typed && staleFacts(row, typed, t, fmt),
  };
}

const asked = (scans: readonly (Scanned | null)[], from: number, t: Translate): FoundView[] =>
  foundViews(scans, t, from).filter(({ options }) => options.length > 0);

const isOfSchedule = (name: string): boolean => /^(publish_(day|time)|confirmed_1\d\d)$/.test(name);

function waitingWords(row: DeskDocument, t: Translate, fmt: Format): string | null {
  const at = row.publish_at === null ? '' : fmt.dayTime(row.publish_at);
  if (row.state === 'scheduled') return t('catalogue:schedule.waiting', { at });
  if (row.state !== 'review') return null;
  return t(row.publish_at === null ? 'catalogue:review.waiting' : 'catalogue:review.waitingFor', { at });
}

function fileLines(page: string, { files, added, standings, revision }: Files, t: Translate, fmt: Format): FileLine[] {
  const step = (file: DocumentFileRow, name: 'hapus' | 'ganti') => `${page}/berkas/${file.public_id}/${name}`;
  const there = files.map((file) => {
    const goes = revision?.files_removed.includes(file.public_id) ?? false;
    const mark = goes ? t('catalogue:revision.goes') : null;
    return {
      ...fileView(file, fmt, t),
      removeAction: goes ? null : step(file, 'hapus'),
      replaceHref: goes ? null : step(file, 'ganti'),
      mark,
      reading: readingOf(standings.get(file.public_id), t, fmt),
    };
  });
  const comes = added.map((file) => ({
    ...fileView(file, fmt, t),
    href: `${page}/usulan/${file.public_id}`,
    removeAction: step(file, 'hapus'),
    replaceHref: null,
    mark: t('catalogue:revision.comes'),
    reading: null,
  }));
  return [...there, ...comes];
}

// What a reader of the page, or its machine, cannot open is the officer's to mend.
const BAD: readonly string[] = ['locked', 'no_text', 'broken', 'too_heavy', 'too_large', 'partial'];

function readingOf(standing: Standing | undefined, t: Translate, fmt: Format): FileLine['reading'] {
  if (!standing) return null;
  const { state, outcome, pages } = standing;
  if (outcome === null) return state === 'waiting' ? { text: t('catalogue:standing.waiting'), bad: false } : null;
  const numbered = outcome === 'partial' && pages !== null;
  const text = t(`catalogue:standing.${numbered ? 'partialPages' : outcome}`, { number: fmt.number(pages ?? 0) });
  return { text, bad: BAD.includes(outcome) };
}

function linkLines(
  page: string,
  url: string | null,
  rows: readonly DocumentLinkRow[],
  added: readonly DocumentLinkRow[],
  revision: Revision | null,
  t: Translate,
): LinkLine[] {
  const lines = linksShown(url, rows).map((link) => {
    const id = 'public_id' in link ? link.public_id : null;
    const goes = id !== null && (revision?.links_removed.includes(id) ?? false);
    const removeAction = id === null || goes ? null : `${page}/tautan/${id}/hapus`;
    return {
      label: link.label ?? link.url,
      url: link.url,
      removeAction,
      mark: goes ? t('catalogue:revision.goes') : null,
    };
  });
  const comes = added.map(({ public_id, label, url: to }) => ({
    label: label ?? to,
    url: to,
    removeAction: `${page}/tautan/${public_id}/hapus`,
    mark: t('catalogue:revision.comes'),
  }));
  return [...lines, ...comes];
}

function historyLine(page: string, version: DeskVersion, before: DeskVersion | undefined, t: Translate, fmt: Format) {
  const kept = readKept(version.content);
  const names = before ? versionChanges(readKept(before.content), kept).map(({ name }) => columnLabel(name, t)) : [];
  return {
    title: t('catalogue:desk.historyVersion', {
      number: version.version,
      state: t(`catalogue:desk.state.${kept.state}`).toLowerCase(),
    }),
    at: fmt.dayTime(version.changed_at),
    datetime: version.changed_at,
    who: version.changed_by_name && t('catalogue:desk.historyBy', { name: version.changed_by_name }),
    detail: names.length > 0 ? t('catalogue:desk.historyChanged', { columns: names.join(', ') }) : null,
    files: [
      {
        label: t('catalogue:desk.historyOpen', { number: version.version }),
        href: `${page}/versi/${version.version}`,
      },
    ],
  };
}

function staleFacts(row: DeskDocument, typed: DocumentFacts, t: Translate, fmt: Format): EditView['stale'] {
  return Object.entries(factChanges(row, typed) ?? {}).map(([name, [now]]) => ({
    label: columnLabel(name, t),
    value: valueWords(name, now, t, fmt),
  }));
}

/** The facts of a document as its form shows them, with what is proposed for it. */
export function factValues(row: DocumentFacts, proposed: Partial<DocumentFacts> = {}): FormState['values'] {
  const facts = { ...row, ...proposed };
  const field = (name: string) => (name === 'form' ? 'available_as' : name);
  return Object.fromEntries(FACT_NAMES.map((name) => [field(name), facts[name] === null ? '' : String(facts[name])]));
}
