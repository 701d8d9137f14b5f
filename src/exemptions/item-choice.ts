import type { Translate } from '../i18n/catalogue';
import type { Field } from './field-views';

/** A document of the body that a test may be about. */
export type ItemFound = { public_id: string; title: string; state: string; year: number | null };

/** What the search of the catalogue has brought so far; `chosen` is the one the form has already. */
export type ItemChoice = { query: string; found: readonly ItemFound[]; more: boolean; chosen: ItemFound | null };

export const NO_CHOICE: ItemChoice = { query: '', found: [], more: false, chosen: null };

/** Longest words that are looked for. */
export const MOST_WORDS = 100;

export const wordsSought = (body: Record<string, unknown>): string =>
  typeof body.document_q === 'string' ? body.document_q.trim().slice(0, MOST_WORDS) : '';

/**
 * Whether a form that was sent only asks for documents by their title: by the button of the search, or by Enter in its
 * field, when nothing was chosen and these words were not looked for yet.
 */
export function asksForItems(body: Record<string, unknown>): boolean {
  if (body.lanjut === 'cari') return true;
  const words = wordsSought(body);
  return words !== '' && words !== body.document_found && !body.document;
}

/** The document by its title, in words that need no code: looked for, then chosen from a list. Works without JavaScript. */
export function itemFields({ query, found, more, chosen }: ItemChoice, t: Translate): Field[] {
  const known = chosen && !found.some(({ public_id }) => public_id === chosen.public_id) ? [chosen, ...found] : found;
  const hint = query === '' ? null : found.length === 0 ? 'none' : more ? 'more' : 'some';
  const option = ({ public_id, title, state, year }: ItemFound) => ({
    ...{ value: public_id, label: title },
    hint: [t(`catalogue:desk.state.${state}`), year].filter((one) => one !== null).join(', '),
  });
  return [
    {
      ...{ name: 'document_q', label: t('exemptions:item_choice.search'), hint: t('exemptions:item_choice.hint') },
      ...{ required: false, width: 'medium', value: query },
      button: { label: t('exemptions:item_choice.button'), name: 'lanjut', value: 'cari' },
    },
    {
      ...{ name: 'document', label: t('exemptions:item_choice.label'), type: 'radios', value: chosen?.public_id ?? '' },
      hint: hint && t(`exemptions:item_choice.${hint}`, { words: query, count: found.length }),
      options: [{ value: '', label: t('exemptions:item_choice.new') }, ...known.map(option)],
    },
  ];
}
