import { z } from 'zod';
import { findingsIn } from '../../catalogue/personal/texts';
import { day, oneOf, optionalText, requiredText, ticked } from '../../web/fields';
import { LONGEST_TEXT } from './narrative';

/** A report begins with the year from which the portal's law can ask for one. */
const FIRST_YEAR = 2010;

/** `thisYear` is the running one: a later year has nothing to report. */
export const startForm = (thisYear: number) =>
  z.object({
    tahun: z.string().superRefine((text, check) => {
      const year = Number(text);
      const params = { first: String(FIRST_YEAR), last: String(thisYear) };
      const wrong = !/^\d{4}$/.test(text) || year < FIRST_YEAR;
      if (wrong) check.addIssue({ code: 'custom', message: 'annual:form.yearWrong', params });
      else if (year > thisYear) check.addIssue({ code: 'custom', message: 'annual:form.yearAhead', params });
    }),
    teks_lama: ticked(),
  });

const version = z.coerce.number().int().min(1).max(1_000_000);
/** What the report prints and anyone reads: whose identity card it is never belongs into one. */
const unnamed = <T extends z.ZodType<string>>(text: T) =>
  text.refine(
    (typed) => !findingsIn([typed]).some(({ kind }) => kind === 'nik' || kind === 'kk'),
    'annual:form.identity',
  );
const text = () => unnamed(z.string().max(LONGEST_TEXT)).default('');

/** The narrative parts; any may still be empty while the report is a draft. */
export const textsForm = z.object({
  version,
  ...{ policy: text(), facilities: text(), staff: text(), budget: text(), obstacles: text(), recommendations: text() },
});

export const reasonForm = z.object({ version, butir: requiredText(100), alasan: unnamed(requiredText(2000)) });

export const STEP_FORMS = {
  freeze: z.object({ version }),
  thaw: z.object({ version }),
  publish: z.object({ version, badan: requiredText(100) }),
  correct: z.object({ version, sebab: unnamed(requiredText(1000)) }),
} as const;

export type StepForm = keyof typeof STEP_FORMS;

export const isStepForm = (name: unknown): name is StepForm =>
  typeof name === 'string' && Object.hasOwn(STEP_FORMS, name);

/** How a copy reached the commission: in person, by post or courier, by e-mail, or by the commission's own system (Pasal 61). */
export const WAYS = ['in_person', 'post', 'email', 'system'] as const;

export const copyForm = z.object({ version, tanggal: day(), cara: oneOf(WAYS), catatan: optionalText(1000) });
