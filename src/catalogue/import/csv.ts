/** A spreadsheet opens it with the right letters, and with a column for each cell where commas are decimals. */
export const CSV_START = '\ufeff';

/**
 * One line of a CSV file with semicolons. A cell that a spreadsheet would take for a formula gets an apostrophe before it:
 * its text came from somebody's list.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cellText).join(';')}\r\n`;
}

function cellText(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
