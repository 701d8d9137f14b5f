import type { Category } from '../../db/tables/catalogue';
import { SUBKINDS, subkind } from '../subkinds';

/** Finds a sub-kind of a category by its code or by its name in any of the languages; null when it is none of that category. */
export type SubkindFinder = (category: Category, text: string) => string | null;

/** `namesOf` gives what a sub-kind is called, by its code. */
export function subkindFinder(namesOf: (code: string) => readonly string[]): SubkindFinder {
  const known = new Map<string, string>();
  for (const { code, category } of SUBKINDS)
    for (const name of [code, ...namesOf(code)]) known.set(`${category} ${plain(name)}`, code);
  return (category, text) =>
    subkind(category, text.trim().toLowerCase())?.code ?? known.get(`${category} ${plain(text)}`) ?? null;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
