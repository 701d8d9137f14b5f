import type { Category } from '../db/tables/catalogue';
import type { DipGroupRow } from '../db/tables/dip';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { summaryOf, titleOf } from './export/columns';
import type { ListAsked } from './forms';
import { REGISTER_CATEGORIES } from './row';
import type { RowsFound, ShownRow } from './row-queries';

type Cell = string | { text: string; href: string } | Cell[] | null;

/** A list of rows with its filter. */
export type RowsView = {
  action: string;
  /** What the filter carries along: the version that is read. */
  hidden: { name: string; value: string }[];
  form: FormState;
  options: { body: { value: string; label: string }[]; category: { value: string; label: string }[] };
  clearHref: string | null;
  /** False where words cannot be looked for. */
  searchable: boolean;
  columns: { key: string; label: string; head: boolean; numeric: boolean }[];
  rows: Record<string, Cell>[];
  empty: string;
  /** Said when only a part of a large register was looked through. */
  partly: string | null;
  pages: { next: string | null; first: string | null };
};

export type RowsContext = {
  action: string;
  /** `versi` or `tanggal` of the address. */
  carried: Record<string, string>;
  bodies: readonly { value: string; label: string }[];
  beyondFirst: boolean;
  searchable?: boolean;
};

/** Bodies of a version for the filter; the value is what stands in the address. */
export function bodyOptions(groups: readonly DipGroupRow[]): { value: string; label: string }[] {
  const bodies = new Map(groups.map(({ body_id, body_name }) => [String(body_id), body_name]));
  return [...bodies].map(([value, label]) => ({ value, label }));
}

export function rowsView(
  asked: ListAsked,
  found: RowsFound,
  context: RowsContext,
  t: Translate,
  fmt: Format,
): RowsView {
  const { action, carried, bodies, beyondFirst, searchable = true } = context;
  const here = (sesudah: string | null) => withQuery(action, { ...carried, ...asked.typed, sesudah });
  const narrowed = Object.values(asked.typed).some(Boolean);
  return {
    ...{ action, form: asked.form, searchable },
    hidden: Object.entries(carried).map(([name, value]) => ({ name, value })),
    options: {
      body: [...bodies],
      category: REGISTER_CATEGORIES.map((value) => ({ value, label: t(`catalogue:category.${value}.name`) })),
    },
    clearHref: narrowed ? withQuery(action, carried) : null,
    columns: ['number', 'content', 'holder', 'publisher', 'made', 'form', 'retention', 'category'].map((key) => ({
      ...{ key, label: t(`dip:column.${key}`), head: key === 'number', numeric: false },
    })),
    rows: found.rows.map((row) => rowCells(row, t, fmt)),
    empty: t(asked.wrong ? 'dip:list.wrong' : narrowed || beyondFirst ? 'dip:list.nothing' : 'dip:list.empty'),
    partly:
      found.next !== null && asked.words.length > 0 ? t('dip:list.partly', { number: fmt.number(found.next) }) : null,
    pages: {
      next: found.next === null ? null : here(encodeCursor({ n: found.next })),
      first: beyondFirst ? here(null) : null,
    },
  };
}

type Shown = Pick<
  ShownRow,
  'title' | 'summary' | 'holder' | 'publisher' | 'made_on' | 'made_at' | 'year' | 'form' | 'retention'
>;

/** What a row says, column by column, in the order of Lampiran I; null where it says nothing. */
export function rowTexts(row: Shown, fmt: Format): Record<string, string | null> {
  const made = row.made_on ? fmt.shortDay(row.made_on) : row.year === null ? null : String(row.year);
  return {
    content: row.summary && row.summary !== row.title ? `${row.title}\n${row.summary}` : row.title,
    holder: row.holder,
    publisher: row.publisher,
    made: [made, row.made_at].filter(Boolean).join(', ') || null,
    form: row.form,
    retention: row.retention,
  };
}

function rowCells(row: ShownRow, t: Translate, fmt: Format): Record<string, Cell> {
  const told = summaryOf(row, { t });
  const summary = told !== row.title ? told : null;
  const kind = row.subkind === null ? null : t(`catalogue:subkind.${row.subkind}`);
  return {
    ...rowTexts(row, fmt),
    number: row.number === 0 ? null : fmt.number(row.number),
    content: [{ text: titleOf(row, { t }), href: `/informasi/${row.slug}` }, ...(summary ? [cut(summary)] : [])],
    category: [t(`catalogue:category.${row.category}.name`), ...(kind ? [kind] : []), row.body_name],
  };
}

const LONGEST = 300;

/** A long summary is cut at a word: the whole of it is in the files and on the item's own page. */
function cut(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST).replace(/\s\S*$/, '')}…`;
}

export type CountsView = { body: string; total: number; incomplete: number; counts: Record<Category, number> }[];

/** How many rows each body has, by category. */
export function countsView(groups: readonly DipGroupRow[]): CountsView {
  const bodies = new Map<number, CountsView[number]>();
  for (const { body_id, body_name, category, rows, incomplete } of groups) {
    const none = { berkala: 0, 'serta-merta': 0, 'setiap-saat': 0, dikecualikan: 0 };
    const known = bodies.get(body_id) ?? { body: body_name, total: 0, incomplete: 0, counts: none };
    known.total += Number(rows);
    known.incomplete += Number(incomplete);
    known.counts[category] += Number(rows);
    bodies.set(body_id, known);
  }
  return [...bodies.values()];
}
