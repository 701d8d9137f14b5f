import { z } from 'zod';
import { CATEGORIES } from '../catalogue/categories';
import { isFormat } from '../catalogue/formats';
import { LONGEST_QUERY } from '../catalogue/words';
import { emailAddress, oneOf, ticked } from '../web/fields';
import { cleanText } from '../web/forms';
import type { SavedSearch } from './searches';

const optional = (fits: (text: string) => boolean) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || fits(text), 'subscriptions:form.search');

/** What somebody wants to hear of, and where. A search that the list itself would refuse is refused here too. */
export const askForm = z.object({
  kind: oneOf(['announcements', 'documents']),
  email: emailAddress(),
  frequency: oneOf(['daily', 'weekly']).default('daily'),
  q: z.string().max(LONGEST_QUERY, 'subscriptions:form.search').default(''),
  kategori: z
    .union([z.literal(''), oneOf(CATEGORIES as unknown as ['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan'])])
    .default(''),
  badan: optional((text) => /^[a-z0-9-]{1,200}$/.test(text)),
  tahun: optional((text) => /^(19|20)\d{2}$/.test(text)),
  format: optional(isFormat),
});

/** Whether every subscription of the address is to end. Mail programs send another word beside it, which says nothing. */
export const stopForm = z.object({ semua: ticked() });

const SEARCH_NAMES = ['q', 'kategori', 'badan', 'tahun', 'format'] as const;

/** The search of an address or a form, by the names of the list's own address; what is no text is left out. */
export function searchOf(given: Record<string, unknown>): SavedSearch {
  const text = (name: string) => {
    const value = given[name];
    return typeof value === 'string' ? cleanText(value).slice(0, LONGEST_QUERY) : '';
  };
  return Object.fromEntries(SEARCH_NAMES.map((name) => [name, text(name)])) as SavedSearch;
}
