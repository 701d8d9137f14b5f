import type { Category } from '../db/tables/catalogue';

/** The statutory categories, in the order of the law: UU 14/2008 Pasal 9, 10, 11 and 17. */
export const CATEGORIES: readonly Category[] = ['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan'];

/** True for the four values that addresses, forms and the API use. */
export function isCategory(text: string): text is Category {
  return (CATEGORIES as readonly string[]).includes(text);
}

/**
 * The category that a list of another office means: `berkala`, "Informasi Berkala", "Wajib Tersedia Setiap Saat",
 * "SERTA MERTA", "Pengecualian". Null when it is none or more than one of them.
 */
export function readCategory(text: string): Category | null {
  const plain = text.toLowerCase().replace(/[^a-z]+/g, '');
  const found = NAMES.filter(([name]) => plain.includes(name)).map(([, category]) => category);
  return new Set(found).size === 1 ? (found[0] as Category) : null;
}

const NAMES: readonly (readonly [string, Category])[] = [
  ['berkala', 'berkala'],
  ['sertamerta', 'serta-merta'],
  ['setiapsaat', 'setiap-saat'],
  ['dikecualikan', 'dikecualikan'],
  ['pengecualian', 'dikecualikan'],
];
