const MONTHS = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];
const ENGLISH: Record<string, string> = {
  may: 'mei',
  aug: 'agu',
  oct: 'okt',
  dec: 'des',
  ags: 'agu',
  nop: 'nov',
  peb: 'feb',
};

/**
 * A day written as lists write it (`2024-01-31`, `31/01/2024`, `31-1-2024`, "31 Januari 2024", a spreadsheet's date), as
 * `YYYY-MM-DD`, with what was written around it: "Demak, 31 Januari 2024" leaves "Demak". Null when there is no such day.
 */
export function dayIn(value: string | Date): { day: string; rest: string } | null {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : { day: value.toISOString().slice(0, 10), rest: '' };
  const iso = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/.exec(value);
  if (iso) return found(value, iso, iso[1], iso[2], iso[3]);
  const numeric = /\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})\b/.exec(value);
  if (numeric) return found(value, numeric, numeric[3], numeric[2], numeric[1]);
  const named = /\b(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?[\s-]+(\d{4})\b/.exec(value);
  if (!named) return null;
  const short = (named[2] as string).slice(0, 3).toLowerCase();
  const month = MONTHS.indexOf(ENGLISH[short] ?? short) + 1;
  return month === 0 ? null : found(value, named, named[3], String(month), named[1]);
}

/** The year that a text names, between 1900 and 2099, when it names only one. */
export function yearIn(text: string): number | null {
  const years = new Set(text.match(/\b(19|20)\d{2}\b/g));
  const [only] = years;
  return years.size === 1 ? Number(only) : null;
}

function found(
  text: string,
  match: RegExpExecArray,
  year = '',
  month = '',
  day = '',
): { day: string; rest: string } | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00.000Z`);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(date)) return null;
  const rest = text.replace(match[0], '').replace(/^[\s,;:()-]+|[\s,;:()-]+$/g, '');
  return { day: date, rest };
}
