import { z } from 'zod';
import { unknownMarks } from './marks';

export const LONGEST_TEXT = 20_000;
export const LONGEST_NOTE = 300;

const version = z.coerce.number().int().min(0);

/** A new version of a text. */
export const textForm = z.object({
  version,
  body: z
    .string()
    .min(1)
    .max(LONGEST_TEXT)
    .superRefine((text, ctx) => {
      const unknown = unknownMarks(text);
      if (unknown.length === 0) return;
      const params = { marks: unknown.map((name) => `{{${name}}}`).join(', ') };
      ctx.addIssue({ code: 'custom', message: 'duty:form.unknownMark', params });
    }),
  note: z
    .string()
    .max(LONGEST_NOTE)
    .default('')
    .transform((text) => text || null),
});

/** The word that a text is still right. */
export const confirmForm = z.object({ version });
