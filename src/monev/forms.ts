import { z } from 'zod';
import { day, oneOf, optionalDay, optionalText, requiredText } from '../web/fields';
import { readNumber, readSteps } from './exchange';
import { CODE, KINDS, LONGEST, MOST, type Question, type Questionnaire } from './questionnaire';
import { COMMISSIONS, ORIGINS } from './rounds';
import { SOURCE_CODES } from './sources';

/** Since when there is a law to be judged by. */
const FIRST_YEAR = 2010;
export const LONGEST_TEXT = 1_000;

/** `thisYear` is the running one: a later year has nothing that could be judged. */
const yearField = (thisYear: number) =>
  z.string().superRefine((text, check) => {
    const year = Number(text);
    const params = { first: String(FIRST_YEAR), last: String(thisYear) };
    const wrong = !/^\d{4}$/.test(text) || year < FIRST_YEAR;
    if (wrong) check.addIssue({ code: 'custom', message: 'monev:form.year_wrong', params });
    else if (year > thisYear) check.addIssue({ code: 'custom', message: 'monev:form.year_ahead', params });
  });

export const startForm = (thisYear: number) =>
  z.object({ tahun: yearField(thisYear).transform(Number), komisi: oneOf(COMMISSIONS), asal: oneOf(ORIGINS) });

const version = z.coerce.number().int().min(0).max(1_000_000_000);

/** An address that a browser opens, or nothing. */
const link = () =>
  z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'monev:form.link' }).max(500)], 'monev:form.link')
    .default('')
    .transform((text) => text || null);

export const answerForm = z.object({
  version,
  usulan: z.string().max(20).default(''),
  jawaban: z.string().max(20).default(''),
  alasan: optionalText(LONGEST_TEXT),
  catatan: optionalText(LONGEST_TEXT),
  tautan: link(),
});

export const confirmForm = z.object({ bagian: z.string().max(LONGEST.code).default('') });

export const stepForm = z.object({ version, alasan: optionalText(LONGEST_TEXT) });

/** A weight or a share as people write it: 12,5. Never negative, never more than 100. */
const hundred = (wrong = 'monev:form.weight') =>
  z
    .string()
    .min(1)
    .regex(/^(100([.,]0{1,2})?|\d{1,2}([.,]\d{1,2})?)$/, wrong)
    .transform(readNumber);

/** Settings and weights, all at once: they must add up together. */
export function weightsForm(present: Questionnaire, year: number) {
  const codes = present.sections.map(({ code }) => code);
  const questions = present.sections.flatMap((section) => section.questions.map(({ code }) => code));
  const each = <T extends z.ZodType>(keys: readonly string[], schema: T) =>
    z.object(Object.fromEntries(keys.map((key) => [key, schema])) as Record<string, T>);
  return z.object({
    version,
    komisi: requiredText(LONGEST.name),
    layanan: z
      .string()
      .refine((text) => text === String(year) || text === String(year - 1), {
        message: 'monev:form.service_year',
        params: { before: String(year - 1), year: String(year) },
      })
      .transform(Number),
    batas: optionalDay(),
    sumber: optionalText(LONGEST.basis),
    porsi: hundred().refine((share) => share >= 1, 'monev:form.weight'),
    bagian: each(codes, z.object({ nama: z.string().max(LONGEST.name).default(''), bobot: hundred() })),
    bobot: each(questions, hundred()),
    predikat: each(
      present.bands.map((_, i) => `b${i}`),
      hundred(),
    ),
    baru: z
      .object({ kode: z.string().default(''), nama: z.string().max(LONGEST.name).default('') })
      .default({ kode: '', nama: '' })
      .superRefine(({ kode, nama }, check) => {
        if (kode !== '' && !CODE.test(kode))
          check.addIssue({ code: 'custom', path: ['kode'], message: 'monev:form.code' });
        if (kode === '' && nama !== '')
          check.addIssue({ code: 'custom', path: ['kode'], message: 'web:form.required' });
        if (kode !== '' && nama === '')
          check.addIssue({ code: 'custom', path: ['nama'], message: 'web:form.required' });
      }),
  });
}

