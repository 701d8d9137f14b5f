import type { DocumentImportResultRow, DocumentImportRow } from '../../db/tables/catalogue';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { withQuery } from '../../web/pagination';
import { WAYS, wordOf } from './forms';
import type { RowsShown } from './queries';
import { readably } from './reason-words';
import type { ListPlace, RowRemark } from './run-commands';

export const PATH = '/opd/impor';

type Status = { label: string; tone: string; icon: null };
type Column = { key: string; label: string; head: boolean; numeric: boolean };
type Choice = { value: string; label: string; hint?: string };

export type ImportListView = {
  form: FormState;
  accept: string;
  fileHint: string;
  acceptBeside: string;
  besideHint: string;
  bodies: Choice[];
  /** The one body of this agency, which the rows without one belong to. */
  onlyBody: string | null;
  ways: Choice[];
  columns: Column[];
  rows: Record<string, unknown>[];
};

const column = (key: string, label: string): Column => ({ key, label, head: false, numeric: false });

/** The form that sends a list, and the lists this person sent before. */
export function importListView(
  given: {
    form?: FormState;
    accept: string;
    acceptBeside: string;
    /** Sizes in megabytes, and how many files may come beside the list. */
    limits: { limit: number; zip: number; files: number; one: number };
    bodies: readonly { slug: string; name: string }[];
    anyBody: boolean;
    imports: readonly DocumentImportRow[];
  },
  t: Translate,
  fmt: Format,
): ImportListView {
  const single = !given.anyBody && given.bodies.length === 1 ? (given.bodies[0]?.name ?? null) : null;
  return {
    form: given.form ?? blankForm({ cara: 'publish' }),
    accept: given.accept,
    fileHint: t('imports:form.fileHint', given.limits),
    acceptBeside: given.acceptBeside,
    besideHint: t('imports:form.besideHint', given.limits),
    bodies: given.bodies.map(({ slug, name }) => ({ value: slug, label: name })),
    onlyBody: single,
    ways: WAYS.map((value) => ({ value, label: t(`imports:way.${value}`), hint: t(`imports:wayHint.${value}`) })),
    columns: [
      ...['name', 'state', 'sent'].map((key) => column(key, t(`imports:list.${key}`))),
      ...['fresh', 'unchanged', 'refused'].map((key) => ({ ...column(key, t(`imports:count.${key}`)), numeric: true })),
    ],
    rows: given.imports.map((one) => ({
      name: { text: one.name, href: `${PATH}/${one.public_id}` },
      state: { status: stateOf(one, t) },
      sent: fmt.shortDayTime(one.created_at),
      ...{ fresh: one.fresh, unchanged: one.unchanged, refused: one.refused },
    })),
  };
}

export type ImportView = {
  form: FormState;
  href: string;
  name: string;
  state: DocumentImportRow['state'];
  status: Status;
  /** Sentences about where it stands. */
  lead: string;
  failure: string | null;
  /** In which sheet, or under which name in an archive, the list was found. */
  place: string[];
  progress: { done: number; total: number; words: string } | null;
  headings: { columns: Column[]; rows: Record<string, unknown>[] };
  unknownHeadings: number;
  counts: { label: string; href: string; current: boolean; count: number }[];
  columns: Column[];
  rows: Record<string, unknown>[];
  pagination: { next: string | null; first: string | null };
  /** Shown while it waits for the word. */
  confirm: string | null;
  droppable: boolean;
  download: string | null;
};

