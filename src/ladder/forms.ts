import { z } from 'zod';
import { oneOf, requiredText, tickedOf } from '../web/fields';
import { type CaseName, CLOCKS, type ClockName, type Rung, type RungTime } from '../workflow/escalations';
import { MOST_RUNGS, REACHABLE } from '../workflow/ladder-rules';

export const LONGEST_REASON = 500;
export const WHEN = ['belum_dibuka', 'bagian', 'sebelum', 'pada', 'sesudah'] as const;

/** A whole number up to three digits, or nothing. Whether it is a sane one the rules of the ladder say. */
const number = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || /^\d{1,3}$/.test(text), 'ladder:form.wholeNumber')
    .transform((text) => (text === '' ? null : Number(text)));

const counted = { belum_dibuka: 'hari', bagian: 'persen', sebelum: 'hari', pada: null, sesudah: 'hari' } as const;

export const rungForm = z
  .object({
    nama: requiredText(60),
    kapan: oneOf(WHEN),
    hari: number(),
    persen: number(),
    ulang: number(),
    kepada: tickedOf(REACHABLE as readonly [string, ...string[]]),
    pesan: requiredText(60),
    alasan: requiredText(LONGEST_REASON),
  })
  .superRefine((form, check) => {
    const field = counted[form.kapan];
    if (field !== null && form[field] === null) {
      check.addIssue({ code: 'custom', path: [field], message: `ladder:form.need_${field}` });
    }
  });

export type RungForm = z.output<typeof rungForm>;

export const reasonForm = z.object({ alasan: requiredText(LONGEST_REASON) });

/** When a rung fires, as it was chosen. */
export function timeOf({ kapan, hari, persen, ulang }: RungForm): RungTime {
  const days = hari ?? 0;
  if (kapan === 'belum_dibuka') return { unopened: days };
  if (kapan === 'bagian') return { fraction: (persen ?? 0) / 100 };
  if (kapan === 'sebelum') return { before: days };
  if (kapan === 'pada') return { on: 'due' };
  return ulang === null ? { after: days } : { after: days, every: ulang };
}

/** The same as it is typed, to fill the form with a rung that is there. */
export function typedTime(at: RungTime): Record<string, string> {
  if ('unopened' in at) return { kapan: 'belum_dibuka', hari: String(at.unopened) };
  if ('fraction' in at) return { kapan: 'bagian', persen: String(Math.round(at.fraction * 100)) };
  if ('before' in at) return { kapan: 'sebelum', hari: String(at.before) };
  if ('on' in at) return { kapan: 'pada' };
  return { kapan: 'sesudah', hari: String(at.after), ulang: at.every ? String(at.every) : '' };
}

/** The clock of an address, `request.answer`; null when there is none of this name. */
export function clockIn(text: unknown): { case: CaseName; clock: ClockName } | null {
  const [name = '', clock = ''] = String(text).split('.');
  const known = Object.hasOwn(CLOCKS, name) ? (CLOCKS[name as CaseName] as readonly string[]) : [];
  return known.includes(clock) ? { case: name as CaseName, clock: clock as ClockName } : null;
}

const count = z.number().int().min(0).max(999);

/** A ladder as the preview page carries it to its confirmation. It is judged again there. */
const rung = z.object({
  case: z.enum(Object.keys(CLOCKS) as [CaseName, ...CaseName[]]),
  step: z.string().min(1).max(60),
  clock: z.enum(Object.values(CLOCKS).flat() as [ClockName, ...ClockName[]]),
  at: z.union([
    z.strictObject({ unopened: count }),
    z.strictObject({ fraction: z.number().min(0).max(1) }),
    z.strictObject({ before: count }),
    z.strictObject({ on: z.literal('due') }),
    z.strictObject({ after: count, every: count.optional() }),
  ]),
  to: z.array(z.enum(REACHABLE as [string, ...string[]])).max(10),
  letter: z.string().min(1).max(60),
});

export const confirmForm = z.object({
  usulan: z
    .string()
    .max(120_000)
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        check.addIssue({ code: 'custom', message: 'web:form.invalid' });
        return z.NEVER;
      }
    })
    .pipe(z.array(rung).max(MOST_RUNGS * 2))
    .transform((rungs) => rungs as Rung[]),
  alasan: requiredText(LONGEST_REASON),
  versi: z.string().max(60).default(''),
});
