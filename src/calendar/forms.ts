import { z } from 'zod';
import type { Translate } from '../i18n/catalogue';
import { type FormResult, parseForm } from '../web/forms';
import { allTerms, type TermCode } from '../workflow/terms';
import { isDate } from './working-days';

/** The choice beside the legal terms: a number of days of one's own. */
export const OTHER = 'lain';
export const MOST_DAYS = 400;

export type Calculation = { from: string; term: TermCode | null; days: number };

/** The terms that can be counted here: forward from their day 0, in working days. An office's own target is no term of the law. */
export const OFFERED = allTerms().filter(({ unit, before, office }) => unit === 'working_day' && !before && !office);

const CODES = OFFERED.map(({ code }) => code);

/** A day as a date field sends it (`2026-12-11`) or as people type it where there is none (`11/12/2026`, `11-12-2026`). */
const typedDay = z
  .string()
  .min(1)
  .transform((text) => text.replace(/^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/, (_, d, m, y) => `${y}-${two(m)}-${two(d)}`))
  .refine(isDate, 'web:form.day');

const calculator = z
  .object({ mulai: typedDay, tenggat: z.enum([...CODES, OTHER]), hari: z.string().default('') })
  .superRefine(({ tenggat, hari }, check) => {
    if (tenggat !== OTHER || isDays(hari)) return;
    const message = hari === '' ? 'calendar:form.needDays' : 'calendar:form.days';
    check.addIssue({ code: 'custom', path: ['hari'], message, params: { most: MOST_DAYS } });
  })
  .transform(({ mulai, tenggat, hari }): Calculation => {
    const term = OFFERED.find(({ code }) => code === tenggat);
    return { from: mulai, term: term?.code ?? null, days: term?.length ?? Number(hari) };
  });

/** True when the address asks for a date; a bare address shows the empty form. */
export function asksForDate(query: Record<string, unknown>): boolean {
  return ['mulai', 'tenggat', 'hari'].some((name) => query[name] !== undefined);
}

/** Reads the calculator's address: `mulai` (day 0), `tenggat` (a term's code or `lain`), `hari` (0 to 400, with `lain`). */
export function parseCalculator(query: Record<string, unknown>, t: Translate): FormResult<Calculation> {
  const { mulai = '', hari, tenggat = hari ? OTHER : '' } = query;
  return parseForm(calculator, { mulai, tenggat, hari }, t);
}

const day = z.string().refine(isDate, 'web:form.day');
const days = z
  .string()
  .min(1)
  .regex(/^\d{1,4}$/, 'calendar:api.days')
  .transform(Number);

/** Query strings of the calls under `/api/v1/calendar`. */
export const dueQuery = z.object({ from: day, days });
export const betweenQuery = z.object({ from: day, to: day });
export const holidaysQuery = z.object({
  year: z
    .string()
    .regex(/^\d{4}$/, 'calendar:api.year')
    .transform(Number),
});

function isDays(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= MOST_DAYS;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
