import { z } from 'zod';
import { day, emailAddress, oneOf, optionalText, requiredText } from '../web/fields';

export const SAMPLED = ['request', 'objection', 'dispute'] as const;
export const MOST_SAMPLED = 200;

/** What the log is searched by; a word that finds nothing is said beside its field. */
export const logForm = z.object({
  orang: z.string().max(200).default(''),
  kasus: z.string().max(100).default(''),
  jenis: z.string().max(60).default(''),
});

export const purposeForm = z.object({ purpose: requiredText(500) });

const address = emailAddress();

/** One address a line. */
export const addressesForm = z.object({
  addresses: z
    .string()
    .max(5_000)
    .default('')
    .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))])
    .superRefine((list, context) => {
      const wrong = list.find((one) => !address.safeParse(one).success);
      const params = { address: (wrong ?? '').slice(0, 100) };
      if (wrong) context.addIssue({ code: 'custom', message: 'auditor:form.addressWrong', params });
      if (list.length > 20) context.addIssue({ code: 'custom', message: 'auditor:form.addressesMany' });
    })
    .transform((list) => list.map((one) => one.toLowerCase())),
});

export const sampleForm = z.object({
  kind: oneOf(SAMPLED),
  year: z.coerce
    .number('auditor:form.year')
    .int('auditor:form.year')
    .min(2010, 'auditor:form.year')
    .max(2200, 'auditor:form.year'),
  body: optionalText(100),
  size: z.coerce
    .number('auditor:form.size')
    .int('auditor:form.size')
    .min(1, 'auditor:form.size')
    .max(MOST_SAMPLED, 'auditor:form.size'),
  seed: z
    .string()
    .max(100)
    .regex(/^[\w.:-]*$/, 'auditor:form.seed')
    .default(''),
  purpose: requiredText(500),
});

export const findingForm = z
  .object({
    title: requiredText(200),
    text: requiredText(5_000),
    case_number: z.string().max(40).toUpperCase().default(''),
    figure: optionalText(300),
    body: optionalText(100),
    answer_by: day(),
  })
  .refine(({ case_number, figure }) => case_number !== '' || figure !== null, {
    path: ['case_number'],
    message: 'auditor:form.aboutWhat',
  });

export const stepForm = z.object({
  action: oneOf(['answer', 'ask_again', 'close'] as const),
  text: requiredText(5_000),
  answer_by: z.string().default(''),
  version: z.coerce.number().int().min(1),
});
