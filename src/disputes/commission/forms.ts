import { z } from 'zod';
import { oneOf, optionalEmail, optionalText, requiredText } from '../../web/fields';

export const LEVELS = ['kabupaten', 'provinsi', 'pusat'] as const;

const website = () =>
  z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)], 'disputes:commission.website_wrong').default('');

/** The commission as an administrator types it; `mark` names the state that the form was filled in against. */
export const commissionForm = z.object({
  mark: z.string().max(40).default(''),
  level: oneOf(LEVELS),
  name: requiredText(200),
  address: optionalText(500).transform((text) => text ?? ''),
  email: optionalEmail().transform((text) => text ?? ''),
  phone: optionalText(50).transform((text) => text ?? ''),
  website: website(),
});
