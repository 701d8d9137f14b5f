import { z } from 'zod';
import { isCategory } from '../catalogue/categories';
import type { Category } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import { day, optionalText, requiredText } from '../web/fields';
import { cleanText, type FormState } from '../web/forms';

export const proposeForm = z.object({ catatan: optionalText(2000) });

const version = z.coerce.number().int().min(1).max(1_000_000);

/** What is sent with each step, by its name. */
export const STEP_FORMS = {
  approve: z.object({ version }),
  send_back: z.object({ version, alasan: requiredText(2000) }),
  resubmit: z.object({ version, alasan: requiredText(2000) }),
  withdraw: z.object({ version, alasan: requiredText(2000) }),
  enact: z.object({ version, nomor: requiredText(100), tanggal: day() }),
} as const;

export type StepForm = keyof typeof STEP_FORMS;

export const isStepForm = (name: unknown): name is StepForm =>
  typeof name === 'string' && Object.hasOwn(STEP_FORMS, name);

const LONGEST = 200;
const MOST_WORDS = 8;

/** What a list of rows is asked for. With errors in the form nothing is looked for. */
export type ListAsked = {
  form: FormState;
  typed: { q: string; badan: string; kategori: string };
  words: string[];
  category: Category | null;
  wrong: boolean;
};

/** Reads the filter of a list of rows from its address; a value that means nothing gets a sentence beside its field. */
export function readRowsAddress(query: Record<string, unknown>, bodies: readonly string[], t: Translate): ListAsked {
  const typed = { q: oneText(query.q), badan: oneText(query.badan), kategori: oneText(query.kategori) };
  const errors: Record<string, string> = {};
  if (typed.q.length > LONGEST) errors.q = t('web:form.tooLong', { maximum: LONGEST });
  if (typed.badan && !bodies.includes(typed.badan)) errors.badan = t('dip:list.unknownBody');
  if (typed.kategori && !(isCategory(typed.kategori) && typed.kategori !== 'dikecualikan'))
    errors.kategori = t('dip:list.unknownCategory');
  const wrong = Object.keys(errors).length > 0;
  return {
    ...{ typed, wrong, form: { values: { ...typed, q: typed.q.slice(0, 500) }, errors } },
    words: wrong ? [] : typed.q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS),
    category: isCategory(typed.kategori) && !errors.kategori ? typed.kategori : null,
  };
}

/** The day of `?tanggal=`: null when none is asked for. */
export function readDay(
  value: unknown,
  today: string,
  t: Translate,
): { day: string | null; typed: string; error: string | null } {
  const typed = oneText(value).slice(0, 20);
  if (typed === '') return { day: null, typed, error: null };
  const parsed = day().safeParse(typed);
  if (!parsed.success) return { day: null, typed, error: t('web:form.day') };
  return parsed.data > today
    ? { day: null, typed, error: t('dip:list.dayAhead') }
    : { day: parsed.data, typed, error: null };
}

/** The first text of a value in an address, cleaned. */
export function oneText(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? cleanText(first) : '';
}

/** A number of a version or a part in an address, null for anything else. */
export const oneNumber = (value: unknown): number | null =>
  typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
