import type { Translate } from '../i18n/catalogue';
import type { OpenedBreach } from './opened';

/** Steps with a form on the page of the case; the notices have pages of their own, with the letter. */
export const CASE_FORMS = [
  'describe',
  'add_addressees',
  'notify_public',
  'correct_discovery',
  'dismiss',
  'close',
] as const;
export type CaseForm = (typeof CASE_FORMS)[number];

/** What the kit's field partial is given. */
export type Field = {
  name: string;
  label: string;
  type?: 'text' | 'date' | 'time' | 'textarea' | 'checkbox' | 'radios' | 'file' | 'email';
  hint?: string | null;
  required?: boolean;
  value?: string | null;
  max?: number;
  rows?: number;
  width?: 'short' | 'medium' | 'full';
  inputmode?: string;
  accept?: string;
  options?: { value: string; label: string; hint: string | null }[];
  maxDate?: string;
};

export type StepView = {
  name: CaseForm;
  title: string;
  intro: string;
  fields: Field[];
  submit: string;
  tone: 'primary' | 'danger';
  labels: Record<string, string>;
};

/** The form of one step. `today` is the office's date: nothing here lies ahead. */
export function stepView(name: CaseForm, opened: OpenedBreach, today: string, t: Translate): StepView {
  const fields = fieldsOf(name, opened, today, t);
  return {
    name,
    title: t(`breaches:step.${name}.title`),
    intro: t(`breaches:step.${name}.intro`),
    fields,
    submit: t(`breaches:step.${name}.submit`),
    tone: name === 'dismiss' ? 'danger' : 'primary',
    labels: Object.fromEntries(fields.map((field) => [field.name, field.label])),
  };
}

function fieldsOf(name: CaseForm, { content, row, tally }: OpenedBreach, today: string, t: Translate): Field[] {
  const reason = (): Field => {
    return { name: 'reason', label: t(`breaches:step.${name}.reason`), type: 'textarea', rows: 3, max: 2000 };
  };
  switch (name) {
    case 'describe':
      return describeFields(t, { ...content, people_count: row.people_count }, true);
    case 'add_addressees':
      return listFields(t);
    case 'notify_public':
      return [
        ...momentFields(t, today, 'sent'),
        { name: 'note', label: t('breaches:field.where'), hint: t('breaches:field.where_hint'), max: 1000 },
        ...(tally.addressees === 0
          ? [
              {
                ...{ name: 'instead', type: 'checkbox' as const, required: false },
                ...{ label: t('breaches:field.instead'), hint: t('breaches:field.instead_hint') },
              },
            ]
          : []),
      ];
    case 'correct_discovery':
      return [...momentFields(t, today, 'discovered'), reason()];
    default:
      return [reason()];
  }
}

type Said = { data_kinds?: string; happened?: string; handling?: string; people_count?: number | null };

/** What the notice must say; `handling` may be left for later when a breach is first recorded. */
export function describeFields(t: Translate, said: Said, handling: boolean): Field[] {
  const long = (name: 'data_kinds' | 'happened' | 'handling', required = true): Field => ({
    ...{ name, type: 'textarea', rows: 5, max: 5000, required, value: said[name] ?? null },
    label: t(`breaches:field.${name}`),
    hint: t(`breaches:field.${name}_hint`),
  });
  const count: Field = {
    ...{ name: 'people_count', label: t('breaches:field.people'), hint: t('breaches:field.people_hint') },
    ...{ required: false, width: 'short', inputmode: 'numeric', value: said.people_count?.toString() ?? null },
  };
  return [long('data_kinds'), long('happened'), count, long('handling', handling)];
}

/** Day and hour in the office's zone. */
export function momentFields(t: Translate, today: string, of: 'discovered' | 'sent'): Field[] {
  return [
    { name: 'on', label: t(`breaches:field.${of}_on`), type: 'date', width: 'short', maxDate: today },
    {
      name: 'at',
      label: t(`breaches:field.${of}_at`),
      type: 'time',
      width: 'short',
      hint: t('breaches:field.at_hint'),
    },
  ];
}

function listFields(t: Translate): Field[] {
  const list: Field = { name: 'list', label: t('breaches:field.list'), type: 'textarea', rows: 8, required: false };
  const file: Field = { name: 'list_file', label: t('breaches:field.list_file'), type: 'file', required: false };
  return [
    { ...list, hint: t('breaches:field.list_hint') },
    { ...file, hint: t('breaches:field.list_file_hint'), accept: '.csv,.txt,.xlsx' },
  ];
}