/** The commission's result. `last` is the number of the newest entry that the officer saw; */
export function resultForm({ sections, bands }: Questionnaire, { year, today }: { year: number; today: string }) {
  const announced = day().superRefine((on, check) => {
    if (on > today) check.addIssue({ code: 'custom', message: 'monev:form.result_ahead' });
    else if (on < `${year}-01-01`)
      check.addIssue({ code: 'custom', message: 'monev:form.result_early', params: { year: String(year) } });
  });
  /** Empty where the commission gave none. */
  const points = (most: number) =>
    z
      .union([z.literal(''), hundred()], 'monev:form.result_score')
      .default('')
      .transform((given) => (given === '' ? null : given))
      .refine((given) => given === null || given <= most, {
        message: 'monev:form.result_points',
        params: { most: String(most).replace('.', ',') },
      });
  const each = z.object(Object.fromEntries(sections.map(({ code, weight }) => [code, points(weight)])));
  return z.object({
    last: version,
    nilai: hundred('monev:form.result_score'),
    predikat: z.string().refine((name) => bands.some((band) => band.name === name), 'web:form.choose'),
    tanggal: announced,
    nomor: requiredText(LONGEST.name),
    tautan: link(),
    bagian: z.preprocess((given) => given ?? {}, each),
    sebab: optionalText(LONGEST_TEXT),
  });
}

/** One question as it is typed; what its kind does not use is left out of it. */
export const questionForm = z
  .object({
    version,
    kode: z.string().min(1).regex(CODE, 'monev:form.code'),
    bagian: z.string().min(1).max(LONGEST.code),
    pertanyaan: requiredText(LONGEST.text),
    dasar: z.string().max(LONGEST.basis).default(''),
    jenis: oneOf(KINDS),
    bobot: hundred(),
    skala: z.string().max(5_000).default(''),
    sasaran: z.string().default(''),
    bukti: z
      .string()
      .default('')
      .refine((code) => code === '' || SOURCE_CODES.has(code), 'web:form.choose'),
    ambang: z.string().default(''),
  })
  .superRefine(({ jenis, skala, sasaran, ambang }, check) => {
    const issue = (path: string, message: string, params = {}) =>
      check.addIssue({ code: 'custom', path: [path], message, params });
    if (jenis === 'scale') {
      const values = readSteps(skala)?.map(({ value }) => value);
      if (!values || values.some((value) => value > 100)) issue('skala', 'monev:form.steps');
      else if (values.length < 2 || values.length > MOST.steps || !values.includes(100))
        issue('skala', 'monev:form.steps_hundred', { most: MOST.steps });
      else if (new Set(values).size !== values.length) issue('skala', 'monev:form.steps_twice');
    }
    if (jenis === 'count' && !(/^\d{1,6}$/.test(sasaran) && Number(sasaran) >= 1 && Number(sasaran) <= MOST.target))
      issue('sasaran', 'monev:form.target', { most: MOST.target });
    if (jenis === 'yes_no' && ambang !== '' && !/^(100|[1-9]\d?)$/.test(ambang)) issue('ambang', 'monev:form.pass');
  })
  .transform(({ version, bagian, ...typed }): { version: number; section: string; question: Question } => ({
    ...{ version, section: bagian },
    question: {
      ...{ code: typed.kode, text: typed.pertanyaan, basis: typed.dasar, kind: typed.jenis, weight: typed.bobot },
      steps: typed.jenis === 'scale' ? (readSteps(typed.skala) ?? []) : [],
      target: typed.jenis === 'count' ? Number(typed.sasaran) : null,
      source: typed.bukti || null,
      pass: typed.jenis === 'yes_no' && typed.ambang !== '' ? Number(typed.ambang) : 100,
    },
  }));

export const removeForm = z.object({ version });

export const loadForm = z.object({ version, sumber_berkas: requiredText(LONGEST.basis) });
