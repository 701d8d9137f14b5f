import type { Cell, Table } from '../../catalogue/import/table';
import { type Column, KEYS, NO_COLUMN, WORDS } from './heading-words';

export type Columns = ReadonlyMap<Column, number>;

/** Where each known column stands; of two that mean the same the plainer, else the first. */
export function columnsOf(headings: readonly string[]): Columns {
  const found = new Map<Column, { rank: number; at: number }>();
  headings.forEach((heading, at) => {
    const meant = meaning(heading);
    const there = meant && found.get(meant.column);
    if (meant && (!there || meant.rank < there.rank)) found.set(meant.column, { rank: meant.rank, at });
  });
  return new Map([...found].map(([column, { at }]) => [column, at]));
}

/** Of two lines the lower one says what the column holds: "Hari dan tanggal" over "Pemberitahuan tertulis". */
function meaning(heading: string): { column: Column; rank: number } | null {
  const lines = heading.split('\n');
  for (const text of lines.length > 1 ? [lines.at(-1) ?? '', lines.join(' ')] : lines) {
    const plain = text.trim().toLowerCase();
    if (KEYS.has(plain)) return { column: plain as Column, rank: -1 };
    const words = plain.replace(/[^a-z]+/g, ' ').trim();
    if (NO_COLUMN.test(words)) return null;
    const rank = WORDS.findIndex(([pattern]) => pattern.test(words));
    const column = WORDS[rank]?.[1];
    if (column) return { column, rank };
  }
  return null;
}

/** Which of the first rows holds the headings: the one that names the most columns, at least two; -1 when none does. */
export function headingRow(rows: readonly (readonly unknown[])[]): number {
  const known = rows.map(
    (row) => columnsOf(row.map((cell) => (typeof cell === 'string' && cell.length < 160 ? cell : ''))).size,
  );
  const most = Math.max(0, ...known);
  return most < 2 ? -1 : known.indexOf(most);
}

const LOWER =
  /^(ya|tidak|ada|biaya|cara|cara pembayaran|soft ?copy|hard ?copy|.*(didokumentasikan|penguasaan|melihat|mengetahui|salinan|pemberitahuan|pemberian|penyerahan).*)$/i;

/** A sheet saved as text has lost what was merged: the second row of headings would pass for the first case. */
export function withLowerHeadings(table: Table): Table {
  const [first, ...rest] = table.rows;
  const said = (first ?? []).map((cell) => (cell === null ? '' : String(cell).trim()));
  const filled = said.filter((text) => text !== '');
  if (filled.length === 0 || !filled.every((text) => LOWER.test(text))) return table;
  let upper = '';
  const headings = Array.from({ length: Math.max(table.headings.length, said.length) }, (_, at) => {
    upper = table.headings[at] || upper;
    return said[at] ? `${upper}\n${said[at]}` : (table.headings[at] ?? '');
  });
  return { ...table, headings, rows: isNumbering(rest[0]) ? rest.slice(1) : rest };
}

/** "1, 2, 3 …" below the headings, as the printed form has it. */
function isNumbering(row: readonly Cell[] | undefined): boolean {
  const cells = (row ?? [])
    .filter((cell) => cell !== null && cell !== '')
    .map((cell) => String(cell).replace(/[()]/g, ''));
  return cells.length > 2 && cells.every((cell, i) => cell === String(i + 1));
}
