/** What in a text may be personal data: what a machine can know by its form. Names and addresses it cannot. */
export const PERSONAL_KINDS = ['nik', 'kk', 'phone', 'email', 'account'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** `shown` is masked: enough to find it again in the file. `page` null where the file has no pages. */
export type Finding = { kind: PersonalKind; shown: string; page: number | null; times: number };

type Found = { kind: PersonalKind; value: string };
type Detector = {
  pattern: RegExp;
  /** Judges a match by what stands before it, too; null when it is something else. */
  judge: (match: RegExpExecArray, before: string) => Found | null;
};

/** Bounds what one file can make us keep. */
export const MOST_FINDINGS = 2_000;
const BEFORE = 40;

/** Codes of the provinces, with which every NIK and number of a family card begins (Permendagri 72/2022). */
const PROVINCES = new Set([
  ...[11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65],
  ...[71, 72, 73, 74, 75, 76, 81, 82, 91, 92, 93, 94, 95, 96, 97],
]);

/** Mail that is somebody's own; addresses of offices are public. */
const OWN_MAIL = [
  ...[
    'gmail',
    'googlemail',
    'yahoo',
    'ymail',
    'rocketmail',
    'hotmail',
    'outlook',
    'live',
    'msn',
    'icloud',
    'me',
    'aol',
  ],
  ...['proton', 'protonmail', 'gmx', 'zoho', 'yandex'],
].join('|');

const BANKS = 'bri|bni|bca|btn|bsi|bpd|bkk|mandiri|cimb|danamon|permata|muamalat|bank\\s+[a-z]+';

/** In this order: what one has taken, the next does not see. */
const DETECTORS: readonly Detector[] = [
  {
    pattern:
      /(?<!\d)(?:\d{16}|(?<!\d[ |])\d(?:[ |]\d){15}(?![ |]\d)|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}|\d{6}([ .-])\d{6}\2\d{4}|(?:\d{2}([.-])){3}\d{6}\3\d{4})(?!\d)/g,
    judge: ([match], before) => {
      const value = digits(match);
      const card = /\b(?:no(?:mor)?\.?\s*)?(?:kk|kartu keluarga)\b/i.test(before);
      const named = card || /\b(?:nik|ktp|induk kependudukan)\b/i.test(before);
      return named || plausible(value) ? { kind: card ? 'kk' : 'nik', value } : null;
    },
  },
  {
    pattern: /(?<![\d.,])(?:\(?\+?62\)?[ .-]?|0)8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{2,6}(?!\d)/g,
    judge: ([match]) => {
      const value = digits(match).replace(/^62/, '0');
      return value.length >= 10 && value.length <= 13 ? { kind: 'phone', value } : null;
    },
  },
  {
    pattern: new RegExp(`(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@(?:${OWN_MAIL})(?:\\.[a-z]{2,4}){1,2}\\b`, 'gi'),
    judge: ([match]) => ({ kind: 'email', value: match.toLowerCase() }),
  },
  {
    pattern: new RegExp(`\\b(?:rekening|rek\\b|a/c|${BANKS})[^\\d\\n]{0,40}(\\d[\\d .-]{8,24}\\d)(?!\\d)`, 'gi'),
    judge: ([, number = ''], before) => {
      const value = digits(number);
      // 5.1.02.01.01.0024 is a line of a budget.
      const budget = /kode\s*$/i.test(before) || /^\d(?:\.\d{1,2}){2}/.test(number);
      return !budget && value.length >= 10 && value.length <= 16 ? { kind: 'account', value } : null;
    },
  },
];

/**
 * Finds numbers and addresses that look like somebody's in the text of a file, each once with the first page it stands on
 * (`paged`: the texts are pages). Takes a moment for a long text: its length is bounded where it is read.
 */
export function personalData(texts: readonly string[], { paged }: { paged: boolean }): Finding[] {
  const found = new Map<string, Finding>();
  texts.forEach((text, i) => {
    for (const { kind, value } of inText(text)) {
      const known = found.get(`${kind} ${value}`);
      if (known) known.times += 1;
      else if (found.size < MOST_FINDINGS)
        found.set(`${kind} ${value}`, { kind, shown: masked(kind, value), page: paged ? i + 1 : null, times: 1 });
    }
  });
  return [...found.values()];
}

function inText(given: string): Found[] {
  const found: Found[] = [];
  let text = plain(given);
  for (const { pattern, judge } of DETECTORS) {
    const taken: [from: number, to: number][] = [];
    for (const match of text.matchAll(pattern)) {
      const one = judge(match, text.slice(Math.max(0, match.index - BEFORE), match.index));
      if (!one) continue;
      found.push(one);
      taken.push([match.index, match.index + match[0].length]);
    }
    text = without(text, taken);
  }
  return found;
}

/**
 * The same text with one kind of blank, of dash and of digit, without signs that take no room, and with a number of sixteen
 * digits written out that a program of tables has kept as 3.321011450789001E15.
 */
function plain(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(
      /(?<![\d.,])(\d)[.,](\d{11,15})E\+?0*15(?!\d)/gi,
      (_, first: string, rest: string) => first + rest.padEnd(15, '0'),
    );
}

function without(text: string, taken: readonly [number, number][]): string {
  let at = 0;
  const pieces = taken.map(([from, to]) => {
    const piece = `${text.slice(at, from)}${' '.repeat(to - from)}`;
    at = to;
    return piece;
  });
  return pieces.join('') + text.slice(at);
}

/**
 * 16 digits that can be a NIK or the number of a family card: a province, and a day of birth (or of issue) in the middle,
 * 40 more for a woman, and a running number that is never zero (Perpres 96/2018; Permendagri 109/2019).
 */
export function plausible(number: string): boolean {
  const part = (from: number, to: number) => Number(number.slice(from, to));
  const day = part(6, 8) > 40 ? part(6, 8) - 40 : part(6, 8);
  const month = part(8, 10);
  const dated = day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return number.length === 16 && PROVINCES.has(part(0, 2)) && dated && part(12, 16) > 0;
}

const digits = (text: string): string => text.replace(/\D/g, '');

function masked(kind: PersonalKind, value: string): string {
  if (kind !== 'email') return `${'•'.repeat(Math.max(4, value.length - 4))}${value.slice(-4)}`;
  const [name = '', host] = value.split('@');
  return `${name.slice(0, 1)}•••@${host}`;
}
