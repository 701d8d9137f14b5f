import { z } from 'zod';
import { atLocal, isDate } from '../calendar/working-days';
import { day, oneOf, optionalEmail, optionalText, requiredText, ticked } from '../web/fields';
import { AGENCY_WAYS, PAPER_WAYS } from '../workflow/breach-facts';

/** Hours and minutes; people write 09.00 as well as 09:00. */
const time = () =>
  z
    .string()
    .min(1)
    .regex(/^([01]?\d|2[0-3])[.:][0-5]\d$/, 'breaches:form.time')
    .transform((text) => text.replace('.', ':').padStart(5, '0'));

const moment = { on: day(), at: time() };

/** The office's day and hour as an instant. */
export const instantOf = ({ on, at }: { on: string; at: string }, timezone: string): string =>
  isDate(on) ? atLocal(on, at, timezone) : '';

const people = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || (/^\d{1,9}$/.test(text) && Number(text) > 0), 'breaches:form.people')
    .transform((text) => (text === '' ? null : Number(text)));

const LONG = 5000;
const description = { data_kinds: requiredText(LONG), happened: requiredText(LONG), people_count: people() };

/** What is known in the first minutes: what is done about it may follow. */
export const recordForm = z.object({ ...moment, ...description, handling: z.string().max(LONG).default('') });

export const describeForm = z.object({ ...description, handling: requiredText(LONG) });

const reason = { reason: requiredText(2000) };
export const reasonForm = z.object(reason);
export const correctForm = z.object({ ...moment, ...reason });

/** Boxes of a list, or everybody at once. */
const chosen = {
  all: z.string().optional(),
  id: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat()).filter((id) => /^\d{1,9}$/.test(id)).map(Number)),
};

export const dropForm = z.object({ ...chosen, ...reason });
export const sendingForm = z.object({ ...chosen, ...moment, way: oneOf(PAPER_WAYS) });

/** By e-mail the portal sends it now; for any other way the officer says when. */
export const agencyForm = z
  .object({ way: oneOf(AGENCY_WAYS), on: z.string().default(''), at: z.string().default(''), note: optionalText(500) })
  .transform((form, ctx) => {
    if (form.way === 'email') return { way: form.way, note: form.note, when: null };
    const parsed = z.object(moment).safeParse(form);
    if (parsed.success) return { way: form.way, note: form.note, when: parsed.data };
    for (const issue of parsed.error.issues) ctx.addIssue({ ...issue } as never);
    return z.NEVER;
  });

export const publicForm = z.object({ ...moment, instead: ticked(), note: requiredText(1000) });

export const listForm = z.object({ list: z.string().default('') });

export const agencySettingForm = z.object({
  name: requiredText(200),
  address: optionalText(500),
  email: optionalEmail(),
});
