import { z } from 'zod';

/** Whom a rung of the publishing ladder tells; who is missing is passed over to the next (`body_head` → `ppid` → `superior`). */
export const TELLS = ['agency', 'body_head', 'ppid', 'superior'] as const;
export type Told = (typeof TELLS)[number];

/** A rung: so many working days before (negative) or after the last good day. */
export type PublishingRung = { step: string; days: number; to: Told };

const points = z.number().int().min(0).max(100);

/** How often a body publishes at least, in weeks; 0: it is not reminded of it. */
export const MOST_WEEKS = 12;
/** The weeks that are kept of a body's publishing end there. */
const MOST_BEHIND = 24;

const DEFAULT_RHYTHM = { every: 1, agency: 2, head: 4, own: {} as Record<string, number> };

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
  /** `every` so many weeks, unless a body (by its slug) has its `own`; whole weeks behind it when `agency` and `head` are told. */
  rhythm: z
    .object({
      every: z.number().int().min(0).max(MOST_WEEKS),
      agency: z.number().int().min(1).max(MOST_BEHIND),
      head: z.number().int().min(1).max(MOST_BEHIND),
      own: z.record(z.string(), z.number().int().min(0).max(MOST_WEEKS)),
    })
    // Settings that were kept before there was a rhythm.
    .default(DEFAULT_RHYTHM),
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
  rhythm: DEFAULT_RHYTHM,
};

export const SETTINGS_KEY = 'freshness';
