import { z } from 'zod';
import { atLocal } from '../calendar/working-days';
import { namesIdentity } from '../catalogue/personal/texts';
import { subkindsOf } from '../catalogue/subkinds';
import type { Translate } from '../i18n/catalogue';
import { oneOf, optionalDay, optionalText, requiredText } from '../web/fields';
import type { AnnouncementFacts } from './facts';
import { LETTERS } from './standard';

export const KINDS = subkindsOf('serta-merta').map(({ code }) => code);

const LONG = 5000;

/** Hours and minutes, which may be left empty; people write 09.00 as well as 09:00. */
const time = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || /^([01]?\d|2[0-3])[.:][0-5]\d$/.test(text), 'announcements:form.timeWrong')
    .transform((text) => (text === '' ? null : text.replace('.', ':').padStart(5, '0')));

// A warning names telephones and accounts on purpose; whose identity card it is never belongs into one.
const said = (max: number) => requiredText(max).refine((text) => !namesIdentity(text), 'personal:error.identity');
const item = (max = LONG) =>
  optionalText(max).refine((text) => text === null || !namesIdentity(text), 'personal:error.identity');
const standard = z.object(
  Object.fromEntries(LETTERS.map((letter) => [letter, item()])) as Record<string, ReturnType<typeof item>>,
);

const fields = z.object({
  subkind: oneOf(KINDS as [string, ...string[]]),
  title: said(200),
  happening: said(LONG),
  // What people should do is asked of everybody who announces; the other items may follow.
  standard: standard.extend({ d: said(LONG) }),
  picture_alt: item(500),
  from_on: optionalDay(),
  from_time: time(),
  until_on: optionalDay(),
  until_time: time(),
});

const key = z.string().regex(/^[\w-]{16,64}$/);
export const newForm = fields.extend({ body: requiredText(100), key });
export const editForm = fields.extend({ version: z.coerce.number().int().min(1) });
export const endForm = z.object({ version: z.coerce.number().int().min(1), reason: said(1000) });
export const updateForm = z.object({ text: said(LONG), mail: oneOf(['ya', 'tidak']), key });

type Typed = z.output<typeof fields>;
type Read = { facts: AnnouncementFacts } | { errors: Record<string, string> };

/**
 * The facts of a form. Days and hours are the office's; without a beginning it holds from `from`, without an end until it
 * is ended. A day without an hour means the whole day.
 */
export function readFacts(typed: Typed, given: { from: string; now: string; timezone: string }, t: Translate): Read {
  const at = (day: string | null, hour: string) => (day ? atLocal(day, hour, given.timezone) : null);
  const errors: Record<string, string> = {};
  if (typed.from_time && !typed.from_on) errors.from_on = t('announcements:form.dayMissing');
  if (typed.until_time && !typed.until_on) errors.until_on = t('announcements:form.dayMissing');
  const fromAt = at(typed.from_on, typed.from_time ?? '00:00') ?? given.from;
  const untilAt = at(typed.until_on, typed.until_time ?? '23:59');
  if (untilAt && untilAt <= fromAt) errors.until_on = t('announcements:form.untilBeforeFrom');
  else if (untilAt && untilAt <= given.now) errors.until_on = t('announcements:form.untilPast');
  if (Object.keys(errors).length > 0) return { errors };
  const { subkind, title, happening, picture_alt } = typed;
  const items = typed.standard as AnnouncementFacts['standard'];
  return { facts: { subkind, title, happening, standard: items, pictureAlt: picture_alt, fromAt, untilAt } };
}

/** The old instant where the new one is the same minute: a form shows no seconds, and sending it unchanged changes nothing. */
export function keepMinute<T extends string | null>(fresh: T, old: string | null): T {
  return (fresh !== null && old !== null && fresh.slice(0, 16) === old.slice(0, 16) ? old : fresh) as T;
}
