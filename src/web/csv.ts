/** The mark of UTF-8 before the first line: without it a spreadsheet guesses another encoding. */
export const CSV_START = '\ufeff';

type Cell = string | number | null;

/**
 * One line of a CSV file (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula and run gets an apostrophe
 * before it: its text came from somebody else. `separator` is a comma, or a semicolon where commas are decimals.
 */
export function csvLine(cells: readonly Cell[], separator: ',' | ';' = ','): string {
  return `${cells.map((cell) => cellText(cell, separator)).join(separator)}\r\n`;
}

/** A small table as one CSV file. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  CSV_START + rows.map((cells) => csvLine(cells)).join('');

function cellText(cell: Cell, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  const quoted = safe.includes(separator) || /["\r\n]|^\s|\s$/.test(safe);
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}
