import { stemOf } from '../../catalogue/search/stems';
import { tellingWords } from '../../catalogue/words';

export type Asked = { id: number; number: string; details: string; body_id: number | null };

/** A subject that several requests ask about. `words` are those that most of them share. */
export type Subject = { words: string[]; requests: Asked[] };

type Group = { stems: Map<string, { n: number; word: string }>; requests: Asked[] };

const ENOUGH_ALIKE = 0.4;
const FEWEST = 3;
const WORDS = 12;

/**
 * Groups requests that ask for nearly the same, the most asked first: what is asked again and again is better published.
 * Two are alike when they share two fifths of their telling words; a request belongs to the first group it is like.
 */
export function frequentSubjects(asked: readonly Asked[], most: number): Subject[] {
  const groups: Group[] = [];
  for (const one of asked) {
    const words = new Map(tellingWords(one.details, WORDS).map((word) => [stemOf(word), word]));
    if (words.size < 2) continue;
    const group = groups.find(({ stems, requests }) => alike(words, stems, requests.length));
    const into: Group = group ?? { stems: new Map(), requests: [] };
    if (!group) groups.push(into);
    into.requests.push(one);
    for (const [stem, word] of words) into.stems.set(stem, { word, n: (into.stems.get(stem)?.n ?? 0) + 1 });
  }
  return groups
    .filter(({ requests }) => requests.length >= FEWEST)
    .sort((a, b) => b.requests.length - a.requests.length)
    .slice(0, most)
    .map(({ stems, requests }) => ({
      requests,
      words: [...stems.values()]
        .filter(({ n }) => n * 2 > requests.length)
        .sort((a, b) => b.n - a.n)
        .slice(0, 6)
        .map(({ word }) => word),
    }));
}

/** Shares of the words that most of the group use. */
function alike(words: ReadonlyMap<string, string>, stems: ReadonlyMap<string, { n: number }>, size: number): boolean {
  const common = [...stems].filter(([, { n }]) => n * 2 >= size).map(([stem]) => stem);
  const shared = common.filter((stem) => words.has(stem)).length;
  return shared >= 2 && shared / (words.size + common.length - shared) >= ENOUGH_ALIKE;
}
