import type { Citable } from '../../exemptions/register-queries';
import type { Translate } from '../../i18n/catalogue';
import { acceptOf } from '../../storage/file-kinds';
import { ARTICLE_17, CONTROL, FORMATS, MOST_OFFERED, REDACTED_PAIRS, REDACTION_ROWS, TEXT } from './decision-fields';
import type { Field, FieldGroup } from './field-views';
import { considerationsField, provideDays } from './notice-fields';
import type { StepPageInput } from './step-pages';

/** What every notice that gives something asks for: Perki 1/2021 Pasal 31(4), in the order of Lampiran VII. */
export function decisionFields(input: StepPageInput): FieldGroup[] {
  const { t } = input;
  const radios = (name: string, values: readonly string[], value: string): Field => ({
    name,
    label: t(`desk:field.${name}`),
    type: 'radios',
    inline: true,
    value,
    options: values.map((one) => ({ value: one, label: t(`desk:${name}.${one}`) })),
  });
  return [
    {
      heading: t('desk:group.given'),
      hint: null,
      fold: false,
      fields: [
        {
          name: 'material',
          label: t('desk:field.material'),
          hint: t('desk:hint.material'),
          type: 'textarea',
          rows: 3,
          max: TEXT.material,
        },
        radios('control', CONTROL, 'ours'),
        radios('format', FORMATS, 'soft'),
        provideDays(input),
        considerationsField(input),
      ],
    },
    { heading: t('desk:group.cost'), hint: t('desk:hint.cost'), fold: false, fields: costFields(t) },
  ];
}

function costFields(t: Translate): Field[] {
  const sum = (name: string): Field => ({
    name,
    label: t(`desk:field.${name}`),
    required: false,
    width: 'short',
    inputmode: 'numeric',
  });
  const sums = ['copy_per_sheet', 'sheets', 'sending', 'other'].map(sum);
  return [...sums, { name: 'payment', label: t('desk:field.payment'), hint: t('desk:hint.payment'), required: false }];
}

const article17 = (t: Translate) =>
  ARTICLE_17.map((letter) => ({
    value: letter,
    label: t('desk:field.article17', { letter, text: t(`workflow:article17.${letter}`) }),
  }));

/** Decisions that a form offers; `newTest` leads to a consequence test where none of them fits. */
export type DecisionChoice = { decisions: readonly Citable[]; newTest: string | null };

/** The decision that exempts, of those in force (Perki 1/2021 Pasal 34(2), Pasal 49). Its decree goes with the letter. */
export function exemptionGroup({ decisions, newTest, t }: DecisionChoice & Pick<StepPageInput, 't'>): FieldGroup {
  const choose: Field = {
    name: 'exemption',
    label: t('desk:field.exemption'),
    type: 'select',
    options: decisions.map(({ code, number, title, body_name, ground }) => ({
      value: code,
      label: t('desk:field.exemption_option', { title, number, ground, body: body_name }),
    })),
  };
  const code: Field = {
    name: 'exemption_code',
    label: t('desk:field.exemption_code'),
    hint: t('desk:hint.exemption_code'),
    required: false,
    width: 'medium',
  };
  return {
    heading: t('desk:group.exemption'),
    hint: t(decisions.length === 0 ? 'desk:hint.exemption_none' : 'desk:hint.exemption'),
    fold: false,
    fields: decisions.length < MOST_OFFERED ? [choose] : [choose, code],
    link: newTest === null ? null : { href: newTest, label: t('desk:new_test') },
  };
}

/** Each blackened part with its ground and reason: Perki 1/2021 Pasal 50. */
export function redactionGroup({ t, form }: StepPageInput): FieldGroup {
  const used = Array.from({ length: REDACTION_ROWS }, (_, i) => i + 1).filter(
    (n) => form.values[`redaction_${n}_part`],
  );
  const rows = Math.min(REDACTION_ROWS, Math.max(2, (used.at(-1) ?? 0) + 1));
  return {
    heading: t('desk:group.redactions'),
    hint: t('desk:hint.redactions'),
    fold: false,
    fields: Array.from({ length: rows }, (_, i) => i + 1).flatMap((n): Field[] => [
      { name: `redaction_${n}_part`, label: t('desk:field.redaction_part', { n }), required: n === 1 },
      {
        name: `redaction_${n}_ground`,
        label: t('desk:field.redaction_ground', { n }),
        type: 'select',
        options: article17(t),
        required: n === 1,
      },
      { name: `redaction_${n}_reason`, label: t('desk:field.redaction_reason', { n }), required: false },
    ]),
  };
}

/** The original stays with the office; only the redacted copy beside it goes out. */
export function pairsGroup({ t, warnings }: StepPageInput): FieldGroup {
  const file = (name: string, n: number): Field => ({
    name: `${name}_${n}`,
    label: t(`desk:field.${name}`, { n }),
    type: 'file',
    required: false,
    accept: acceptOf('document'),
  });
  const pairs = Array.from({ length: REDACTED_PAIRS }, (_, i) => i + 1).flatMap((n) => [
    file('original', n),
    file('redacted', n),
  ]);
  const accept: Field = { name: 'accept_warning', label: t('desk:field.accept_warning'), type: 'checkbox' };
  return {
    heading: t('desk:group.pairs'),
    hint: t('desk:hint.pairs'),
    fold: false,
    fields: [...pairs, ...(warnings.length > 0 ? [accept] : [])],
  };
}

/** Files for the requester: what the agency handed in can go out as it is, and new ones can be added. */
export function giveGroup({ t, files, fmt }: StepPageInput): FieldGroup {
  const material = files.filter((file) => file.kind === 'material');
  const choose: Field = {
    name: 'give',
    label: t('desk:field.give'),
    type: 'checkboxes',
    required: false,
    options: material.map((file) => ({ value: file.public_id, label: `${file.name} (${fmt.bytes(file.size)})` })),
  };
  const upload: Field = {
    name: 'answer_files',
    label: t('desk:field.answer_files'),
    type: 'file',
    multiple: true,
    required: false,
    accept: acceptOf('document'),
  };
  return {
    heading: t('desk:group.give'),
    hint: t('desk:hint.give'),
    fold: false,
    fields: material.length > 0 ? [choose, upload] : [upload],
  };
}
