import { JOINING_WORDS, type SearchWord, wordsIn } from '../words';
import { ABBREVIATIONS } from './abbreviations';
import { type Alternative, type Clause, phrase, stems } from './clauses';
import { stemOf } from './stems';

/** A name with its abbreviation, as stems in their order; `bodyId` where it is an agency's. */
export type NameForms = { forms: readonly (readonly string[])[]; bodyId: number | null };

/** What stands for what: the agencies by their short names, and the abbreviations of official language. */
export function nameForms(bodies: readonly { id: number; name: string; short_name: string }[]): NameForms[] {
  return [
    ...bodies.map(({ id, name, short_name }) => ({ forms: [stemsIn(short_name), stemsIn(name)], bodyId: id })),
    ...ABBREVIATIONS.map(([short, full]) => ({ forms: [stemsIn(short), stemsIn(full)], bodyId: null })),
  ];
}

const stemsIn = (text: string): string[] =>
  wordsIn(text)
    .filter((word) => !JOINING_WORDS.has(word))
    .map(stemOf);

/**
 * The clauses of a search. Words in quotes must stand as they are; a name or its abbreviation is met by either; any other
 * word by its stem, and the last, half typed, by the words `endings` that begin with it.
 */
export function clausesOf(
  words: readonly SearchWord[],
  names: readonly NameForms[],
  endings: readonly string[],
): Clause[] {
  const telling = words.filter(({ text, phrase }) => phrase || !JOINING_WORDS.has(text));
  const asked = telling.length > 0 ? telling : words;
  const clauses: Clause[] = [];
  for (let i = 0; i < asked.length; ) {
    const word = asked[i] as SearchWord;
    const name = word.phrase ? null : longestName(asked.slice(i), names);
    if (word.phrase) clauses.push([phrase(word.phrase)]);
    else if (name) clauses.push(alternatives(name.found));
    else clauses.push(word.prefix ? begunWith(word.text, endings) : [stems([stemOf(word.text)])]);
    i += name ? name.length : 1;
  }
  return clauses;
}

function longestName(words: readonly SearchWord[], names: readonly NameForms[]) {
  const until = words.findIndex(({ phrase }) => phrase);
  const typed = words.slice(0, until === -1 ? undefined : until).map(({ text }) => stemOf(text));
  let best: { found: NameForms[]; length: number } | null = null;
  for (const name of names) {
    for (const form of name.forms) {
      if (form.length === 0 || !form.every((stem, i) => typed[i] === stem)) continue;
      if (!best || form.length > best.length) best = { found: [name], length: form.length };
      else if (form.length === best.length) best.found.push(name);
    }
  }
  return best;
}

function alternatives(names: readonly NameForms[]): Alternative[] {
  const seen = new Set<string>();
  const once = (one: Alternative) => !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one));
  return names
    .flatMap(({ forms, bodyId }): Alternative[] => [
      ...forms.filter((form) => form.length > 0).map(stems),
      ...(bodyId === null ? [] : [{ bodyId }]),
    ])
    .filter(once);
}

function begunWith(text: string, endings: readonly string[]): Alternative[] {
  return [...new Set([stemOf(text), ...endings.map(stemOf)])].map((stem) => stems([stem]));
}
