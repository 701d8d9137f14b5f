import { z } from 'zod';

/** Whom a rung of the publishing ladder tells; who is missing is passed over to the next (`body_head` → `ppid` → `superior`). */
export const TELLS = ['agency', 'body_head', 'ppid', 'superior'] as const;
export type Told = (typeof TELLS)[number];

/** A rung: so many working days before (negative) or after the last good day. */
export type PublishingRung = { step: string; days: number; to: Told };

const points = z.number().int().min(0).max(100);

/** What an office may set about the score and the reminders; see `DEFAULT_SETTINGS`. */
export const settingsSchema = z.object({
  weights: z
    .object({ mandatory: points, rhythm: points, columns: points })
    .refine((w) => w.mandatory + w.rhythm + w.columns === 100, { message: 'freshness:settings.hundred' }),
  /** How many weeks the rhythm is judged by. */
  weeks: z.number().int().min(4).max(26),
  rungs: z
    .array(
      z.object({
        step: z.string().regex(/^[a-z_]{3,40}$/),
        days: z.number().int().min(-60).max(120),
        to: z.enum(TELLS),
      }),
    )
    .min(1)
    .max(12),
});

export type FreshnessSettings = z.infer<typeof settingsSchema>;

/** What an installation starts with. No law gives these numbers: they are the office's own. */
export const DEFAULT_SETTINGS: FreshnessSettings = {
  weights: { mandatory: 60, rhythm: 25, columns: 15 },
  weeks: 12,
  rungs: [
    { step: 'soon', days: -10, to: 'agency' },
    { step: 'last_day', days: 0, to: 'agency' },
    { step: 'late_head', days: 5, to: 'body_head' },
    { step: 'late_ppid', days: 10, to: 'ppid' },
    { step: 'late_superior', days: 20, to: 'superior' },
  ],
};

export const SETTINGS_KEY = 'freshness';
