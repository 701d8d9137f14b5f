import { z } from 'zod';
import { oneOf, optionalDay, optionalText, requiredText } from '../web/fields';
import { LISTED_KINDS } from './kinds';

export const LONGEST_TEXT = 500;
export const MOST_LENGTH = 120;

export const ruleForm = z.object({
  length: z
    .string()
    .min(1)
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_LENGTH, {
      message: 'retention:form.wrong_length',
      params: { most: MOST_LENGTH },
    })
    .transform(Number),
  unit: oneOf(['year', 'month']),
  counted_from: oneOf(['ended', 'received']),
  basis: requiredText(200),
  reason: requiredText(LONGEST_TEXT),
});

export const proposeForm = z.object({
  kind: z.string().refine((code) => (LISTED_KINDS as readonly string[]).includes(code), 'web:form.choose'),
  note: optionalText(LONGEST_TEXT),
});

export const decideForm = z
  .object({
    action: oneOf(['approve', 'return', 'withdraw']),
    version: z.coerce.number().int().positive().max(2_147_483_647),
    note: optionalText(LONGEST_TEXT),
  })
  .refine(({ action, note }) => action !== 'return' || note !== null, {
    path: ['note'],
    message: 'web:form.required',
  });

export const holdForm = z.object({
  number: requiredText(60),
  reason: requiredText(LONGEST_TEXT),
  until: optionalDay(),
});

export const liftForm = z.object({ reason: requiredText(LONGEST_TEXT) });
