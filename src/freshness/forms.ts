import { z } from 'zod';
import { type FreshnessSettings, settingsSchema, TELLS } from './settings';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** What a body's own rhythm is written as: nothing where it has that of all. */
const ownWeeks = z
  .string()
  .trim()
  .regex(/^(\d|1[0-2])?$/, 'freshness:settings.ownWrong');

/** The settings as they are typed: the names of the rungs stay those of `settings`, `slugs` are the bodies there are. */
export function settingsForm(present: FreshnessSettings, slugs: readonly string[]) {
  return z
    .object({
      mandatory: whole(0, 100),
      rhythm: whole(0, 100),
      columns: whole(0, 100),
      weeks: whole(4, 26),
      rungs: z.record(z.string().regex(/^\d{1,2}$/), z.object({ days: whole(-60, 120), to: z.enum(TELLS) })),
      every: whole(0, 12),
      agency: whole(1, 24),
      head: whole(1, 24),
      own: z.record(z.string(), ownWeeks).default({}),
    })
    .superRefine(({ mandatory, rhythm, columns }, ctx) => {
      if (mandatory + rhythm + columns === 100) return;
      ctx.addIssue({ code: 'custom', path: ['mandatory'], message: 'freshness:settings.hundred' });
    })
    .transform(
      ({ mandatory, rhythm, columns, weeks, rungs, every, agency, head, own }): FreshnessSettings =>
        settingsSchema.parse({
          weights: { mandatory, rhythm, columns },
          weeks,
          rungs: present.rungs.map((rung, i) => ({ ...rung, ...rungs[String(i)] })),
          rhythm: {
            ...{ every, agency, head },
            own: Object.fromEntries(slugs.flatMap((slug) => (own[slug] ? [[slug, Number(own[slug])]] : []))),
          },
        }),
    );
}
