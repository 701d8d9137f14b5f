/** Words of a search, split as the index splits titles. Pure. */

/** `prefix`: the last word is still being typed, so its beginning is enough. */
export type SearchWord = { text: string; prefix: boolean };

export const LONGEST_QUERY = 200;
const MOST_WORDS = 12;
// PostgreSQL refuses a word of more than 2,046 bytes; no title has one of this length.
const LONGEST_WORD = 100;

/**
 * The words that a text is searched for: letters and digits of any script, lower case, the rest is a gap. Whatever is
 * typed (quotes, operators, `%`) therefore cannot break a search. A text without a letter or digit has no words.
 */
export function searchWords(text: string): SearchWord[] {
  const words = wordsOf(text).slice(0, MOST_WORDS);
  return words.map((word, i) => ({ text: word, prefix: i === words.length - 1 }));
}

/** Words of a longer text that tell something about it, each once, the longest first: for finding what is like it. */
export function tellingWords(text: string, most = 8): string[] {
  const words = new Set(
    wordsOf(text).filter((word) => word.length > 2 && word.length <= LONGEST_WORD && !SMALL_WORDS.has(word)),
  );
  return [...words].sort((a, b) => b.length - a.length).slice(0, most);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter(Boolean);
}

const SMALL_WORDS = new Set(
  (
    'yang dan untuk dari pada dengan dalam atau oleh ini itu saya kami ingin mohon minta meminta mendapatkan salinan data ' +
    'dokumen informasi tentang mengenai terkait tahun kabupaten demak adalah akan telah sudah belum tidak para serta bagi ' +
    'the and for from with this that about please copy document information'
  ).split(' '),
);
