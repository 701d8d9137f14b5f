import { z } from 'zod';

/** Text that must be given, at most `max` characters. */
export const requiredText = (max: number) => z.string().min(1).max(max);

/** Text that may be left empty, which becomes null. */
export const optionalText = (max: number) =>
  z
    .string()
    .max(max)
    .default('')
    .transform((text) => text || null);

/** E-mail address in lower case. */
export const emailAddress = () => z.string().min(1).max(254).toLowerCase().pipe(z.email());

/** E-mail address that may be left empty, which becomes null. */
export const optionalEmail = () =>
  z
    .union([z.literal(''), emailAddress()])
    .default('')
    .transform((text) => text || null);

/** A day that exists, as `YYYY-MM-DD`, which is what a date field sends. */
export const day = () => z.string().min(1).refine(isDay, 'web:form.day');

/** A day that may be left empty, which becomes null. */
export const optionalDay = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || isDay(text), 'web:form.day')
    .transform((text) => text || null);

/** One of several choices. */
export const oneOf = <const T extends readonly string[]>(choices: T) => z.enum(choices);

/** A box that is ticked or not. */
export const ticked = () =>
  z
    .string()
    .optional()
    .transform((value) => value !== undefined && value !== '');

/** The ticked boxes of one name: none, one or several. */
export const tickedOf = <const T extends readonly string[]>(choices: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
    .pipe(z.array(z.enum(choices)));

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
