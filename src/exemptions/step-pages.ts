import { fileView } from '../catalogue/document-pages';
import { type FoundView, foundViews, type Scanned } from '../catalogue/personal/ask';
import type { DocumentFileRow, DocumentRow } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import { acceptOf } from '../storage/file-kinds';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import type { Approval } from '../workflow/exemption-facts';
import { latestEnd } from '../workflow/exemption-grounds';
import { exemptionPath } from './areas';
import { complete, type Field, type Group, one } from './field-views';
import { RULINGS, sheetValues, TEXT } from './forms';
import type { ItemChoice } from './item-choice';
import type { OpenedExemption } from './open-commands';
import { sheetGroups } from './sheet-pages';
import { type FormStep, NEXT_STEPS, type NextStep } from './step-forms';

export type StepShown = {
  step: FormStep;
  form: FormState;
  held: { token: string; name: string; size: number }[];
  /** Other tests that may stand on the same decree. */
  also: { number: string; title: string }[];
  /** The approval given last, which is mostly given by the same head. */
  lastApproval: Approval | null;
  item: { document: DocumentRow; files: DocumentFileRow[] } | null;
  /** For the masking: what a machine found in the summary and in each file. */
  scans: readonly (Scanned | null)[];
  /** For the sheet: what the search of the catalogue has brought. */
  choice: ItemChoice;
};

export type StepView = {
  name: FormStep;
  title: string;
  intro: string;
  groups: Group[];
  labels: Record<string, string>;
  hidden: { name: string; value: string }[];
  submit: string;
  /** A second button that also takes the next step. */
  andThen: { label: string; value: NextStep } | null;
  danger: boolean;
  cancel: string;
  held: { token: string; text: string }[];
  /** For the masking: the files that would go out, to be opened first. */
  files: { name: string; href: string; hint: string }[];
  found: FoundView[];
};

/** The form of one step of an exemption. */
export function exemptionStepView(opened: OpenedExemption, shown: StepShown, t: Translate, fmt: Format): StepView {
  const { area, row, steps } = opened;
  const { step, held, item } = shown;
  const next = step === 'save_test' ? (NEXT_STEPS.find((one) => steps.includes(one)) ?? null) : null;
  const groups = complete(groupsOf(opened, { ...shown, next }, t, fmt));
  return {
    name: step,
    title: t(`exemptions:step.${step}`),
    intro: t(`exemptions:intro.${step}`),
    groups,
    labels: {
      ...Object.fromEntries(groups.flatMap((group) => group.fields).map(({ name, label }) => [name, label])),
      ...Object.fromEntries(shown.scans.map((scan, i) => [`confirmed_${i + 1}`, scan?.name ?? ''])),
    },
    hidden: [
      { name: 'action', value: step },
      ...(step === 'save_test' ? [{ name: 'document_found', value: shown.choice.query }] : []),
      ...(step === 'confirm_masking' ? [{ name: 'document_version', value: String(item?.document.version ?? 0) }] : []),
    ],
    submit: t(`exemptions:submit.${step}`),
    andThen: next ? { label: t(`exemptions:submit.save_and_${next}`), value: next } : null,
    danger: ['drop_test', 'decline', 'open_by_ruling'].includes(step),
    cancel: exemptionPath(area, row.number),
    ...maskingView(shown, t, fmt),
    held: held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
  };
}

/** What the officer opens and looks through before the masking is confirmed. */
function maskingView({ step, item, scans }: StepShown, t: Translate, fmt: Format): Pick<StepView, 'files' | 'found'> {
  if (step !== 'confirm_masking') return { files: [], found: [] };
  const files = (item?.files ?? []).map((file) => {
    const { name, href, kind, size } = fileView(file, fmt, t);
    return { name, href, hint: `${kind}, ${size}` };
  });
  return { files, found: foundViews(scans, t) };
}

/** What the form shows where nothing was typed yet. */
export function filledForm(
  { facts }: OpenedExemption,
  step: FormStep,
  form: FormState,
  item: string | null,
): FormState {
  if (step !== 'save_test') return form;
  return { ...form, values: { ...sheetValues(facts), document: item ?? '', ...form.values } };
}

