import { z } from 'zod';
import type { Citable } from '../../exemptions/register-queries';
import type { Cost, Decision, Exemption, Redaction } from '../../letters/facts';
import { oneOf, optionalText, requiredText } from '../../web/fields';
import type { ExemptionDecision } from '../../workflow/steps';

/** How long the texts of a decision may be, in characters. */
export const TEXT = { considerations: 10_000, material: 4000, reason: 4000, line: 300, answer: 20_000 } as const;

/** Rows that the form offers for blackened parts, and pairs of an original with its redacted copy. */
export const REDACTION_ROWS = 6;
export const REDACTED_PAIRS = 3;

/** The letters of UU 14/2008 Pasal 17. */
export const ARTICLE_17 = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

export const FORMATS = ['soft', 'hard', 'both'] as const;
export const CONTROL = ['ours', 'not_ours'] as const;

/** The most working days that a notice may promise to provide the material in. */
export const MOST_DAYS = 30;

/** Whole rupiah or sheets as people type them: `1.500`, `Rp 1.500`, empty for none. */
const amount = () =>
  z
    .string()
    .max(20)
    .default('')
    .transform((text) => text.replace(/^rp/i, '').replace(/[.\s]/g, ''))
    .refine((text) => /^\d{0,9}$/.test(text), 'desk:error.amount')
    .transform((text) => Number(text || 0));

const days = () =>
  z
    .string()
    .min(1)
    .regex(/^\d{1,2}$/, 'desk:error.days')
    .transform(Number)
    .refine((n) => n <= MOST_DAYS, 'desk:error.days');

export const considerations = { considerations: requiredText(TEXT.considerations) };

/** What every notice that gives something says: Perki 1/2021 Pasal 31(4) a, d, e, f. */
export const givenFields = {
  ...considerations,
  material: requiredText(TEXT.material),
  control: oneOf(CONTROL),
  format: oneOf(FORMATS),
  provide_days: days(),
  copy_per_sheet: amount(),
  sheets: amount(),
  sending: amount(),
  other: amount(),
  payment: optionalText(TEXT.line),
};

export const holderFields = { holder: optionalText(TEXT.line), holder_contact: optionalText(TEXT.line) };

/** As many decisions as a list can hold; beyond them a code is typed. */
export const MOST_OFFERED = 100;

/** The decision (SK) a refusal leans on: Perki 1/2021 Pasal 34(2). */
export const exemptionFields = {
  // Chosen from those in force, or its code where there are more than a list can hold.
  exemption: z.string().max(100).default(''),
  exemption_code: z.string().max(100).default(''),
};

/** What an officer named as the decision: the code he typed, else the one he chose; '' for none. */
export function namedExemption(body: unknown): string {
  const { exemption, exemption_code } = (body ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');
  return text(exemption_code) || text(exemption);
}

/** `redaction_1_part`, `redaction_1_ground`, `redaction_1_reason`, … A row counts when anything in it was filled in. */
// Typed as nothing, because names made by counting would make every other field of the form unknown.
export const redactionFields: Record<never, z.ZodType> = Object.fromEntries(
  Array.from({ length: REDACTION_ROWS }, (_, i) => i + 1).flatMap((n) => [
    [`redaction_${n}_part`, z.string().max(TEXT.line).default('')],
    [`redaction_${n}_ground`, z.union([z.literal(''), oneOf(ARTICLE_17)]).default('')],
    [`redaction_${n}_reason`, z.string().max(1000).default('')],
  ]),
);

type Typed = Record<string, unknown>;
type Given = {
  copy_per_sheet: number;
  sheets: number;
  sending: number;
  other: number;
  payment: string | null;
  considerations: string;
  material: string;
  control: string;
  format: (typeof FORMATS)[number];
  provide_days: number;
};

/** What copying and sending cost, with the sum; null when nothing does (Perki 1/2021 Pasal 37–38). */
export function costOf(data: Given): Cost | null {
  const { copy_per_sheet, sheets, sending, other, payment } = data;
  const total = copy_per_sheet * sheets + sending + other;
  return total === 0 ? null : { copy_per_sheet, sheets, sending, other, total, payment: payment ?? '' };
}

/** The part of a decision that says what is given and how. */
export function givenOf(data: Given): Omit<Decision, 'kind'> {
  return {
    considerations: data.considerations,
    under_control: data.control === 'ours',
    material: data.material,
    format: data.format,
    provide_days: data.provide_days,
    cost: costOf(data),
  };
}

/** The blackened parts that were named, in their order. */
export function redactionsOf(data: Typed): Redaction[] {
  const text = (n: number, name: string): string => String(data[`redaction_${n}_${name}`] ?? '');
  return Array.from({ length: REDACTION_ROWS }, (_, i) => i + 1)
    .map((n) => ({ part: text(n, 'part'), ground: text(n, 'ground'), reason: text(n, 'reason') }))
    .filter((row) => row.part !== '' || row.ground !== '' || row.reason !== '');
}

/**
 * The exempting decision as the machine judges it, and as the letter names it; null when what was named is no decision of
 * this office. Its decree is attached by itself.
 */
export function exemptionOf(cited: Citable | null): { judged: ExemptionDecision | null; named: Exemption | null } {
  if (!cited) return { judged: null, named: null };
  const { code, number, decided_on, title, ground, until, partial } = cited;
  const named: Exemption = { code, number, decided_on, title, ground };
  return { judged: { ...named, until, attached: true, partial: partial === 1 }, named };
}
