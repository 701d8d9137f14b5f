import type { Category } from '../../db/tables';
import { cleanText } from '../../web/forms';
import { readCategory } from '../categories';
import { isWebAddress } from '../document-forms';
import { dayIn, yearIn } from './days';
import type { Column } from './headings';
import type { Cell } from './table';

/** A row that can be loaded, before its body and its file are looked for. */
export type ImportedRow = {
  title: string;
  category: Category;
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

export type RefusalCode = 'title_missing' | 'category_missing' | 'unknown_category' | 'unknown_body' | 'file_missing';
export type FlagCode = 'url_unreadable' | 'year_unreadable' | 'text_cut';
/** `value` is what the list says there. */
export type Remark<C> = { code: C; value: string };

export type ReadRow = { ok: true; row: ImportedRow; flags: Remark<FlagCode>[] } | ({ ok: false } & Remark<RefusalCode>);

const LONGEST = { title: 300, summary: 5000, text: 300 };

/** Reads one row of a list by its columns. */
export function readRow(cells: readonly Cell[], columns: ReadonlyMap<Column, number>): ReadRow {
  const cell = (column: Column): Cell => cells[columns.get(column) ?? -1] ?? null;
  const flags: Remark<FlagCode>[] = [];
  const text = (column: Column, longest = LONGEST.text): string | null => {
    const whole = textOf(cell(column));
    if (whole.length > longest) flags.push({ code: 'text_cut', value: column });
    return whole.slice(0, longest) || null;
  };
  // The printed DIP has no title of its own: there its summary is what an item is called by.
  const named = columns.has('title') ? text('title', LONGEST.title) : firstSentence(textOf(cell('summary')));
  if (!named) return { ok: false, code: 'title_missing', value: '' };
  const category = textOf(cell('category'));
  if (!category) return { ok: false, code: 'category_missing', value: '' };
  const known = readCategory(category);
  if (!known) return { ok: false, code: 'unknown_category', value: category };
  const address = addressOf(textOf(cell('url')), textOf(cell('file')));
  if (address.wrong) flags.push({ code: 'url_unreadable', value: address.wrong });
  const made = madeOf(cell);
  const year = yearOf(textOf(cell('year')), made.made_on);
  if (year.wrong) flags.push({ code: 'year_unreadable', value: year.wrong });
  const row: ImportedRow = {
    title: named,
    category: known,
    body: textOf(cell('body')),
    summary: text('summary', LONGEST.summary),
    holder: text('holder'),
    publisher: text('publisher'),
    ...made,
    year: year.year,
    form: text('form'),
    retention: text('retention'),
    url: address.url,
    file: address.file,
  };
  return { ok: true, row, flags };
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

function yearOf(text: string, madeOn: string | null): { year: number | null; wrong: string | null } {
  if (!text) return { year: madeOn ? Number(madeOn.slice(0, 4)) : null, wrong: null };
  const year = yearIn(text);
  return { year, wrong: year === null ? text : null };
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
