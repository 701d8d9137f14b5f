/**
 * What an announcement says at least (Perki 1/2021 Pasal 20 ayat (2)). A list, because its wording is to be checked
 * against the gazette: names are words of the catalogue under `announcements:standard.<letter>`. `first`: asked on the
 * short form, because people need it at once; the others may follow while the warning already stands.
 */
export type StandardItem = { letter: Letter; article: string; first: boolean };

export const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
export type Letter = (typeof LETTERS)[number];

/** The text of each item, null where nothing was written yet. */
export type Standard = Record<Letter, string | null>;

export const STANDARD: readonly StandardItem[] = LETTERS.map((letter) => ({
  letter,
  article: `Perki 1/2021 Pasal 20 ayat (2) huruf ${letter}`,
  first: letter === 'd',
}));

/** The items as a row keeps them. An item that a later version of the list adds is empty. */
export function readStandard(text: string): Standard {
  const kept = JSON.parse(text) as Partial<Standard>;
  return Object.fromEntries(LETTERS.map((letter) => [letter, kept[letter] ?? null])) as Standard;
}

/** The letters of what is not yet said. */
export function missingItems(standard: Standard): Letter[] {
  return LETTERS.filter((letter) => !standard[letter]);
}
