import { z } from 'zod';
import { subkind } from '../../catalogue/subkinds';

const many = z
  .union([z.array(z.string()), z.string()])
  .default([])
  .transform((value) => [value].flat().filter(Boolean));

/** The document that an answer shall become. `masked`: the officer has looked for what must not go out. */
export const publishForm = z
  .object({
    title: z.string().min(5).max(300),
    summary: z.string().max(2000).default(''),
    body: z.string().min(1),
    category: z.enum(['berkala', 'setiap-saat']),
    subkind: z.string().default(''),
    files: many,
    masked: z.literal('1', { message: 'publishing:form.maskedFirst' }),
    knowingly: z.string().default(''),
  })
  .superRefine(({ category, subkind: code }, ctx) => {
    if (code === '' || subkind(category, code)) return;
    ctx.addIssue({ code: 'custom', path: ['subkind'], message: 'publishing:form.subkindOther' });
  });
