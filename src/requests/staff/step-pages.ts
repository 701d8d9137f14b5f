import type { Calendar } from '../../calendar/working-days';
import { NoCalendarError } from '../../calendar/working-days';
import type { LetterRow, RequestFileRow } from '../../db/tables';
import type { Translate } from '../../i18n/catalogue';
import { acceptOf } from '../../storage/file-kinds';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { explainTerm } from '../../workflow/deadlines';
import type { RequestFacts } from '../../workflow/facts';
import { EXTENSION_GROUNDS, PARTLY_BECAUSE } from '../../workflow/steps';
import type { Identity } from '../identity';
import { PAPER_KINDS } from '../papers';
import { type Area, casePath } from './areas';
import { TEXT } from './decision-fields';
import { decisionFields, exemptionGroup, giveGroup, pairsGroup, redactionGroup } from './decision-pages';
import { type ExplainView, explainView } from './explain-pages';
import { complete, type Field, type FieldGroup } from './field-views';
import { considerationsField, provideDays } from './notice-fields';
import type { UsualService } from './services';
import { type FormStep, WAYS } from './step-forms';

/** The open form of one step: what it asks, in groups, and what it says before. */
export type StepView = {
  name: FormStep;
  title: string;
  /** What the step does and where the law says so. */
  intro: string;
  groups: FieldGroup[];
  explain: ExplainView | null;
  /** Links that change what the form asks: why a part is given, which service is the right one. */
  choices: { label: string; items: { label: string; href: string; current: boolean; count: null }[] } | null;
  hidden: { name: string; value: string }[];
  labels: Record<string, string>;
  submit: string;
  tone: 'primary' | 'danger';
  action: string;
  cancel: string;
  held: { token: string; text: string }[];
  warnings: { name: string; text: string }[];
};

export type StepPageInput = {
  step: FormStep;
  area: Area;
  number: string;
  facts: RequestFacts;
  identity: Identity | null;
  deliver: string;
  obtain: string;
  cal: Calendar;
  today: string;
  files: readonly RequestFileRow[];
  bodies: readonly { id: number; slug: string; name: string }[];
  missing: readonly string[];
  services: readonly UsualService[];
  letter: LetterRow | null;
  proposedDays: number | null;
  /** From the address or from the form that came back. */
  because: string | null;
  service: string | null;
  form: FormState;
  held: { token: string; name: string; size: number; field: string }[];
  warnings: { name: string; text: string }[];
  t: Translate;
  fmt: Format;
};

/** The form of one step of a case. */
export function stepView(input: StepPageInput): StepView {
  const { step, area, number, t, fmt } = input;
  const groups = complete(groupsOf(input));
  const fields = groups.flatMap((group) => group.fields);
  return {
    name: step,
    title: t(`workflow:step.${step}`),
    intro: t(`desk:intro.${introKey(input)}`),
    groups,
    explain: step === 'extend' ? extensionExplained(input) : null,
    choices: choicesOf(input),
    hidden: hiddenOf(input),
    labels: Object.fromEntries(fields.map((field) => [field.name, field.label])),
    submit: t(`desk:submit.${step}`),
    tone: step === 'propose_refusal' || step === 'reject_refusal' ? 'danger' : 'primary',
    action: `${casePath(area, number)}/transitions`,
    cancel: casePath(area, number),
    held: input.held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
    warnings: input.warnings,
  };
}

function introKey({ step, letter, identity, facts }: StepPageInput): string {
  if (step === 'record_letter' && letter?.reached_on) return 'attach_signed';
  if (step === 'approve_refusal' && facts.proposal_kind === 'granted_partly') return 'approve_partly';
  return step === 'deliver' && !identity?.email ? 'deliver_paper' : step;
}

function hiddenOf({ step, because, letter }: StepPageInput) {
  const hidden = [{ name: 'action', value: step as string }];
  if (step === 'grant_partly' && because) hidden.push({ name: 'because', value: because });
  if (step === 'record_letter' && letter) hidden.push({ name: 'letter', value: letter.public_id });
  return hidden;
}

