/** One slip of the finger: a letter too many, too few, wrong, or two exchanged. Pure. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SHORTEST = 4;
const LONGEST = 25;

/**
 * Every word that one slip could have turned into this one; none for a short word, which is near to everything, nor for
 * one with other letters than a to z. About 54 for each letter of the word.
 */
export function neighbours(word: string): string[] {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return [];
  const found = new Set<string>();
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i);
    const after = word.slice(i);
    if (after) found.add(before + after.slice(1));
    if (after.length > 1) found.add(`${before}${after[1]}${after[0]}${after.slice(2)}`);
    for (const letter of LETTERS) {
      found.add(before + letter + after);
      if (after) found.add(before + letter + after.slice(1));
    }
  }
  found.delete(word);
  return [...found];
}

/** The likelier first: few begin a word wrongly, an exchanged or doubled letter is the commonest slip. */
export function likelierFirst(typed: string, words: readonly string[]): string[] {
  const letters = (word: string) => [...word].sort().join('');
  const rank = (word: string) => (word[0] === typed[0] ? 0 : 2) + (letters(word) === letters(typed) ? 0 : 1);
  return [...words].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
