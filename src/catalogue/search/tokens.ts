import { wordsIn } from '../words';
import { stemOf } from './stems';

/** What of a document is looked through: its title, its summary, the text of its files; with what it is filtered by. */
export type Searchable = {
  region_id: number;
  body_id: number;
  category: string;
  year: number | null;
  format: string | null;
  title: string;
  /** Of an exempt item always null. */
  summary: string | null;
  texts: readonly string[];
};

/** Where a word stands: in the title (`t`), in the summary and not in the title (`s`), anywhere (`a`). */
export type Scope = 't' | 's' | 'a';

// Of a file this many words are looked through, and this many of them for phrases: a book of tables is no better found
// for its hundred-thousandth number, and either engine must hold what a document has in one row.
const MOST_WORDS = 40_000;
const MOST_TOKENS = 10_000;
const MOST_PAIR_WORDS = 5_000;

/**
 * The words of the index for a document, the same on both engines: for each place (`t`, `s`, `a`) the stem of a word
 * (`r`), the word itself where its stem is another (`w`), and neighbours (`p`), which is how a phrase is found; then
 * the filters (`f`). Each is one token of letters, digits and `_`. What stands in a title stands anywhere, too: most
 * searches ask for that, and one list is read in half the time of three.
 */
export function tokensOf(document: Searchable): Set<string> {
  const seen = new Set<string>();
  const tokens = new Set<string>(facetTokens(document));
  const add = (scope: Scope, text: string) => {
    const words = wordsIn(text).slice(0, scope === 'a' ? MOST_WORDS : MOST_PAIR_WORDS);
    let before: string | null = null;
    for (const [i, word] of words.entries()) {
      if (scope === 'a' && tokens.size >= MOST_TOKENS) return;
      for (const token of tokensOfWord(word, i < MOST_PAIR_WORDS ? before : null)) {
        if (seen.has(token)) continue;
        seen.add(token);
        tokens.add(scope + token);
        tokens.add(`a${token}`);
      }
      before = word;
    }
  };
  add('t', document.title);
  if (document.summary) add('s', document.summary);
  for (const text of document.texts) add('a', text);
  return tokens;
}

/** How many neighbouring documents share a block (a power of two): a search of the newest looks block after block. */
export const BLOCK_BITS = 12;

function tokensOfWord(word: string, before: string | null): string[] {
  const stem = stemOf(word);
  const own = stem === word ? [rootToken(stem)] : [rootToken(stem), wordToken(word)];
  return before === null ? own : [...own, pairToken(before, word)];
}

export const rootToken = (stem: string): string => `r${stem}`;
const wordToken = (word: string): string => `w${word}`;
const pairToken = (first: string, second: string): string => `p${first}_${second}`;

/** The tokens that hold a phrase: its neighbours, or the word itself where it is one. */
export function phraseTokens(words: readonly string[]): string[] {
  const [only = ''] = words;
  if (words.length < 2) return [stemOf(only) === only ? rootToken(only) : wordToken(only)];
  return words.slice(1).map((word, i) => pairToken(words[i] as string, word));
}

type Facets = {
  region_id: number | null;
  body_id?: number | null;
  category?: string | null;
  year?: number | null;
  format?: string | null;
};

/** By what a document can be filtered, as tokens. Body and year together are one more: a short list of its own. */
function facetTokens(document: Facets): string[] {
  return [...new Set([{ ...document, year: null }, { ...document, body_id: null }, document].flatMap(askedFacets))];
}

/**
 * A filter as tokens, what narrows most first: body and year, format, category, region. A body is of one region: to ask for
 * that, too, would look each document up in the list of all.
 */
export function askedFacets({ region_id, body_id, category, year, format }: Facets): string[] {
  const given = [
    ['b', body_id && year ? `${body_id}y${year}` : body_id],
    ['y', body_id ? null : year],
    ['f', format],
    ['k', category],
    ['r', body_id ? null : region_id],
  ] as const;
  return given.flatMap(([mark, value]) => (value ? [`f${mark}${String(value).replaceAll('-', '')}`] : []));
}

export const isRegion = (facet: string): boolean => facet.startsWith('fr');

/** A word that somebody may type in part or wrongly: letters only. */
export function isKnowable(word: string): boolean {
  return word.length >= 3 && word.length <= 30 && /^\p{L}+$/u.test(word);
}
