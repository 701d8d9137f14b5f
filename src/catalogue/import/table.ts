import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { underHeadings } from './merged';
import { type Merge, readSheet } from './sheet';

/** One cell as a list gives it. */
export type Cell = string | number | boolean | Date | null;

/** A list: what stands above it, the names of its columns, and its rows below them. */
export type Table = { caption: string[]; headings: string[]; rows: Cell[][] };

/** Why a file is no list: the key of a sentence under `catalogue:import.why`. */
export type TableRefusal = { refused: 'empty' | 'json' | 'xlsx' | 'csv' };

/** Of a list as JSON: a hundred thousand documents with all their columns. */
const MOST_CELLS = 2_000_000;

/**
 * Reads a list from its bytes, whatever it calls itself: JSON (an array of rows), XLSX (its first sheet) or CSV with
 * commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252. `headingAt` finds the row of headings among the first
 * rows of a table, because printed lists begin with a title; -1 when there is none.
 */
export async function readTable(
  bytes: Buffer,
  name: string,
  headingAt: (rows: readonly Cell[][]) => number,
): Promise<Table | TableRefusal> {
  if (bytes.length === 0) return { refused: 'empty' };
  // An XLSX file is a ZIP archive.
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' || /\.xlsx$/i.test(name)) return readXlsx(bytes, headingAt);
  const text = decode(bytes);
  if (text.trim() === '') return { refused: 'empty' };
  if (/\.json$/i.test(name) || /^\s*\[\s*[{[\]]/.test(text)) return readJson(text);
  return readCsv(text, headingAt);
}

function readJson(text: string): Table | TableRefusal {
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows)) return { refused: 'json' };
    const objects = rows.map((row) =>
      typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {},
    );
    const headings = [...new Set(objects.flatMap((row) => Object.keys(row)))];
    // Every row gets every column: rows that each bring a name of their own would make billions of cells.
    if (headings.length * objects.length > MOST_CELLS) return { refused: 'json' };
    return { caption: [], headings, rows: objects.map((row) => headings.map((key) => cellOf(row[key]))) };
  } catch {
    return { refused: 'json' };
  }
}

function cellOf(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

async function readXlsx(bytes: Buffer, headingAt: (rows: readonly Cell[][]) => number): Promise<Table | TableRefusal> {
  try {
    const { rows, merges } = await readSheet(bytes);
    return below(rows as Cell[][], headingAt, merges);
  } catch {
    return { refused: 'xlsx' };
  }
}

const PIECE = 65_536;

async function readCsv(text: string, headingAt: (rows: readonly Cell[][]) => number): Promise<Table | TableRefusal> {
  try {
    const options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true };
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
  const filled = all.filter((row) => row.some((cell) => cell !== null && String(cell).trim() !== ''));
  const at = headingAt(filled.slice(0, 20));
  if (at < 0) return { caption: [], headings: [], rows: [] };
  const caption = filled.slice(0, at).map((row) =>
    row
      .filter((cell) => cell !== null)
      .join(' ')
      .trim(),
  );
  const { headings, depth } = underHeadings(all, all.indexOf(filled[at] as Cell[]), merges, filled[at + 1] ?? []);
  const [first, ...rest] = filled.slice(at + 1 + depth);
  // Lists after the printed form number their columns below the headings: 1, 2, 3 …
  const rows = first && isNumbering(first) ? rest : filled.slice(at + 1 + depth);
  return { caption, headings, rows };
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
