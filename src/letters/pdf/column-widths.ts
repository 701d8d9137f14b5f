import { type Paper, type Style, setStyle } from './paper';

/** What is longer, or no word of a language (an address, a hash), may be broken: it would take the room of all others. */
const WORD = /^[\p{L}\p{N}().,;:"“”‘’-]{1,20}$/u;
/** Between words, and where a line may end inside one: after a stroke, but not before the digits of a number of a case. */
const BETWEEN = /[\s/–]+|-(?!\p{N})/u;
const MOST_KNOWN = 20_000;

/** How wide each column must be at least, so that no word in it is broken. Words are measured once. */
export function wordMeter(paper: Paper, columns: number) {
  const needs = Array.from({ length: columns }, () => 0);
  const known = new Map<string, number>();
  const widthOf = (word: string, style: Style): number => {
    const key = `${style.bold ? 'b' : ''}${style.size} ${word}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    setStyle(paper, style);
    // With what follows it, a space or the end of its line, as the library measures a word before it breaks it.
    const width = Math.max(...[' ', '\n'].map((after) => paper.pdf.widthOfString(word + after)));
    known.set(key, width);
    return width;
  };
  return {
    needs,
    read(texts: readonly string[], style: Style): void {
      texts.forEach((text, i) => {
        for (const word of new Set(text.split(BETWEEN))) {
          if (WORD.test(word)) needs[i] = Math.max(needs[i] ?? 0, widthOf(word, style));
        }
      });
    },
  };
}

/** Widths of the same sum in which narrow columns get what they need from those that have more than they need. */
export function fitted(widths: readonly number[], needs: readonly number[]): number[] {
  const lacks = widths.map((width, i) => Math.max(0, (needs[i] ?? 0) - width));
  const spare = widths.map((width, i) => Math.max(0, width - (needs[i] ?? 0)));
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
  const [lacking, spared] = [sum(lacks), sum(spare)];
  const moved = Math.min(lacking, spared);
  if (moved === 0) return [...widths];
  return widths.map((width, i) => width + ((lacks[i] ?? 0) / lacking) * moved - ((spare[i] ?? 0) / spared) * moved);
}
