import { z } from 'zod';
import { isDate } from '../calendar/working-days';
import { dayIn } from '../catalogue/import/days';
import { oneOf, requiredText } from '../web/fields';
import { LONGEST_NAME, MOST_DAYS } from './list/listed';

export const DAY_KINDS = ['libur_nasional', 'cuti_bersama', 'local'] as const;
export const CERTAINTIES = ['high', 'provisional'] as const;
export const LIST_MODES = ['complete', 'replace'] as const;
/** Characters of a list: a year has some fifty lines, a file of a calendar program several years. */
export const LONGEST_LIST = 120_000;

const decree = () => requiredText(300);
const reason = () => requiredText(1000);

/** A day as a date field sends it, or as people type it where there is none: `31/12/2027`, "31 Desember 2027". */
const typedDay = z
  .string()
  .min(1)
  .transform((text) => (isDate(text) ? text : wholly(text)))
  .refine(isDate, 'web:form.day');

const wholly = (text: string): string => {
  const found = dayIn(text);
  return found?.rest === '' ? found.day : text;
};

export const dayForm = z.object({
  tanggal: typedDay,
  jenis: oneOf(DAY_KINDS),
  nama: requiredText(LONGEST_NAME),
  keputusan: decree(),
  alasan: reason(),
});

export const removeForm = z.object({ keputusan: decree(), alasan: reason() });

export const markForm = z.object({ kepastian: oneOf(CERTAINTIES), keputusan: decree(), alasan: reason() });

export const listForm = z.object({
  tahun: z
    .string()
    .min(1)
    .regex(/^20\d{2}$/, 'holidays:form.year')
    .transform(Number),
  cara: oneOf(LIST_MODES),
  kepastian: oneOf(CERTAINTIES),
  keputusan: decree(),
  alasan: reason(),
  daftar: z.string().max(LONGEST_LIST).default(''),
});

const dayKey = { date: z.string().max(10), kind: z.enum(DAY_KINDS), name: z.string().max(500) };

/** A change as the preview page carries it to its confirmation. It is judged again there. */
const change = z.object({
  kind: z.enum(['add', 'remove', 'edit', 'import', 'year']),
  decree: z.string().max(300),
  reason: z.string().max(1000),
  add: z.array(z.object({ ...dayKey, tentative: z.literal(true).optional() })).max(MOST_DAYS),
  remove: z.array(z.object(dayKey)).max(MOST_DAYS),
  years: z
    .array(
      z.object({
        year: z.number().int().min(2000).max(2099),
        decree: z.string().min(1).max(300),
        confidence: z.enum(CERTAINTIES),
      }),
    )
    .max(1),
});

export const confirmForm = z.object({
  usulan: z
    .string()
    .max(150_000)
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        check.addIssue({ code: 'custom', message: 'web:form.invalid' });
        return z.NEVER;
      }
    })
    .pipe(change),
  versi: z.string().max(5000),
});

export type ConfirmForm = z.output<typeof confirmForm>;
