type Has = (codePoint: number) => boolean;

/**
 * A text with nothing in it that the font cannot show. Signs from elsewhere (中, an emoji) are not left out of an official
 * letter: they stand as their Unicode number, from which anybody can look them up.
 */
export function printable(text: string, has: Has): string {
  const lines = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n');
  return Array.from(lines, (sign) => shown(sign, has)).join('');
}

function shown(sign: string, has: Has): string {
  if (sign === '\n' || hasAll(sign, has)) return sign;
  if (/[\t\p{Zs}]/u.test(sign)) return ' ';
  // What only steers neighbouring signs says nothing by itself.
  if (/[\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(sign)) return '';
  const plainer = sign.normalize('NFKC');
  if (hasAll(plainer, has)) return plainer;
  return `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Where a line may end inside a word; the letters' fonts show nothing for it. */
export const MAY_END = '\u200b';

/**
 * The same text with places to end a line in what has no spaces: addresses, hashes, what somebody typed without end. The
 * library finds such places by itself in time that grows with the square of the length.
 */
export function breakable(text: string): string {
  return text.replace(/\S{45,}/gu, (word) => word.replace(/(\P{M}\p{M}*){6}/gu, `$&${MAY_END}`));
}

const hasAll = (text: string, has: Has): boolean => Array.from(text).every((sign) => has(sign.codePointAt(0) ?? 0));
