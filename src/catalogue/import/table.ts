import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { jsonPieces, UnreadableJson } from '../../storage/json-thread';
import { underHeadings } from './merged';
import { type Merge, readSheet } from './sheet';

/** One cell as a list gives it. */
export type Cell = string | number | boolean | Date | null;

/**
 * A list: what stands above it, the names of its columns, and its rows below them. `numbers`: where each row stands in the
 * sheet, from 1, as whoever opens it sees. `sheet`: the one that was read of a work book with several.
 */
export type Table = {
  caption: string[];
  headings: string[];
  rows: Cell[][];
  numbers?: number[];
  sheet?: { name: string; of: number } | null;
};

/** Why a file is no list: the key of a sentence under `catalogue:import.why`. */
export type TableRefusal = { refused: 'empty' | 'json' | 'xlsx' | 'not_xlsx' | 'xls' | 'zip' | 'csv' };

/** Of a list as JSON: a hundred thousand documents with all their columns. */
const MOST_CELLS = 2_000_000;

/**
 * Reads a list from its bytes, whatever it calls itself: JSON (an array of rows, or one under `rows`), XLSX (its first sheet with known
 * headings) or CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252. `headingAt` finds the row of headings among the first
 * rows of a table, because printed lists begin with a title; -1 when there is none.
 */
export async function readTable(
  bytes: Buffer,
  name: string,
  headingAt: (rows: readonly Cell[][]) => number,
): Promise<Table | TableRefusal> {
  if (bytes.length === 0) return { refused: 'empty' };
  // An XLSX file is a ZIP archive.
  const isPacked = bytes.subarray(0, 2).toString('latin1') === 'PK';
  if (isPacked && /\.zip$/i.test(name)) return { refused: 'zip' };
  if (isPacked) return readXlsx(bytes, headingAt);
  // The form that Excel had before XLSX, whatever it is called by now.
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return { refused: 'xls' };
  if (/\.xlsx$/i.test(name)) return { refused: 'not_xlsx' };
  const text = decode(bytes);
  if (text.trim() === '') return { refused: 'empty' };
  if (/\.json$/i.test(name) || /^\s*\[\s*[{[\]]/.test(text)) return readJson(text);
  return readCsv(text, headingAt);
}

/**
 * What the thread does that reads a list as JSON: the names of its columns, then its rows. They are the array itself, or
 * stand under `rows` or `register.rows` of an object that says more about them.
 */
const ROWS_JOB = `
const list = [value, value?.rows, value?.register?.rows].find(Array.isArray);
if (!list) throw new Error('no array');
const objects = list.map((row) => (typeof row === 'object' && row !== null ? row : {}));
const names = new Set();
for (const row of objects) for (const key of Object.keys(row)) names.add(key);
const headings = [...names];
// Every row gets every column: rows that each bring a name of their own would make billions of cells.
if (headings.length * objects.length > ${MOST_CELLS}) throw new Error('too many cells');
const cellOf = (cell) => (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null);
return (function* () {
  yield { headings, rows: [] };
  for (let i = 0; i < objects.length; i += 1000)
    yield { rows: objects.slice(i, i + 1000).map((row) => headings.map((key) => cellOf(row[key]))) };
})();
`;

async function readJson(text: string): Promise<Table | TableRefusal> {
  const table: Table = { caption: [], headings: [], rows: [] };
  try {
    for await (const { headings, rows } of jsonPieces<{ headings?: string[]; rows: Cell[][] }>(text, ROWS_JOB)) {
      table.headings = headings ?? table.headings;
      for (const row of rows) table.rows.push(row);
    }
    return table;
  } catch (error) {
    if (error instanceof UnreadableJson) return { refused: 'json' };
    throw error;
  }
}

/** A work book may begin with a cover or instructions; among more sheets than these nobody looks for a list. */
const MOST_SHEETS = 10;

/** The first sheet with known headings; where none has any, the first one. */
async function readXlsx(bytes: Buffer, headingAt: (rows: readonly Cell[][]) => number): Promise<Table | TableRefusal> {
  let first: Table | null = null;
  for (let nth = 0, of = 1; nth < Math.min(of, MOST_SHEETS); nth++) {
    const sheet = await readSheet(bytes, { nth }).catch(() => null);
    if (sheet === null) return first ?? { refused: 'xlsx' };
    of = sheet.of;
    const several = of > 1 ? { name: sheet.name, of } : null;
    const table: Table = { ...below(sheet.rows as Cell[][], headingAt, sheet.merges), sheet: several };
    if (table.headings.length > 0) return table;
    first ??= table;
  }
  return first ?? { refused: 'xlsx' };
}

const PIECE = 65_536;

async function readCsv(text: string, headingAt: (rows: readonly Cell[][]) => number): Promise<Table | TableRefusal> {
  try {
    const options = { relax_column_count: true, relax_quotes: true, trim: true };
    const parser = parse({ ...options, delimiter: delimiterOf(text) });
    const rows: string[][] = [];
    parser.on('data', (row: string[]) => rows.push(row));
    const ended = finished(parser);
    ended.catch(() => undefined);
    for (let at = 0; at < text.length && !parser.destroyed; at += PIECE) {
      parser.write(text.slice(at, at + PIECE));
      // A large list must not hold up the site while it is taken apart.
      await new Promise((resolve) => setImmediate(resolve));
    }
    parser.end();
    await ended;
    return below(rows, headingAt);
  } catch {
    return { refused: 'csv' };
  }
}

/** The separator that the first lines use most, outside quotes. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const count = (mark: string) => bare.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function below(all: Cell[][], headingAt: (rows: readonly Cell[][]) => number, merges: readonly Merge[] = []): Table {
  const places = all.flatMap((row, i) => (row.some((cell) => cell !== null && String(cell).trim() !== '') ? [i] : []));
  const filled = places.map((i) => all[i] as Cell[]);
  const at = headingAt(filled.slice(0, 20));
  if (at < 0) return { caption: [], headings: [], rows: [] };
  const caption = filled.slice(0, at).map((row) =>
    row
      .filter((cell) => cell !== null)
      .join(' ')
      .trim(),
  );
  const { headings, depth } = underHeadings(all, places[at] as number, merges, filled[at + 1] ?? []);
  const first = filled[at + 1 + depth];
  // Lists after the printed form number their columns below the headings: 1, 2, 3 …
  const from = at + 1 + depth + (first && isNumbering(first) ? 1 : 0);
  return { caption, headings, rows: filled.slice(from), numbers: places.slice(from).map((i) => i + 1) };
}

function isNumbering(row: readonly Cell[]): boolean {
  const cells = row.filter((cell) => cell !== null && cell !== '').map((cell) => String(cell).replace(/[()]/g, ''));
  return cells.length > 2 && cells.every((cell, i) => cell === String(i + 1));
}

/** The text of a file in UTF-8, UTF-16 or Windows-1252. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

// 0x80 to 0x9F. By hand, because some versions of Node take Windows-1252 for Latin-1.
const SPECIAL = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (mark) => SPECIAL[mark.charCodeAt(0) - 0x80] as string);
}
