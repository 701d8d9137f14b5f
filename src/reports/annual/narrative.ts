/** What an officer writes himself (Perki 1/2021 Pasal 56 and 57): letters a, b, e and f of the content, in its order. */
export const PARTS = ['policy', 'facilities', 'staff', 'budget', 'obstacles', 'recommendations'] as const;
export type Part = (typeof PARTS)[number];

export type Texts = Record<Part, string>;

export const NO_TEXTS: Texts = {
  ...{ policy: '', facilities: '', staff: '', budget: '', obstacles: '', recommendations: '' },
};

/** Of one part. */
export const LONGEST_TEXT = 20_000;

export const readTexts = (stored: string): Texts => ({ ...NO_TEXTS, ...(JSON.parse(stored) as Partial<Texts>) });

export const emptyParts = (texts: Texts): Part[] => PARTS.filter((part) => texts[part].trim() === '');
