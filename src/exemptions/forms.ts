import { z } from 'zod';
import { findingsIn } from '../catalogue/personal/texts';
import { day, oneOf, optionalDay, optionalText, requiredText, ticked } from '../web/fields';
import { TARGETS, type Tester, type TestSheet } from '../workflow/exemption-facts';
import { GROUNDS, groundCode } from '../workflow/exemption-grounds';

/** How long the texts of a test and a decision may be, in characters. */
export const TEXT = { title: 300, line: 300, short: 2000, long: 6000 } as const;

/** Rows that the form offers for testers. */
export const TESTER_ROWS = 8;
const ROWS = Array.from({ length: TESTER_ROWS }, (_, i) => i + 1);

/** Every ground as a choice: a letter that has items is chosen with its item. */
export const GROUND_CODES: readonly string[] = GROUNDS.flatMap(({ letter, items }) =>
  items === 0 ? [letter] : Array.from({ length: items }, (_, i) => groundCode(letter, i + 1)),
);

export const SCOPES = ['whole', 'part'] as const;

const testers = Object.fromEntries(
  ROWS.flatMap((n) =>
    ['name', 'office', 'unit'].map((what) => [`tester_${n}_${what}`, z.string().max(200).default('')]),
  ),
) as Record<never, z.ZodType>;

/** A day that clocks can be counted to: nobody means the year 9999. */
const within = () => optionalDay().refine((day) => day === null || day < '2200', 'exemptions:error.far');

/** The title is what everybody reads of an item that is closed. */
const title = () => requiredText(TEXT.title).refine((text) => findingsIn([text]).length === 0, 'personal:error.text');

/** The sheet as it is typed: a draft may lack anything but its title; what it needs is judged when it is completed. */
export const sheetForm = z.object({
  title: title(),
  ground: z
    .string()
    .default('')
    .refine((code) => code === '' || GROUND_CODES.includes(code), 'web:form.choose'),
  scope: oneOf(SCOPES).default('whole'),
  part: optionalText(TEXT.short),
  legal_basis: optionalText(TEXT.long),
  statute: optionalText(TEXT.line),
  if_opened: optionalText(TEXT.long),
  if_closed: optionalText(TEXT.long),
  public_interest: optionalText(TEXT.long),
  term_basis: optionalText(TEXT.short),
  until_on: within(),
  opens_on: within(),
  target: oneOf(TARGETS).default('setiap-saat'),
  document: optionalText(60),
  // Goes with the sheet when the same button hands it in.
  note: optionalText(TEXT.short),
  ...testers,
});

type Typed = z.output<typeof sheetForm>;

/** What was typed as the sheet that the rules judge. */
export function sheetFrom({ ground, scope, document: _, note: __, ...typed }: Typed): TestSheet {
  const [letter = '', item] = ground.split('.');
  const { title, part, legal_basis, statute, if_opened, if_closed, public_interest } = typed;
  const { term_basis, until_on, opens_on, target } = typed;
  return {
    ...{ title, legal_basis, statute, if_opened, if_closed, public_interest, term_basis, until_on, opens_on, target },
    ...{ letter: letter || null, item: item ? Number(item) : null, partial: scope === 'part' ? 1 : 0 },
    part: scope === 'part' ? part : null,
    testers: testersOf(typed),
  };
}

function testersOf(typed: Record<string, unknown>): Tester[] {
  const text = (n: number, what: string): string => String(typed[`tester_${n}_${what}`] ?? '');
  return ROWS.map((n) => ({ name: text(n, 'name'), office: text(n, 'office'), unit: text(n, 'unit') })).filter(
    ({ name }) => name !== '',
  );
}

/** A sheet as the values of its form. */
export function sheetValues({ testers: named, letter, item, partial, ...rest }: TestSheet): Record<string, string> {
  const texts = Object.entries(rest).map(([name, value]): [string, string] => [
    name,
    value === null ? '' : String(value),
  ]);
  const rows = named.flatMap(({ name, office, unit }, i): [string, string][] => [
    [`tester_${i + 1}_name`, name],
    [`tester_${i + 1}_office`, office],
    [`tester_${i + 1}_unit`, unit],
  ]);
  const ground = letter === null ? '' : groundCode(letter, item);
  return Object.fromEntries([...texts, ...rows, ['ground', ground], ['scope', partial === 1 ? 'part' : 'whole']]);
}

/** Beginning a test: whose information it is, and what. */
export const newForm = z.object({
  body: requiredText(100),
  title: title(),
  document: optionalText(60),
  request: z
    .string()
    .default('')
    .refine((text) => text === '' || /^P-\d{4}-\d{6,}$/.test(text), 'web:form.invalid')
    .transform((text) => text || null),
  key: z.string().regex(/^[\w-]{16,64}$/),
});

export const noteForm = z.object({ note: requiredText(TEXT.short) });
export const optionalNote = z.object({ note: optionalText(TEXT.short) });

/** The decree, and the head's approval where no delegate has given it. */
export const decideForm = z.object({ number: requiredText(100), decided_on: day() });
export const approvalForm = z.object({
  approval_name: requiredText(TEXT.line),
  approval_office: requiredText(TEXT.line),
  approval_number: requiredText(100),
  approval_on: day(),
});

export const RULINGS = ['hearing', 'ruling'] as const;
export const rulingForm = z.object({ by: oneOf(RULINGS), number: requiredText(TEXT.line), on: day() });

export const maskingForm = z.object({
  seen: ticked().refine(Boolean, 'exemptions:error.seen'),
  document_version: z.coerce.number().int().min(1),
  // As the officer leaves it; a form without it leaves it as it is.
  summary: z
    .string()
    .max(5000)
    .optional()
    .transform((text) => (text === undefined ? text : text || null)),
  note: optionalText(TEXT.short),
});

export const delegationForm = z.object({
  account: requiredText(100),
  office: requiredText(TEXT.line),
  number: requiredText(100),
  from_on: day(),
  until_on: optionalDay(),
  head_name: requiredText(TEXT.line),
  head_office: requiredText(TEXT.line),
});

export const followForm = z.object({ purpose: oneOf(['change', 'open']) });
