import { parse } from 'csv-parse/sync';
import { weekday } from '../../calendar/working-days';
import { dayIn } from '../../catalogue/import/days';
import { kindIn, type ListedDay, LONGEST_NAME, MOST_DAYS, plainName, type ReadList, type Remark } from './listed';

const MOST_LINES = 5000;

type Columns = { date: number; name: number; kind: number | null };
type Row = { line: number; cells: string[] };

const HEADINGS = {
  date: /^(tanggal|tgl\.?|date|start ?date|mulai|hari dan tanggal)$/i,
  name: /^(nama|name|keterangan|uraian|hari libur|peringatan|acara|summary|subject|description)$/i,
  kind: /^(jenis|kind|type|tipe|kategori|category|status)$/i,
};

// Sunday first, as the calendar counts.
const WEEKDAYS = [
  /^(minggu|ahad|sunday)$/i,
  /^(senin|monday)$/i,
  /^(selasa|tuesday)$/i,
  /^(rabu|wednesday)$/i,
  /^(kamis|thursday)$/i,
  /^(jum[’'`]?at|friday)$/i,
  /^(sabtu|saturday)$/i,
];

/**
 * Reads a list with one day in each line: date, name and kind, separated by semicolons, tabs or commas, with or without
 * headings. Every line is read for itself, so that a quote left open spoils one line and not the rest.
 */
export function readCsv(text: string): ReadList {
  const list: ReadList = { days: [], problems: [], notices: [] };
  const lines = text.split(/\r\n|\r|\n/).map((one, index) => ({ line: index + 1, text: one.replace(/^\ufeff/, '') }));
  const filled = lines.filter((one) => one.text.trim() !== '');
  // Each line is read for itself, which takes time: no list has a hundred times the days of a year's decree.
  if (filled.length > MOST_LINES) {
    list.problems.push({ line: null, code: 'too_many', vars: { most: MOST_DAYS } });
    return list;
  }
  const delimiter = delimiterOf(filled[0]?.text ?? '');
  const rows = filled.flatMap(({ line, text: one }): Row[] => {
    const cells = cellsOf(one, delimiter);
    if (!cells) list.problems.push({ line, code: 'broken_quotes' });
    else if (cells.some((cell) => cell !== '')) return [{ line, cells }];
    return [];
  });
  const headed = columnsOf(rows[0]?.cells ?? []);
  for (const row of headed ? rows.slice(1) : rows) {
    const read = readRow(row, headed ?? unheaded(row.cells));
    if ('code' in read) list.problems.push(read);
    else list.days.push(read);
  }
  if (list.days.length + list.problems.length === 0) list.problems.push({ line: null, code: 'no_days' });
  return list;
}

function cellsOf(text: string, delimiter: string): string[] | null {
  try {
    return (parse(text, { delimiter, relax_column_count: true, trim: true }) as string[][])[0] ?? [];
  } catch {
    return null;
  }
}

/** A comma may stand inside a date ("Sabtu, 1 Januari 2028"), so it comes last. */
function delimiterOf(first: string): string {
  return [';', '\t', '|'].find((mark) => first.includes(mark)) ?? ',';
}

function columnsOf(cells: readonly string[]): Columns | null {
  const at = (heading: RegExp) => cells.findIndex((cell) => heading.test(cell));
  const [date, name, kind] = [at(HEADINGS.date), at(HEADINGS.name), at(HEADINGS.kind)];
  return date < 0 || name < 0 ? null : { date, name, kind: kind < 0 ? null : kind };
}

/** Without headings: the date, then the name, and the kind before or after the name. */
function unheaded(cells: readonly string[]): Columns {
  const date = Math.max(
    0,
    cells.findIndex((cell) => dayIn(cell) !== null),
  );
  const [a, b] = [date + 1, date + 2];
  const second = (cells[b] ?? '') !== '';
  // "Cuti Bersama Natal" is a name that speaks of its kind: only a cell that says nothing else is a kind.
  if (second && isKind(cells[a] ?? '') && !isKind(cells[b] ?? '')) return { date, kind: a, name: b };
  return { date, name: a, kind: second ? b : null };
}

const isKind = (cell: string): boolean => /^(libur([\s_-]nasional)?|cuti[\s_-]bersama|lokal|local)$/i.test(cell.trim());

function readRow({ line, cells }: Row, columns: Columns): ListedDay | Remark {
  const written = cells[columns.date] ?? '';
  const short = written.slice(0, 60);
  const found = dayIn(written);
  if (written === '') return { line, code: 'date_missing' };
  if (!found) return { line, code: 'no_date', vars: { text: short } };
  if (/\d/.test(found.rest)) return { line, code: 'several_dates', vars: { text: short } };
  const said = WEEKDAYS.findIndex((name) => name.test(found.rest));
  if (said >= 0 && said !== weekday(found.day)) return { line, code: 'weekday_wrong', vars: { text: short } };
  const { name, tentative } = plainName(cells[columns.name] ?? '');
  if (name === '') return { line, code: 'no_name' };
  if (name.length > LONGEST_NAME) return { line, code: 'name_long', vars: { most: LONGEST_NAME } };
  const word = columns.kind === null ? '' : (cells[columns.kind] ?? '');
  const kind = word === '' ? (kindIn(name) ?? 'libur_nasional') : kindIn(word);
  if (kind === null) return { line, code: 'unknown_kind', vars: { text: word.slice(0, 60) } };
  return { line, date: found.day, kind, name, tentative };
}
