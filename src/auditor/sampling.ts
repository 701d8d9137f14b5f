import { hash } from 'node:crypto';

/** The rank of a case in a draw: nobody can foresee it without the seed, and everybody can compute it with it. */
export const rankOf = (seed: string, number: string): string => hash('sha256', `${seed}\n${number}`, 'hex');

/**
 * Draws the cases whose ranks are the smallest. They come in any order and page by page; only the best so far are kept. The
 * same seed over the same cases always draws the same.
 */
export function drawing(seed: string, size: number): { add(number: string): void; drawn(): string[] } {
  let best: { rank: string; number: string }[] = [];
  let bar: string | null = null;
  const settle = () => {
    best = best.sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, size);
    bar = best.length === size ? (best[size - 1]?.rank ?? null) : null;
  };
  return {
    add(number) {
      const rank = rankOf(seed, number);
      if (bar !== null && rank > bar) return;
      best.push({ rank, number });
      // Sorting now and then is cheaper than keeping the list in order.
      if (best.length >= size * 2 + 50) settle();
    },
    drawn() {
      settle();
      return best.map(({ number }) => number);
    },
  };
}

/** The keys of a set: how many cases it holds, and between which keys they lie. */
export type KeySpan = { population: number; lowest: number; highest: number };

/** A set of no more cases than this is ranked as a whole. */
export const RANKED = 5_000;
/** Keys that a draw may try before it had better rank the set. */
const MOST_TRIED = 100_000;

/** Whether a set is drawn from by ranking it: it is small, or its cases lie so far apart that keys would seldom hit one. */
export const isRanked = ({ population, lowest, highest }: KeySpan, size: number): boolean =>
  population <= RANKED || (size * (highest - lowest + 1)) / population > MOST_TRIED;

/**
 * Keys at random between two, each once, in an order that follows from the seed: the first 48 bits of the SHA-256 of the
 * seed, a line feed and the number of the try, modulo how many keys there are.
 */
export function* keysAtRandom(seed: string, { lowest, highest }: KeySpan): Generator<number> {
  const tried = new Set<number>();
  const keys = highest - lowest + 1;
  for (let n = 0; tried.size < keys; n++) {
    const bits = hash('sha256', `${seed}\n${n}`, 'buffer').readUIntBE(0, 6);
    const key = lowest + (bits % keys);
    if (tried.has(key)) continue;
    tried.add(key);
    yield key;
  }
}
