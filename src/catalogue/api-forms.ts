import { z } from 'zod';
import { optionalText } from '../web/fields';
import { CATEGORIES } from './categories';
import { isFormat } from './formats';
import { LONGEST_QUERY } from './words';

const optional = (accept: (text: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || accept(text), message)
    .transform((text) => text || null);

const limit = () =>
  z
    .string()
    .default('')
    .transform((text) => text || '20')
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100, 'catalogue:api.limit')
    .transform(Number);

/** The parameters of `GET /api/v1/documents`. */
export const documentsQuery = z.object({
  q: optionalText(LONGEST_QUERY),
  category: optional((text) => (CATEGORIES as readonly string[]).includes(text), 'catalogue:api.unknownCategory'),
  body: optionalText(100),
  year: optional((text) => /^(19|20)\d{2}$/.test(text), 'catalogue:api.year'),
  format: optional(isFormat, 'catalogue:api.format'),
  limit: limit(),
  cursor: optionalText(500),
});

/** The parameters of `GET /api/v1/bodies`. */
export const bodiesQuery = z.object({ limit: limit(), cursor: optionalText(500) });
