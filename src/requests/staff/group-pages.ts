import { acceptOf } from '../../storage/file-kinds';
import { EXTENSION_GROUNDS } from '../../workflow/steps';
import { PAPER_KINDS } from '../papers';
import { TEXT } from './decision-fields';
import { decisionFields, exemptionGroup, giveGroup, pairsGroup, redactionGroup } from './decision-pages';
import { type Field, type FieldGroup, one } from './field-views';
import { considerationsField, provideDays } from './notice-fields';
import { deliverGroups, sendingGroups } from './sending-pages';
import type { StepPageInput } from './step-pages';

/** What the form of a step asks, in groups. */
export function groupsOf(input: StepPageInput): FieldGroup[] {
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