function groupsOf(
  opened: OpenedExemption,
  shown: StepShown & { next: NextStep | null },
  t: Translate,
  fmt: Format,
): Group[] {
  const { facts, today, acting } = opened;
  const { choice, next } = shown;
  const note = (required: boolean): Field => ({
    ...{ name: 'note', label: t('exemptions:field.note'), type: 'textarea', rows: 4, max: TEXT.short, required },
  });
  switch (shown.step) {
    case 'save_test':
      return [
        ...sheetGroups({ facts, ctx: { today, actor: acting.actor }, choice, next }, t),
        ...(opened.steps.includes('hand_in') ? [noteGroup(t)] : []),
      ];
    case 'take_back':
      return [];
    case 'hand_in':
    case 'reopen_test':
    case 'approve':
      return one([note(false)]);
    case 'complete_test':
      return one([file('sheet_file', t), note(false)]);
    case 'return_test':
    case 'drop_test':
    case 'decline':
      return one([note(true)]);
    case 'decide':
      return decideGroups(opened, shown, t, fmt);
    case 'open_by_ruling':
      return one([
        {
          ...{ name: 'by', label: t('exemptions:field.by'), type: 'radios' },
          options: RULINGS.filter((by) => by !== 'hearing' || facts.letter === 'a').map((value) => ({
            value,
            label: t(`exemptions:ruling.${value}`),
          })),
        },
        { name: 'number', label: t('exemptions:field.ruling_number') },
        { name: 'on', label: t('exemptions:field.on'), type: 'date', width: 'short', maxDate: today },
      ]);
    case 'confirm_masking':
      return one([
        {
          ...{ name: 'summary', label: t('exemptions:field.summary'), hint: t('exemptions:hint.summary') },
          ...{ type: 'textarea', rows: 5, max: 5000, required: false, value: shown.item?.document.summary ?? '' },
        },
        { name: 'seen', label: t('exemptions:field.seen'), type: 'checkbox' },
        note(false),
      ]);
  }
}

/** What the agency says with its sheet when the same button hands it in. */
const noteGroup = (t: Translate): Group => ({
  ...{ heading: t('exemptions:group.hand_in'), hint: t('exemptions:group.hand_in_hint') },
  fields: [
    { name: 'note', label: t('exemptions:field.note'), type: 'textarea', rows: 3, max: TEXT.short, required: false },
  ],
});

const file = (name: string, t: Translate): Field => ({
  ...{ name, label: t(`exemptions:field.${name}`), hint: t(`exemptions:hint.${name}`), type: 'file', required: false },
  accept: acceptOf('document'),
});

function decideGroups({ facts, today }: OpenedExemption, shown: StepShown, t: Translate, fmt: Format): Group[] {
  const field = (name: string, more: Partial<Field> = {}): Field => ({
    name,
    label: t(`exemptions:field.${name}`),
    ...more,
  });
  const latest = latestEnd(facts.letter, today, facts.terms);
  const last = shown.lastApproval;
  const date = { type: 'date', width: 'short', maxDate: today } as const;
  const approval: Group = {
    heading: t('exemptions:group.approval'),
    hint: t('exemptions:hint.approval'),
    fields: [
      field('approval_name', { value: last?.name ?? null }),
      field('approval_office', { value: last?.office ?? null }),
      field('approval_number', { width: 'medium' }),
      field('approval_on', date),
      file('approval_file', t),
    ],
  };
  const also: Field[] =
    shown.also.length === 0
      ? []
      : [
          {
            ...{ name: 'also', label: t('exemptions:field.also'), hint: t('exemptions:hint.also'), type: 'checkboxes' },
            required: false,
            options: shown.also.map(({ number, title }) => ({ value: number, label: `${number}: ${title}` })),
          },
        ];
  return [
    {
      heading: t('exemptions:group.decree'),
      hint: latest ? t('exemptions:hint.latest', { day: fmt.day(latest) }) : null,
      fields: [
        field('number', { width: 'medium' }),
        field('decided_on', { ...date, value: today }),
        ...also,
        file('decree_file', t),
      ],
    },
    ...(facts.approval_kind === 'delegate' ? [] : [approval]),
  ];
}