function choicesOf({ step, area, number, because, service, services, t }: StepPageInput): StepView['choices'] {
  const href = (query: string) => `${casePath(area, number)}?langkah=${step}&${query}#langkah`;
  if (step === 'grant_partly') {
    return {
      label: t('desk:field.because'),
      items: PARTLY_BECAUSE.map((one) => ({
        label: t(`workflow:because.${one}`),
        href: href(`karena=${one}`),
        current: one === because,
        count: null,
      })),
    };
  }
  if (step !== 'redirect') return null;
  return {
    label: t('desk:field.usual_service'),
    items: services.map(({ key, label }) => ({
      label,
      href: href(`layanan=${encodeURIComponent(key)}`),
      current: key === service,
      count: null,
    })),
  };
}

/** The day an extension would lead to, and how it is counted, before anybody confirms it. */
function extensionExplained({ cal, facts, t, fmt }: StepPageInput): ExplainView | null {
  try {
    return explainView(explainTerm('extension', cal, facts.due_on), t, fmt, { open: true, key: 'new_due' });
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

const one = (fields: Field[], heading: string | null = null, hint: string | null = null): FieldGroup[] => [
  { heading, hint, fields, fold: false },
];

function groupsOf(input: StepPageInput): FieldGroup[] {
  const { step, t, because } = input;
  const label = (name: string) => t(`desk:field.${name}`);
  const hint = (name: string) => t(`desk:hint.${name}`);
  const note = (name: string, required: boolean): Field => ({
    name: 'reason',
    label: label(name),
    hint: hint(name),
    type: 'textarea',
    required,
    max: step === 'propose_answer' ? TEXT.answer : TEXT.reason,
    rows: step === 'propose_answer' ? 10 : 4,
  });
  switch (step) {
    case 'declare_complete':
      return [];
    case 'declare_incomplete':
      return one([
        {
          name: 'missing',
          label: label('missing'),
          type: 'checkboxes',
          required: false,
          value: [...input.missing],
          options: PAPER_KINDS.map((value) => ({ value, label: t(`workflow:paper.${value}`) })),
        },
        {
          name: 'missing_other',
          label: label('missing_other'),
          hint: hint('missing_other'),
          type: 'textarea',
          required: false,
          max: 1000,
          rows: 3,
        },
      ]);
    case 'complete_papers':
    case 'add_papers':
      return one([
        ...PAPER_KINDS.map(
          (kind): Field => ({
            name: kind,
            label: t(`workflow:paper.${kind}`),
            type: 'file',
            required: false,
            multiple: true,
            accept: acceptOf('identity'),
          }),
        ),
        note('papers_note', false),
      ]);
    case 'assign':
      return one([
        {
          name: 'body',
          label: label('body'),
          type: 'select',
          options: input.bodies.map((body) => ({ value: body.slug, label: body.name })),
          value:
            input.bodies.find((body) => body.id === (input.facts.assigned_body_id ?? input.facts.body_id))?.slug ??
            null,
        },
        note('assign_note', false),
      ]);
    case 'return':
      return one([note('return_reason', true)]);
    case 'reject_refusal':
      return one([note('reject_reason', true)]);
    case 'propose_answer':
      return one([
        note('answer', true),
        {
          name: 'material_files',
          label: label('material_files'),
          hint: hint('material_files'),
          type: 'file',
          required: false,
          multiple: true,
          accept: acceptOf('document'),
        },
      ]);
    case 'extend':
      return one([
        {
          name: 'ground',
          label: label('ground'),
          hint: hint('ground'),
          type: 'radios',
          options: EXTENSION_GROUNDS.map((value) => ({ value, label: t(`workflow:ground.${value}`) })),
        },
        note('extend_reason', true),
      ]);
    case 'grant':
      return [...decisionFields(input), giveGroup(input)];
    case 'grant_partly':
      if (because === null) return [];
      return [
        ...decisionFields(input),
        ...(because === 'exempt' ? [exemptionGroup(input), redactionGroup(input), pairsGroup(input)] : []),
        ...(because === 'not_held' ? one(holder(input), t('desk:group.holder')) : []),
        ...(because === 'not_documented' ? one([availableOn(input, false)], t('desk:group.available')) : []),
        giveGroup(input),
      ];
    case 'not_held':
      return one([...holder(input), considerationsField(input)]);
    case 'not_documented':
      return one([availableOn(input, true), considerationsField(input)]);
    case 'redirect':
      return one([...serviceFields(input), considerationsField(input)]);
    case 'propose_refusal':
      return [...one([considerationsField(input)]), exemptionGroup(input)];
    case 'approve_refusal':
      return one([...(input.proposedDays === null ? [] : [provideDays(input)]), note('approve_note', false)]);
    case 'deliver':
      return deliverGroups(input);
    case 'record_letter':
      return sendingGroups(input);
    case 'correct_receipt':
      return one([
        {
          name: 'received_on',
          label: label('received_on'),
          type: 'date',
          width: 'short',
          maxDate: input.today,
          value: input.facts.received_on,
        },
        note('correct_reason', true),
      ]);
  }
}

const holder = ({ t }: StepPageInput): Field[] => [
  { name: 'holder', label: t('desk:field.holder'), hint: t('desk:hint.holder'), required: false },
  { name: 'holder_contact', label: t('desk:field.holder_contact'), required: false },
];

const availableOn = ({ t, today }: StepPageInput, required: boolean): Field => ({
  name: 'available_on',
  label: t('desk:field.available_on'),
  type: 'date',
  width: 'short',
  min: today,
  required,
});

function serviceFields({ t, services, service }: StepPageInput): Field[] {
  const chosen = services.find((one) => one.key === service);
  return [
    { name: 'service_name', label: t('desk:field.service_name'), value: chosen?.name ?? null },
    { name: 'service_contact', label: t('desk:field.service_contact'), value: chosen?.contact ?? null },
    {
      name: 'service_reason',
      label: t('desk:field.service_reason'),
      hint: t('desk:hint.service_reason'),
      type: 'textarea',
      rows: 4,
      max: TEXT.reason,
      value: chosen?.reason ?? null,
    },
  ];
}

const ways = ({ t }: StepPageInput) => WAYS.map((value) => ({ value, label: t(`workflow:deliver.${value}`) }));

function deliverGroups(input: StepPageInput): FieldGroup[] {
  const { t, identity, today, deliver } = input;
  const way: Field = {
    name: 'way',
    label: t('desk:field.delivered_way'),
    type: 'select',
    width: 'medium',
    options: ways(input),
    value: deliver,
    placeholder: null,
  };
  const days: Field[] = identity?.email
    ? []
    : [
        {
          name: 'sent_on',
          label: t('desk:field.letter_sent_on'),
          hint: t('desk:hint.letter_sent_on'),
          type: 'date',
          width: 'short',
          required: false,
          maxDate: today,
        },
        {
          name: 'reached_on',
          label: t('desk:field.letter_reached_on'),
          type: 'date',
          width: 'short',
          required: false,
          maxDate: today,
        },
      ];
  return [giveGroup(input), ...one([way, ...days], t('desk:group.sending'))];
}

function sendingGroups(input: StepPageInput): FieldGroup[] {
  const { t, letter, today, deliver } = input;
  const scan: Field = {
    name: 'signed_file',
    label: t('desk:field.signed_file'),
    hint: t('desk:hint.signed_file'),
    type: 'file',
    required: letter?.reached_on != null,
    accept: acceptOf('document'),
  };
  if (letter?.reached_on) return one([scan]);
  return one([
    {
      name: 'way',
      label: t('desk:field.sent_way'),
      type: 'select',
      width: 'medium',
      options: ways(input),
      value: letter?.sent_way ?? deliver,
      placeholder: null,
    },
    {
      name: 'sent_on',
      label: t('desk:field.sent_on'),
      type: 'date',
      width: 'short',
      min: letter?.dated_on ?? null,
      maxDate: today,
      value: letter?.sent_on ?? today,
    },
    {
      name: 'reached_on',
      label: t('desk:field.reached_on'),
      hint: t('desk:hint.reached_on'),
      type: 'date',
      width: 'short',
      required: false,
      maxDate: today,
    },
    scan,
  ]);
}
