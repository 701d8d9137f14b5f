import type { DbOrTrx } from '../../db/connect';
import type { SearchWord } from '../words';
import { askSearch, hitsOf, type Search } from './found-queries';
import { likelierFirst, neighbours } from './slips';

// A question with more unknown words than this is no slip of the finger.
const MOST_SLIPS = 3;
const MOST_CANDIDATES = 8;
const COUNTED = 200;

/**
 * What a search that found nothing was meant to say: each word that finds nothing by itself is exchanged for the word one
 * slip away that finds the most together with the others. null when there is none. Only what finds something now is
 * offered, so that no word of a closed document comes out here.
 */
export async function meantWords(db: DbOrTrx, search: Search): Promise<SearchWord[] | null> {
  const words = search.words.map((word) => ({ ...word, prefix: false }));
  const found = await Promise.all(words.map((word) => word.phrase || countOf(db, search, [word], 1)));
  const wrong = [...found.entries()].flatMap(([i, one]) => (one === 0 ? [i] : []));
  if (wrong.length === 0 || wrong.length > MOST_SLIPS) return null;
  const known = words.filter((_, i) => !wrong.includes(i));
  for (const i of wrong) {
    const better = await bestNeighbour(db, search, known, words[i] as SearchWord);
    if (!better) return null;
    words[i] = better;
    known.push(better);
  }
  return (await countOf(db, search, words, 1)) > 0 ? words : null;
}

async function bestNeighbour(
  db: DbOrTrx,
  search: Search,
  others: readonly SearchWord[],
  { text }: SearchWord,
): Promise<SearchWord | null> {
  const near = neighbours(text);
  if (near.length === 0) return null;
  const known: string[] = await db('search_words')
    .where('region_id', search.regionId)
    .whereIn('word', near)
    .pluck('word');
  let best: { word: SearchWord; hits: number } | null = null;
  for (const candidate of likelierFirst(text, known).slice(0, MOST_CANDIDATES)) {
    const word = { text: candidate, prefix: false };
    const hits = await countOf(db, search, [...others, word], COUNTED);
    if (hits > (best?.hits ?? 0)) best = { word, hits };
  }
  return best?.word ?? null;
}

async function countOf(db: DbOrTrx, search: Search, words: readonly SearchWord[], most: number): Promise<number> {
  return (await hitsOf(db, await askSearch(db, { ...search, words }), 2, most)).length;
}
