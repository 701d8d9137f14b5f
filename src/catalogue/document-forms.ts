import { z } from 'zod';
import { oneOf, optionalDay, optionalText, requiredText } from '../web/fields';
import { CATEGORIES } from './categories';

const YEAR = /^(19|20)\d{2}$/;

const year = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || YEAR.test(text), 'catalogue:form.yearWrong')
    .transform((text) => (text === '' ? null : Number(text)));

const webAddress = () =>
  z
    .string()
    .max(1000)
    .default('')
    .refine((text) => text === '' || isWebAddress(text), 'catalogue:form.urlWrong')
    .transform((text) => text || null);

const fields = z.object({
  title: requiredText(300),
  category: oneOf(CATEGORIES as unknown as ['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan']),
  summary: optionalText(5000),
  holder: optionalText(300),
  publisher: optionalText(300),
  made_on: optionalDay(),
  made_at: optionalText(300),
  year: year(),
  // Not `form`: an error under that name belongs to no field.
  available_as: optionalText(300),
  retention: optionalText(300),
  url: webAddress(),
});

const toFacts = <T extends z.output<typeof fields>>({ available_as, ...rest }: T) => ({ ...rest, form: available_as });

/** Every form that changes a document names the version it was made from. */
export const versioned = z.object({ version: z.coerce.number().int().min(1) });

/** What an editor types about a document: its title and category, and the columns of the DIP (Perki 1/2021 Pasal 21(2)). */
export const documentForm = fields.extend(versioned.shape).transform(toFacts);

/** A new document: also whose it is, and the key of the page it was sent from, so that a second click makes no second one. */
export const newDocumentForm = fields
  .extend({ body: requiredText(100), key: z.string().regex(/^[\w-]{16,64}$/) })
  .transform(toFacts);

/** Taking a document back needs a reason for the record. */
export const withdrawForm = versioned.extend({ reason: requiredText(1000) });

/** True for an http or https address. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text);
}
