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
