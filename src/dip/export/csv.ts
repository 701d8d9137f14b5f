const BOM = '\uFEFF';
/** Comma, CRLF, UTF-8 with its mark: RFC 4180, and what a spreadsheet opens with the right letters. */
const END = '\r\n';

/** A spreadsheet would take such a cell for a formula and run it; with the apostrophe it is a text. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The first line of a file, with the mark of its encoding. */
export const csvHead = (heads: readonly string[]): string => `${BOM}${csvLine(heads)}`;

export const csvLine = (cells: readonly (string | number | null)[]): string => cells.map(cell).join(',') + END;
