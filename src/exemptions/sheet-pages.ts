import type { Translate } from '../i18n/catalogue';
import { type ExemptionFacts, TARGETS } from '../workflow/exemption-facts';
import type { Field, Group } from './field-views';
import { GROUND_CODES, SCOPES, TESTER_ROWS, TEXT } from './forms';
import { groundWords } from './words';

/** The sheet of the consequence test as a form, in the order of Lampiran II. */
export function sheetGroups(facts: ExemptionFacts, t: Translate): Group[] {
  const field = (name: string, more: Partial<Field> = {}): Field => ({
    ...{ name, label: t(`exemptions:field.${name}`), hint: null, ...more },
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
      ...(facts.purpose === 'exempt'
        ? [field('document', { required: false, width: 'medium', hint: t('exemptions:hint.document') })]
        : []),
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
    group('testers', testerFields(facts, t)),
  ];
}

const target = (t: Translate): Field => ({
  ...{ name: 'target', label: t('exemptions:field.target'), hint: t('exemptions:hint.target'), type: 'select' },
  ...{ placeholder: null, value: 'setiap-saat' },
  options: TARGETS.map((value) => ({ value, label: t(`catalogue:category.${value}.name`) })),
});

/** One row more than are filled in, so that the form does not frighten. */
function testerFields({ testers }: ExemptionFacts, t: Translate): Field[] {
  const rows = Math.min(TESTER_ROWS, Math.max(3, testers.length + 1));
  return Array.from({ length: rows }, (_, i) => i + 1).flatMap((n) =>
    ['name', 'office', 'unit'].map(
      (what): Field => ({
        ...{ name: `tester_${n}_${what}`, label: t(`exemptions:field.tester_${what}`, { n }), required: false },
      }),
    ),
  );
}
