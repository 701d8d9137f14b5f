const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
const PLACEHOLDER = /\{(seq(?::[1-9])?|month|roman month|year)\}/g;

/** How letters are numbered until the region sets its own way under the setting `letter_number_format`. */
export const LETTER_NUMBER_FORMAT = '{seq:3}/PPID/{roman month}/{year}';

/**
 * The number of a letter: `{seq}` or `{seq:3}` (padded with zeros), `{month}` (`01`–`12`), `{roman month}` and `{year}`
 * are filled in, everything else stays. `datedOn` is `YYYY-MM-DD`.
 */
export function letterNumber(format: string, seq: number, datedOn: string): string {
  const [year = '', month = ''] = datedOn.split('-');
  return format.replace(PLACEHOLDER, (_, name: string) => {
    if (name === 'year') return year;
    if (name === 'month') return month;
    if (name === 'roman month') return ROMAN[Number(month) - 1] ?? '';
    return String(seq).padStart(Number(name.split(':')[1] ?? 1), '0');
  });
}

/** True for a format that gives each letter of a region a number of its own: it needs the sequence and the year, once each. */
export function isLetterNumberFormat(format: string): boolean {
  const names = [...format.matchAll(PLACEHOLDER)].map((match) => String(match[1]).split(':')[0]);
  const once = (name: string) => names.filter((other) => other === name).length === 1;
  const rest = format.replace(PLACEHOLDER, '');
  return once('seq') && once('year') && format.length <= 80 && !/[{}\r\n]/.test(rest);
}
