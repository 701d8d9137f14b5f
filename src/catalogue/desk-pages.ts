import type { DocumentRow } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { MOST_COUNTED } from './counted';
import type { DeskPlace, DeskRow } from './desk-queries';
import { STATE_TONE, STATES } from './state-tones';
import { type ChoiceGroup, subkindChoices } from './subkind-choices';

type State = DocumentRow['state'];

export type DeskListView = {
  form: FormState;
  states: { label: string; href: string; current: boolean; count: string }[];
  columns: { key: string; label: string; head: boolean; numeric: boolean }[];
  rows: Record<string, unknown>[];
  subkinds: ChoiceGroup[];
  empty: string;
  state: string;
  many: string;
  /** Shows as many rows as one form may change. */
  manyHref: string | null;
  /** For the PPID: what waits for him. */
  waiting: string | null;
  trustHref: string | null;
  pagination: { next: string | null; first: string | null };
};

/** `oneBody`: the editor publishes for one body, which the list need not name on every line. */
type Asked = {
  state: State | null;
  subkind: string | null;
  title: string;
  many: boolean;
  form: FormState;
  beyondFirst: boolean;
  oneBody: boolean;
};
/** `waiting`: how many documents and changes the PPID has to review; null for an agency. */
type Found = { rows: DeskRow[]; next: DeskPlace | null; counts: Record<State, number>; waiting: number | null };

/** An editor's own list. */
export function deskListView(
  { state, subkind, title, many, form, beyondFirst, oneBody }: Asked,
  found: Found,
  t: Translate,
  fmt: Format,
): DeskListView {
  const kept = { judul: title, keadaan: state, jenis: subkind, banyak: many ? '100' : null };
  const here = (query: Record<string, string | null>) => withQuery('/opd/informasi', { ...kept, ...query });
  // A state that was not counted to its end leaves the sum open too.
  const open = STATES.some((one) => found.counts[one] >= MOST_COUNTED);
  const total = open ? MOST_COUNTED : STATES.reduce((n, one) => n + found.counts[one], 0);
  const column = (key: string, label: string) => ({
    key,
    label: t(`catalogue:${label}`),
    head: key === 'title',
    numeric: key === 'files',
  });
  return {
    form,
    state: state ?? '',
    many: many ? '100' : '',
    manyHref: many || found.next === null ? null : here({ banyak: '100' }),
    waiting: found.waiting ? waitingWords(found.waiting, t, fmt) : null,
    trustHref: found.waiting === null ? null : '/petugas/badan-tepercaya',
    subkinds: subkindChoices(t),
    states: [
      {
        label: t('catalogue:desk.all'),
        href: here({ keadaan: null }),
        current: state === null,
        count: countWords(total, t, fmt),
      },
      ...STATES.map((one) => ({
        label: t(`catalogue:desk.state.${one}`),
        href: here({ keadaan: one }),
        current: state === one,
        count: countWords(found.counts[one], t, fmt),
      })),
    ],
    columns: [
      column('pick', 'desk.pick'),
      column('title', 'column.title'),
      column('state', 'desk.states'),
      column('category', 'column.category'),
      ...(oneBody ? [] : [column('body', 'desk.body')]),
      column('files', 'desk.files'),
      column('updated', 'desk.updated'),
    ],
    rows: found.rows.map((row) => rowView(row, t, fmt)),
    empty: t(state || subkind || title || beyondFirst ? 'catalogue:desk.emptyFound' : 'catalogue:desk.empty'),
    pagination: {
      next: found.next ? here({ sesudah: encodeCursor(found.next) }) : null,
      first: beyondFirst ? here({}) : null,
    },
  };
}

/** A number beside a list; `lebih dari 1.000` where it was not counted further. */
function countWords(count: number, t: Translate, fmt: Format): string {
  return count < MOST_COUNTED
    ? fmt.number(count)
    : t('catalogue:list.moreThan', { number: fmt.number(MOST_COUNTED - 1) });
}

function waitingWords(count: number, t: Translate, fmt: Format): string {
  if (count < MOST_COUNTED) return t('catalogue:review.queueNotice', { count });
  return t('catalogue:review.queueNoticeMany', { number: fmt.number(MOST_COUNTED - 1) });
}

function rowView(row: DeskRow, t: Translate, fmt: Format): Record<string, unknown> {
  const status = { status: { label: t(`catalogue:desk.state.${row.state}`), tone: STATE_TONE[row.state] } };
  const due = row.publish_at !== null && row.state !== 'published' ? fmt.shortDayTime(row.publish_at) : null;
  const category = t(`catalogue:category.${row.category}.name`);
  const value = `${row.public_id}.${row.version}`;
  return {
    pick: {
      pick: { name: 'pilih', value, form: 'massal', label: t('catalogue:desk.pickOne', { title: row.title }) },
    },
    title: { text: row.title, href: `/opd/informasi/${row.public_id}` },
    state: due ? [status, due] : status,
    category: row.subkind ? [category, t(`catalogue:subkind.${row.subkind}`)] : category,
    body: row.body_short_name,
    files: Number(row.files),
    updated: fmt.shortDayTime(row.updated_at),
  };
}
