import type { Translate } from '../i18n/catalogue';
import { type ExemptionFacts, TARGETS } from '../workflow/exemption-facts';
import { type ExemptionContext, sheetLacks } from '../workflow/exemption-rules';
import type { Field, Group } from './field-views';
import { GROUND_CODES, SCOPES, TESTER_ROWS, TEXT } from './forms';
import { type ItemChoice, itemFields } from './item-choice';
import { SHEET_FIELD_OF } from './refusal-forms';
import type { NextStep } from './step-forms';
import { groundWords } from './words';

const BLANK = {
  ...{ letter: null, item: null, partial: 0, part: null, legal_basis: null, statute: null, if_opened: null },
  ...{ if_closed: null, public_interest: null, term_basis: null, until_on: null, opens_on: null, testers: [] },
} as const;

/** Columns that are needed in some cases only, with the words for when. */
const SOMETIMES = ['part', 'statute', 'until_on'];

/** What the next step will ask for, by the rules themselves: what they find lacking in a sheet with nothing in it. */
function neededFields(facts: ExemptionFacts, ctx: ExemptionContext): Set<string> {
  const lacks = sheetLacks({ ...facts, ...BLANK, testers: [] }, ctx);
  return new Set(lacks.flatMap((code) => SHEET_FIELD_OF[code] ?? []));
}

type Drawn = { facts: ExemptionFacts; ctx: ExemptionContext; choice: ItemChoice; next: NextStep | null };

/** The sheet of the consequence test as a form, in the order of Lampiran II. */
export function sheetGroups({ facts, ctx, choice, next }: Drawn, t: Translate): Group[] {
  const needed = neededFields(facts, ctx);
  const when = (name: string): string | null => {
    if (needed.has(name)) return t(`exemptions:needed.${next ?? 'complete_test'}`);
    return SOMETIMES.includes(name) ? t(`exemptions:needed.${name}`) : null;
  };
  const field = (name: string, more: Partial<Field> = {}): Field => ({
    ...{ name, label: t(`exemptions:field.${name}`), hint: null, optionalLabel: when(name), ...more },
  });
  const text = (name: string, max: number = TEXT.long): Field =>
    field(name, { type: 'textarea', rows: 4, max, required: false, hint: t(`exemptions:hint.${name}`) });
  const group = (name: string, fields: Field[]): Group => ({
    ...{ heading: t(`exemptions:group.${name}`), hint: t(`exemptions:group.${name}_hint`), fields },
  });
  const opens = facts.purpose === 'open';
  return [
    group('information', [
      field('title', { hint: t('exemptions:hint.title') }),
      ...(facts.purpose === 'exempt' ? itemFields(choice, t) : []),
      field('scope', {
        ...{ type: 'radios', value: 'whole' },
        options: SCOPES.map((value) => ({ value, label: t(`exemptions:scope.${value}`) })),
      }),
      field('part', { required: false, hint: t('exemptions:hint.part') }),
    ]),
    group('basis', [
      field('ground', {
        ...{ type: 'select', required: false },
        options: GROUND_CODES.map((code) => {
          const [letter = '', item] = code.split('.');
          return { value: code, label: groundWords({ letter, item: item ? Number(item) : null }, t) };
        }),
      }),
      text('legal_basis'),
      field('statute', { required: false, hint: t('exemptions:hint.statute') }),
    ]),
    group('consequences', [text('if_opened'), text('if_closed'), text('public_interest')]),
    opens
      ? group('opening', [field('opens_on', { type: 'date', width: 'short', required: false }), target(t)])
      : group('term', [
          field('until_on', { type: 'date', width: 'short', required: false, hint: t('exemptions:hint.until_on') }),
          text('term_basis', TEXT.short),
          target(t),
        ]),
    group('testers', testerFields(facts, when, t)),
  ];
}

const target = (t: Translate): Field => ({
  ...{ name: 'target', label: t('exemptions:field.target'), hint: t('exemptions:hint.target'), type: 'select' },
  ...{ placeholder: null, value: 'setiap-saat' },
  options: TARGETS.map((value) => ({ value, label: t(`catalogue:category.${value}.name`) })),
});

/** One row more than are filled in, so that the form does not frighten. */
function testerFields({ testers }: ExemptionFacts, when: (name: string) => string | null, t: Translate): Field[] {
  const rows = Math.min(TESTER_ROWS, Math.max(3, testers.length + 1));
  return Array.from({ length: rows }, (_, i) => i + 1).flatMap((n) =>
    ['name', 'office', 'unit'].map(
      (what): Field => ({
        ...{ name: `tester_${n}_${what}`, label: t(`exemptions:field.tester_${what}`, { n }), required: false },
        optionalLabel: when(`tester_${n}_${what}`),
      }),
    ),
  );
}
