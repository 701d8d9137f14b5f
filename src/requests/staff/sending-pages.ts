import { acceptOf } from '../../storage/file-kinds';
import { giveGroup } from './decision-pages';
import { type Field, type FieldGroup, one } from './field-views';
import type { StepPageInput } from './step-pages';
import { WAYS } from './ways';

const ways = ({ t }: Pick<StepPageInput, 't'>) =>
  WAYS.map((value) => ({ value, label: t(`workflow:deliver.${value}`) }));

/** Delivery: what is given, by which way, and without e-mail when its letter went. */
export function deliverGroups(input: StepPageInput): FieldGroup[] {
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

/** How a letter on paper went, and its signed scan. */
export function sendingGroups(input: Pick<StepPageInput, 't' | 'letter' | 'today' | 'deliver'>): FieldGroup[] {
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
