import { z } from 'zod';
import { type FreshnessSettings, settingsSchema, TELLS } from './settings';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** The settings as they are typed: the names of the rungs stay those of `settings`. */
export function settingsForm(present: FreshnessSettings) {
  return z
    .object({
      mandatory: whole(0, 100),
      rhythm: whole(0, 100),
      columns: whole(0, 100),
      weeks: whole(4, 26),
      rungs: z.record(z.string().regex(/^\d{1,2}$/), z.object({ days: whole(-60, 120), to: z.enum(TELLS) })),
    })
    .superRefine(({ mandatory, rhythm, columns }, ctx) => {
      if (mandatory + rhythm + columns === 100) return;
      ctx.addIssue({ code: 'custom', path: ['mandatory'], message: 'freshness:settings.hundred' });
    })
    .transform(
      ({ mandatory, rhythm, columns, weeks, rungs }): FreshnessSettings =>
        settingsSchema.parse({
          weights: { mandatory, rhythm, columns },
          weeks,
          rungs: present.rungs.map((rung, i) => ({ ...rung, ...rungs[String(i)] })),
        }),
    );
}
