/** Words of a search, split as the index splits titles. Pure. */

/**
 * `prefix`: the last word is still being typed, so its beginning is enough. `phrase`: words in quotes, which must follow
 * one another as they are; `text` is then the phrase.
 */
export type SearchWord = { text: string; prefix: boolean; phrase?: readonly string[] };

export const LONGEST_QUERY = 200;
const MOST_WORDS = 12;
// PostgreSQL refuses a word of more than 2,046 bytes, and two stand together in the index; no title has one of this length.
const LONGEST_WORD = 100;

/**
 * The words that a text is searched for: letters and digits of any script, lower case, the rest is a gap. Whatever is
 * typed (operators, `%`) therefore cannot break a search; a pair of quotes makes a phrase. A text without a letter or
 * digit has no words.
 */
export function searchWords(text: string): SearchWord[] {
  const found: SearchWord[] = [];
  let left = MOST_WORDS;
  const pieces = text.split(/["“”„«»]/);
  for (const [i, piece] of pieces.entries()) {
    const words = wordsIn(piece).slice(0, left);
    left -= words.length;
    // Between the first and the second quote, the third and the fourth; the last quote may stand alone.
    const quoted = i % 2 === 1 && i < pieces.length - 1;
    if (quoted && words.length > 0) found.push({ text: words.join(' '), prefix: false, phrase: words });
    else found.push(...words.map((word) => ({ text: word, prefix: false })));
  }
  const last = found.at(-1);
  if (last && !last.phrase) last.prefix = true;
  return found;
}

/** Words of a longer text that tell something about it, each once, the longest first: for finding what is like it. */
export function tellingWords(text: string, most = 8): string[] {
  const words = new Set(wordsIn(text).filter((word) => word.length > 2 && !SMALL_WORDS.has(word)));
  return [...words].sort((a, b) => b.length - a.length).slice(0, most);
}

/** All words of a text in their order, lower case, none longer than the index keeps. */
export function wordsIn(text: string): string[] {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter(Boolean);
  return words.map((word) => (word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word));
}

/** They join other words and tell nothing: a search that has others does without them. */
export const JOINING_WORDS: ReadonlySet<string> = new Set(
  'dan atau yang di ke dari untuk pada dengan oleh atas'.split(' '),
);

const SMALL_WORDS = new Set(
  (
    'yang dan untuk dari pada dengan dalam atau oleh ini itu saya kami ingin mohon minta meminta mendapatkan salinan data ' +
    'dokumen informasi tentang mengenai terkait tahun kabupaten demak adalah akan telah sudah belum tidak para serta bagi ' +
    'the and for from with this that about please copy document information'
  ).split(' '),
);
