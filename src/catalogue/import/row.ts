import type { Category } from '../../db/tables/catalogue';
import { cleanText } from '../../web/forms';
import { readCategory } from '../categories';
import { isWebAddress } from '../document-forms';
import { dayIn, yearIn } from './days';
import type { Column } from './heading-words';
import type { Columns } from './headings';
import { leadsInside } from './private-host';
import type { SubkindFinder } from './subkind-names';
import type { Cell } from './table';
import { UNREAD } from './unread';

/** A row that can be loaded, before its body and its file are looked for. */
export type ImportedRow = {
  title: string;
  category: Category;
  subkind: string | null;
  body: string;
  summary: string | null;
  holder: string | null;
  publisher: string | null;
  made_on: string | null;
  made_at: string | null;
  year: number | null;
  form: string | null;
  retention: string | null;
  url: string | null;
  file: string | null;
};

export type RefusalCode =
  | 'title_missing'
  | 'category_missing'
  | 'unknown_category'
  | 'unknown_body'
  | 'file_missing'
  | 'formula_unread';
export type FlagCode =
  | 'url_unreadable'
  | 'url_private'
  | 'year_unreadable'
  | 'text_cut'
  | 'unknown_subkind'
  | 'personal_found';
/** `value` is what the list says there. */
export type Remark<C> = { code: C; value: string };

/** `keyYear`: the year a row is known again by, which was never taken from a title. */
export type ReadRow =
  | { ok: true; row: ImportedRow; keyYear: number | null; flags: Remark<FlagCode>[] }
  | ({ ok: false } & Remark<RefusalCode>);

const LONGEST = { title: 300, summary: 5000, text: 300 };

/** The cells of one row by what they say; null where the list has no such column, `undefined` is never given. */
export type Cells = { get(column: Column): Cell; has(column: Column): boolean };

/** What a list says outside its rows: the part a row stands in, or the title above the headings. */
export type Around = { category: Category | null; subkind: SubkindFinder };

/** Reads one row of a list. */
export function readRow(cells: Cells, around: Around): ReadRow {
  const cell = (column: Column): Cell => cells.get(column);
  const unread = READ.find((column) => String(cell(column) ?? '').includes(UNREAD));
  if (unread) return { ok: false, code: 'formula_unread', value: unread };
  const flags: Remark<FlagCode>[] = [];
  const text = (column: Column, longest = LONGEST.text): string | null => {
    const whole = textOf(cell(column));
    if (whole.length > longest) flags.push({ code: 'text_cut', value: column });
    return whole.slice(0, longest) || null;
  };
  // The printed DIP has no title of its own: there its summary is what an item is called by.
  const named = cells.has('title') ? text('title', LONGEST.title) : firstSentence(textOf(cell('summary')));
  if (!named) return { ok: false, code: 'title_missing', value: '' };
  const category = textOf(cell('category'));
  if (!category && !around.category) return { ok: false, code: 'category_missing', value: '' };
  const known = category ? readCategory(category) : around.category;
  if (!known) return { ok: false, code: 'unknown_category', value: category };
  const kind = textOf(cell('subkind'));
  const subkind = kind ? around.subkind(known, kind) : null;
  if (kind && !subkind) flags.push({ code: 'unknown_subkind', value: kind });
  const address = addressOf(textOf(cell('url')), textOf(cell('file')));
  if (address.wrong) flags.push({ code: 'url_unreadable', value: address.wrong });
  const inside = address.url !== null && leadsInside(address.url);
  if (inside) flags.push({ code: 'url_private', value: address.url as string });
  const made = madeOf(cell);
  const year = yearOf(textOf(cell('year')), named, made.made_on);
  if (year.wrong) flags.push({ code: 'year_unreadable', value: year.wrong });
  const row: ImportedRow = {
    title: named,
    category: known,
    subkind,
    body: textOf(cell('body')),
    summary: text('summary', LONGEST.summary),
    holder: text('holder'),
    publisher: text('publisher'),
    ...made,
    year: year.year,
    form: text('form'),
    retention: text('retention'),
    url: inside ? null : address.url,
    file: address.file,
  };
  return { ok: true, row, keyYear: year.key, flags };
}

/** What a row is called by, also one that is refused. */
export function nameOf(cells: Cells): string {
  return textOf(cells.get('title')).slice(0, LONGEST.title) || firstSentence(textOf(cells.get('summary')));
}

const READ: readonly Column[] = [
  ...(['title', 'category', 'subkind', 'body', 'summary', 'holder', 'publisher', 'made', 'made_on'] as const),
  ...(['made_at', 'year', 'form', 'retention', 'file', 'url'] as const),
];

/** The cells of a table's row. Several columns of one meaning are said one after another. */
export function cellsOf(row: readonly Cell[], columns: Columns): Cells {
  return {
    has: (column) => columns.has(column),
    get(column) {
      const at = columns.get(column) ?? [];
      if (at.length < 2) return row[at[0] ?? -1] ?? null;
      return at
        .map((one) => textOf(row[one] ?? null))
        .filter(Boolean)
        .join(', ');
    },
  };
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  const text = cleanText(String(cell));
  return /^[-–—.]+$/.test(text) ? '' : text;
}

function firstSentence(text: string): string {
  const line = text.split(/\n|(?<=[.;])\s/)[0] ?? '';
  return line.replace(/[.;]$/, '').slice(0, LONGEST.title);
}

function madeOf(cell: (column: Column) => Cell): { made_on: string | null; made_at: string | null } {
  const given = cell('made_on') ?? cell('made');
  const place = textOf(cell('made_at'));
  const found = given instanceof Date ? dayIn(given) : dayIn(textOf(given));
  // What is no day ("Semester I", "setiap tahun") is still said: the column is time and place together.
  const said = found ? found.rest : textOf(given);
  return {
    made_on: found?.day ?? null,
    made_at: [place, said].filter(Boolean).join(', ').slice(0, LONGEST.text) || null,
  };
}

/** "Laporan Keuangan Tahun 2021" is of 2021, whenever it was made. */
function yearOf(
  text: string,
  title: string,
  madeOn: string | null,
): { year: number | null; key: number | null; wrong: string | null } {
  const made = madeOn ? Number(madeOn.slice(0, 4)) : null;
  if (!text) return { year: yearIn(title) ?? made, key: made, wrong: null };
  const year = yearIn(text);
  return { year, key: year, wrong: year === null ? text : null };
}

function addressOf(url: string, file: string): { url: string | null; file: string | null; wrong: string | null } {
  // Many lists keep a link in the column of files.
  if (isWebAddress(file)) return { url: isWebAddress(url) ? url : file, file: null, wrong: null };
  const bare = /^www\.[^\s]+\.[a-z]{2,}/i.test(url) ? `https://${url}` : url;
  if (!bare) return { url: null, file: file || null, wrong: null };
  return isWebAddress(bare) && bare.length <= 1000
    ? { url: bare, file: file || null, wrong: null }
    : { url: null, file: file || null, wrong: url };
}
