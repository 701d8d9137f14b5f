import { ROOTS, STEM_OF } from './roots';

/**
 * Indonesian stems: "anggaran" and "penganggaran" have the same. Prefixes and suffixes are taken off by rule (after the
 * order of Porter's algorithm as F. Tala adapted it in 2003), guided by a small list of roots for the letters that a
 * prefix swallows. A stem need not be a word, it must only be the same for the words that belong together. Pure, and
 * the same for the index and for what is searched.
 */
export function stemOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z]{4,40}$/.test(word) ? stripped(word) : word;
  if (remembered.size >= 50_000) remembered.clear();
  remembered.set(word, stem);
  return stem;
}

const remembered = new Map<string, string>();

function stripped(given: string): string {
  if (ROOTS.has(given)) return rooted(given);
  const word = given.length > 6 && given.endsWith('nya') ? given.slice(0, -3) : given;
  // Each way of taking it apart, the most usual first: a root that is known ends the search.
  const ways = bases(word);
  return rooted(ways.find((way) => ROOTS.has(way)) ?? ways.at(-1) ?? word);
}

const rooted = (stem: string): string => STEM_OF[stem] ?? stem;

/** All that may be left of a word, from the whole word to what the rules leave. */
function bases(word: string): string[] {
  const found = [word, ...withoutSuffix({ left: word, kind: 'none' }).filter((left) => ROOTS.has(left))];
  let prefix: Prefix = { left: word, kind: 'none' };
  // At most two prefixes ("memper-", "diper-", "keber-"), each only where enough is left.
  for (let n = 0; n < 2; n++) {
    const next = firstPrefix(prefix.left, n, prefix.kind);
    if (!next || next.every(({ left }) => vowels(left) < 2)) break;
    const usable = next.filter(({ left }) => vowels(left) >= 2);
    for (const one of usable) found.push(...withoutSuffix(one), one.left);
    prefix = usable.at(-1) as Prefix;
    if (usable.some(({ left }) => ROOTS.has(left))) break;
    const bare = usable.flatMap((one) => withoutSuffix(one)).find((left) => ROOTS.has(left));
    if (bare) break;
  }
  // What the rules leave stands last.
  return [...found, ...withoutSuffix(prefix).slice(-1)];
}

type Prefix = { left: string; kind: 'none' | 'verb' | 'noun' };

/** What a prefix may leave, the unusual reading first, the usual one last; null where the word has none. */
function firstPrefix(word: string, depth: number, before: Prefix['kind']): Prefix[] | null {
  const nasal = /^(me|pe)(ng|ny|n|m)?(.+)$/.exec(word);
  const kind = before === 'verb' || word.startsWith('me') ? 'verb' : 'noun';
  const as = (...lefts: string[]): Prefix[] => lefts.filter(begins).map((left) => ({ left, kind }));
  if (nasal && (depth === 0 || (before === 'noun' && word.startsWith('pe')))) {
    const [, , sound, rest = ''] = nasal as unknown as [string, string, string | undefined, string];
    const vowel = /^[aiueo]/.test(rest);
    if (sound === 'ng' && vowel) return as(`k${rest}`, rest);
    if (sound === 'ng') return as(rest);
    if (sound === 'ny' && vowel) return as(`ny${rest}`, `s${rest}`);
    if (sound === 'n' && vowel) return as(`n${rest}`, `t${rest}`);
    if (sound === 'm' && vowel) return as(`m${rest}`, `p${rest}`);
    if (sound && /^[bcdfjpstvz]/.test(rest)) return as(rest);
    if (!sound && word.startsWith('per') && !/^per[aiueo]?$/.test(word)) return as(word.slice(3));
    if (!sound && word.startsWith('pel') && word.startsWith('pelajar')) return as('ajar');
    if (!sound) return as(rest);
  }
  if (/^(ber|per|ter)/.test(word)) {
    const left = word.slice(3);
    return begins(left) ? [{ left, kind: before === 'verb' || word.startsWith('t') ? 'verb' : 'noun' }] : null;
  }
  if (/^be.er/.test(word) && depth === 0) return [{ left: word.slice(2), kind: 'noun' }];
  if (/^(ke|di)/.test(word) && depth === 0) {
    const left = word.slice(2);
    // "ke-" makes a noun together with "-an"; alone it is seldom a prefix.
    if (!begins(left) || (word.startsWith('ke') && !word.endsWith('an'))) return null;
    return [{ left, kind: word.startsWith('di') ? 'verb' : 'noun' }];
  }
  return null;
}

/** The word without its suffix, the shortest last. `-i` and `-kan` follow verbs, `-an` nouns. */
function withoutSuffix({ left, kind }: Prefix): string[] {
  const bare: string[] = [];
  const cut = (n: number) => {
    const short = left.slice(0, -n);
    if (vowels(short) >= 1 && short.length >= 3) bare.push(short);
  };
  if (vowels(left) < 2) return bare;
  if (kind === 'verb' && left.endsWith('kan')) cut(3);
  else if (kind === 'verb' && left.endsWith('i') && !/[as]i$/.test(left)) cut(1);
  else if (left.endsWith('an') && (kind !== 'none' || vowels(left) >= 3)) cut(2);
  else if (kind === 'verb' && /[as]i$/.test(left) && ROOTS.has(left.slice(0, -1))) cut(1);
  return bare;
}

const vowels = (text: string): number => (text.match(/[aiueo]/g) ?? []).length;

/** A root begins with a vowel, a consonant and a vowel, or one of the clusters of loan words. */
const begins = (text: string): boolean =>
  /^([aiueo][a-z]|(ny|ng|kh|sy|[bcdfghjklmnpqrstvwyz])[aiueo]|(bl|br|dr|dw|fl|fr|gl|gr|kl|kr|kw|pl|pr|ps|sk|sl|sp|st|str|sw|tr)[aiueo])/.test(
    text,
  ) && text.length >= 3;
