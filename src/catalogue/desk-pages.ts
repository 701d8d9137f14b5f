import type { DocumentFileRow, DocumentRow } from '../db/tables';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { CATEGORIES } from './categories';
import type { DeskDocument, DeskPlace, DeskRow, DeskVersion } from './desk-queries';
import { type DocumentFacts, FACT_NAMES, factChanges, missingColumns } from './document-facts';
import { fileView } from './document-pages';

type State = DocumentRow['state'];
export const STATES: readonly State[] = ['draft', 'review', 'scheduled', 'published', 'withdrawn'];
const TONE: Record<State, string> = {
  draft: 'progress',
  review: 'progress',
  scheduled: 'progress',
  published: 'good',
  withdrawn: 'ended',
};

export type DeskListView = {
  form: FormState;
  states: { label: string; href: string; current: boolean; count: number }[];
  columns: { key: string; label: string; head: boolean; numeric: boolean }[];
  rows: Record<string, unknown>[];
  empty: string;
  state: string;
  pagination: { next: string | null; first: string | null };
};

/** `oneBody`: the editor publishes for one body, which the list need not name on every line. */
type Asked = { state: State | null; title: string; form: FormState; beyondFirst: boolean; oneBody: boolean };
type Found = { rows: DeskRow[]; next: DeskPlace | null; counts: Record<State, number> };

/** An editor's own list. */
export function deskListView(
  { state, title, form, beyondFirst, oneBody }: Asked,
  found: Found,
  t: Translate,
  fmt: Format,
): DeskListView {
  const here = (query: Record<string, string | null>) =>
    withQuery('/opd/informasi', { judul: title, keadaan: state, ...query });
  const total = STATES.reduce((n, one) => n + found.counts[one], 0);
  const column = (key: string, label: string) => ({
    key,
    label: t(`catalogue:${label}`),
    head: key === 'title',
    numeric: key === 'files',
  });
  return {
    form,
    state: state ?? '',
    states: [
      { label: t('catalogue:desk.all'), href: here({ keadaan: null }), current: state === null, count: total },
      ...STATES.map((one) => ({
        label: t(`catalogue:desk.state.${one}`),
        href: here({ keadaan: one }),
        current: state === one,
        count: found.counts[one],
      })),
    ],
    columns: [
      column('title', 'column.title'),
      column('state', 'desk.states'),
      column('category', 'column.category'),
      ...(oneBody ? [] : [column('body', 'desk.body')]),
      column('files', 'desk.files'),
      column('updated', 'desk.updated'),
    ],
    rows: found.rows.map((row) => ({
      title: { text: row.title, href: `/opd/informasi/${row.public_id}` },
      state: { status: { label: t(`catalogue:desk.state.${row.state}`), tone: TONE[row.state] } },
      category: t(`catalogue:category.${row.category}.name`),
      body: row.body_short_name,
      files: Number(row.files),
      updated: fmt.shortDayTime(row.updated_at),
    })),
    empty: t(state || title || beyondFirst ? 'catalogue:desk.emptyFound' : 'catalogue:desk.empty'),
    pagination: {
      next: found.next ? here({ sesudah: encodeCursor(found.next) }) : null,
      first: beyondFirst ? here({}) : null,
    },
  };
}

type Choice = { value: string; label: string; hint: string };

export type NewView = {
  form: FormState;
  key: string;
  categories: Choice[];
  bodies: { value: string; label: string }[];
};

/** The form for a new document. `key` names this page, so that sending it twice makes one document. */
export function newView(
  form: FormState,
  key: string,
  bodies: readonly { slug: string; name: string }[],
  t: Translate,
): NewView {
  return {
    form,
    key,
    categories: categoryChoices(t),
    bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name })),
  };
}

function categoryChoices(t: Translate): Choice[] {
  return CATEGORIES.map((value) => ({
    value,
    label: t(`catalogue:category.${value}.name`),
    hint: t(`catalogue:category.${value}.choose`),
  }));
}

export type EditView = {
  form: FormState;
  id: string;
  title: string;
  body: string;
  version: number;
  state: State;
  stateLabel: string;
  stateTone: string;
  exempt: boolean;
  example: boolean;
  publicHref: string | null;
  withdrawn: string | null;
  wasPublished: boolean;
  missing: string | null;
  noFile: boolean;
  categories: Choice[];
  files: { name: string; href: string; kind: string; size: string; removeAction: string }[];
  fileHint: string;
  accept: string;
  history: { title: string; at: string; datetime: string; who: string | null }[];
  /** What somebody else made of it meanwhile: the newest values of the facts that differ from what was typed. */
  stale: { label: string; value: string | null }[] | null;
};

type Context = {
  form: FormState;
  files: readonly DocumentFileRow[];
  versions: readonly DeskVersion[];
  typed: DocumentFacts | null;
  fileHint: string;
  accept: string;
};

/** The page on which one document is edited, given files, published and withdrawn. */
export function editView(
  row: DeskDocument,
  { form, files, versions, typed, fileHint, accept }: Context,
  t: Translate,
  fmt: Format,
): EditView {
  const missing = missingColumns(row).map((name) => t(`catalogue:column.${name}`).toLowerCase());
  return {
    form,
    id: row.public_id,
    title: row.title,
    body: row.body_name,
    version: row.version,
    state: row.state,
    stateLabel: t(`catalogue:desk.state.${row.state}`),
    stateTone: TONE[row.state],
    exempt: row.category === 'dikecualikan',
    example: row.example === 1,
    publicHref: row.state === 'published' ? `/informasi/${row.slug}` : null,
    withdrawn:
      row.state === 'withdrawn' && row.withdrawn_at
        ? t('catalogue:desk.withdrawnNote', { day: fmt.dayOf(row.withdrawn_at), reason: row.withdrawn_reason ?? '–' })
        : null,
    wasPublished: row.published_at !== null,
    missing: missing.length > 0 ? t('catalogue:desk.missing', { columns: missing.join(', ') }) : null,
    noFile: files.length === 0 && row.url === null,
    categories: categoryChoices(t),
    files: files.map((file) => ({
      ...fileView(file, fmt, t),
      removeAction: `/opd/informasi/${row.public_id}/berkas/${file.public_id}/hapus`,
    })),
    fileHint,
    accept,
    history: versions.map((version) => ({
      title: t('catalogue:desk.historyVersion', {
        number: version.version,
        state: t(`catalogue:desk.state.${version.state}`).toLowerCase(),
      }),
      at: fmt.dayTime(version.changed_at),
      datetime: version.changed_at,
      who: version.changed_by_name && t('catalogue:desk.historyBy', { name: version.changed_by_name }),
    })),
    stale: typed && staleFacts(row, typed, t),
  };
}

function staleFacts(row: DeskDocument, typed: DocumentFacts, t: Translate): EditView['stale'] {
  return Object.entries(factChanges(row, typed) ?? {}).map(([name, [now]]) => ({
    label: t(`catalogue:column.${name}`),
    value: name === 'category' ? t(`catalogue:category.${now}.name`) : now === null ? null : String(now),
  }));
}

/** The facts of a document as its form shows them. */
export function factValues(row: DocumentFacts): FormState['values'] {
  const field = (name: string) => (name === 'form' ? 'available_as' : name);
  return Object.fromEntries(FACT_NAMES.map((name) => [field(name), row[name] === null ? '' : String(row[name])]));
}