/** One list: how far it has come, which headings were found, what becomes of each row and why. */
export function importView(
  found: DocumentImportRow,
  page: { rows: readonly DocumentImportResultRow[]; shown: RowsShown; beyondFirst: boolean; next: number | null },
  t: Translate,
  fmt: Format,
): ImportView {
  const href = `${PATH}/${found.public_id}`;
  const here = (shown: RowsShown, sesudah?: number | null) => withQuery(href, { tampil: wordOf(shown), sesudah });
  const counted = { fresh: found.fresh, unchanged: found.unchanged, refused: found.refused, flagged: found.flagged };
  const running = found.state === 'checking' || found.state === 'loading';
  const headings: { heading: string; column: string | null }[] = JSON.parse(found.headings ?? '[]');
  const phase = found.state === 'done' || found.state === 'loading' ? 'done' : 'will';
  const words = { ...counted, total: found.total, until: fmt.dayTime(found.expires_at) };
  return {
    form: blankForm(),
    href,
    name: found.name,
    state: found.state,
    status: stateOf(found, t),
    lead: t(`imports:lead.${found.state}`, words),
    failure: found.failure ? t(`imports:failure.${found.failure}`) : null,
    place: placeWords(found, t),
    progress: running
      ? {
          done: Math.min(found.next_row - 1, found.total),
          total: Math.max(1, found.total),
          words: t('imports:progress', {
            done: Math.min(Math.max(0, found.next_row - 1), found.total),
            total: found.total,
          }),
        }
      : null,
    headings: {
      columns: [
        { ...column('heading', t('imports:headings.heading')), head: true },
        column('column', t('imports:headings.column')),
      ],
      rows: headings
        .filter(({ heading }) => heading !== '')
        .slice(0, 60)
        .map(({ heading, column }) => ({
          heading: heading.replace('\n', ' › '),
          column: column === null ? t('imports:headings.none') : t(`imports:column.${column}`),
        })),
    },
    unknownHeadings: headings.filter(({ heading, column }) => column === null && !/^((no|nomor)\.?)?$/i.test(heading))
      .length,
    counts: [
      { label: t('imports:count.all'), href: here(null), current: page.shown === null, count: found.total },
      ...(['fresh', 'unchanged', 'refused', 'flagged'] as const).map((one) => ({
        label: t(`imports:${one === 'fresh' ? `outcome.${phase}` : `count.${one}`}`),
        href: here(one),
        current: page.shown === one,
        count: counted[one],
      })),
    ],
    columns: [
      column('row', t('imports:row.row')),
      { ...column('title', t('imports:row.title')), head: true },
      column('outcome', t('imports:row.outcome')),
      column('reason', t('imports:row.reason')),
    ],
    rows: page.rows.map((one) => ({
      row: String(one.row),
      title: one.title || t('imports:row.untitled'),
      outcome: { status: { label: outcomeWords(one, phase, t), tone: TONES[one.outcome], icon: null } },
      reason: reasonsOf(one, t, fmt),
    })),
    pagination: {
      next: page.next === null ? null : here(page.shown, page.next),
      first: page.beyondFirst ? here(page.shown) : null,
    },
    confirm: found.state === 'ready' && found.fresh > 0 ? t('imports:confirm', { count: found.fresh }) : null,
    droppable: ['checking', 'ready', 'failed'].includes(found.state) && found.failure !== 'dropped',
    download: found.state === 'ready' || found.state === 'done' ? `${href}/hasil.csv` : null,
  };
}

/** What was read of a work book with several sheets, or of an archive. */
function placeWords({ sheet }: DocumentImportRow, t: Translate): string[] {
  if (sheet === null) return [];
  const { name, of, list }: ListPlace = JSON.parse(sheet);
  return [
    ...(list === null ? [] : [t('imports:place.list', { list })]),
    ...(of === undefined ? [] : [t('imports:place.sheet', { name, of })]),
  ];
}

const TONES = { fresh: 'good', unchanged: 'neutral', refused: 'bad', part: 'neutral' } as const;

export function outcomeWords(
  { outcome }: Pick<DocumentImportResultRow, 'outcome'>,
  phase: 'will' | 'done',
  t: Translate,
): string {
  return t(outcome === 'fresh' ? `imports:outcome.${phase}` : `imports:outcome.${outcome}`);
}

/** A sentence for each remark on a row. */
export function reasonsOf(
  { remarks }: Pick<DocumentImportResultRow, 'remarks'>,
  t: Translate,
  fmt: Pick<Format, 'day'>,
): string[] {
  return (JSON.parse(remarks) as RowRemark[]).map(({ reason, value }) =>
    t(`catalogue:import.${reason}`, readably({ value, column: columnWords(reason, value, t) }, fmt)),
  );
}

/** Some remarks are about a column, named by its code. */
function columnWords(reason: string, value: string, t: Translate): string {
  return reason === 'text_cut' || reason === 'formula_unread' ? t(`imports:column.${value}`) : value;
}

function stateOf({ state, failure }: DocumentImportRow, t: Translate): Status {
  const tone = { checking: 'progress', ready: 'info', loading: 'progress', done: 'good', failed: 'bad' }[state];
  return failure === 'dropped'
    ? { label: t('imports:state.dropped'), tone: 'ended', icon: null }
    : { label: t(`imports:state.${state}`), tone, icon: null };
}
