import { monthsBy } from './months';

/**
 * The grounds of UU 14/2008 Pasal 17 as data: how many items a letter has, how long an exemption may last (PP 61/2010
 * Pasal 5–9, Perki 1/2021 Pasal 51), and whether it must name its last day. Words: `exemptions:ground.<letter>`,
 * `exemptions:item.<letter>.<n>`, `exemptions:rule.<term>`.
 */
export type Ground = {
  letter: Letter;
  items: number;
  /**
   * `thirty_years`: at most thirty years, and over when opened in a public hearing. `sector_law`: as the law of its field
   * says. `head`: fixed by the head of the public body. `secret`: as long as the personal secret needs it. `statute`: none
   * is stated; the Undang-Undang that forbids decides, and must be cited.
   */
  term: 'thirty_years' | 'sector_law' | 'head' | 'secret' | 'statute';
  /** UU 14/2008 Pasal 20(1): a to f are not permanent. The others end by themselves only where the decision states a day. */
  dated: boolean;
  /** Where the term is written. */
  article: string;
};

export const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;
export type Letter = (typeof LETTERS)[number];

const ground = (letter: Letter, items: number, term: Ground['term'], dated: boolean, article: string): Ground => ({
  ...{ letter, items, term, dated, article },
});

export const GROUNDS: readonly Ground[] = [
  ground('a', 5, 'thirty_years', true, 'PP 61/2010 Pasal 5'),
  ground('b', 0, 'sector_law', true, 'PP 61/2010 Pasal 6'),
  ground('c', 7, 'head', true, 'PP 61/2010 Pasal 7'),
  ground('d', 0, 'head', true, 'PP 61/2010 Pasal 7'),
  ground('e', 7, 'head', true, 'PP 61/2010 Pasal 7'),
  ground('f', 4, 'head', true, 'PP 61/2010 Pasal 7'),
  ground('g', 0, 'sector_law', false, 'PP 61/2010 Pasal 8 ayat (1)'),
  ground('h', 5, 'secret', false, 'PP 61/2010 Pasal 8 ayat (2)'),
  ground('i', 0, 'sector_law', false, 'PP 61/2010 Pasal 9'),
  ground('j', 0, 'statute', false, 'UU 14/2008 Pasal 17 huruf j'),
];

const BY_LETTER = new Map(GROUNDS.map((one) => [one.letter as string, one]));

/** The ground of a letter; undefined for what is no letter of Pasal 17. */
export const groundOf = (letter: string | null): Ground | undefined => BY_LETTER.get(letter ?? '');

/** The latest last day that a decision of this day may state for a ground; null where the law sets no such limit. */
export function latestEnd(letter: string | null, decidedOn: string, kept: string | null = null): string | null {
  return groundOf(letter)?.term === 'thirty_years' ? monthsBy('exemption_enforcement', decidedOn, kept) : null;
}

/** `h` and 3 as letters and refusals write it: `h.3`. */
export const groundCode = (letter: string, item: number | null): string => (item ? `${letter}.${item}` : letter);

/** A statute, not a regulation below it: UU 14/2008 Pasal 17 huruf j. `Undang-Undang Nomor 23 Tahun 2006`, `UU 23/2006`. */
export const namesStatute = (text: string | null): boolean =>
  /\b(undang[- ]undang|uu)\s+(nomor\s+|no\.?\s*)?\d{1,3}\s*(\/|tahun\s+)\s*(19|20)\d{2}\b/i.test(text ?? '');
