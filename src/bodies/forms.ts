import { z } from 'zod';
import { optionalEmail, optionalText, requiredText, ticked } from '../web/fields';

const website = () =>
  z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)], 'bodies:form.website')
    .default('')
    .transform((text) => text || null);

/** `mark` names the state of the body that the form was filled in against. */
export const bodyForm = z.object({
  mark: z.string().max(40).default(''),
  name: requiredText(200),
  address: optionalText(500),
  email: optionalEmail(),
  phone: optionalText(50),
  website: website(),
  head_name: optionalText(200),
  head_title: optionalText(200),
  head_email: optionalEmail(),
  trusted: z
    .enum(['1', '0'])
    .optional()
    .transform((value) => (value === undefined ? undefined : Number(value))),
  active: ticked().transform((is) => (is ? 1 : 0)),
});
