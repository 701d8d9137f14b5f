import type { LetterRow } from '../../db/tables/letters';
import type { Translate } from '../../i18n/catalogue';
import { complete, type Field, type FieldGroup, one } from '../../requests/staff/field-views';
import { WAYS } from '../../requests/staff/ways';
import { acceptOf } from '../../storage/file-kinds';
import type { Format } from '../../web/format';
import { enteredDays } from '../../workflow/dispute-corrections';
import { rulingsOn } from '../../workflow/dispute-facts';
import { remediesOpenOn } from '../../workflow/dispute-terms';
import { lastDayOfRemedy } from '../clocks';
import { mayPublish } from './acting';
import { disputePath } from './areas';
import { PUBLISH_WAYS } from './carry-out-forms';
import type { DisputeFormStep } from './form-steps';
import type { OpenedDispute } from './opened';

/** The open form of one step of a dispute. */
export type StepView = {
  name: DisputeFormStep;
  title: string;
  intro: string;
  /** What must be weighed before this is sent. */
  warning: string | null;
  groups: FieldGroup[];
  hidden: { name: string; value: string }[];
  labels: Record<string, string>;
  submit: string;
  tone: 'primary' | 'danger';
  action: string;
  cancel: string;
  held: { token: string; text: string }[];
};

export type StepPageInput = {
  step: DisputeFormStep;
  opened: OpenedDispute;
  letter: LetterRow | null;
  bodies: readonly { slug: string; name: string }[];
  held: { token: string; name: string; size: number }[];
  t: Translate;
  fmt: Format;
};

const ENDS: readonly DisputeFormStep[] = ['refuse_registration', 'withdraw_dispute', 'drop'];

export function stepView(input: StepPageInput): StepView {
  const { step, opened, letter, held, t, fmt } = input;
  const path = disputePath(opened.area, opened.bundle.row.number);
  const groups = complete(groupsOf(input));
  const fields = groups.flatMap((group) => group.fields);
  return {
    name: step,
    title: t(`workflow:dispute.step.${step}`),
    intro: t(introOf(input)),
    warning: warningOf(input),
    groups,
    hidden: [{ name: 'action', value: step }, ...(letter ? [{ name: 'letter', value: letter.public_id }] : [])],
    labels: Object.fromEntries(fields.map((field) => [field.name, field.label])),
    submit: t('disputes:submit'),
    tone: ENDS.includes(step) ? 'danger' : 'primary',
    action: `${path}/transitions`,
    cancel: path,
    held: held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
  };
}

/** What a ruling may order differs by ground: UU 14/2008 Pasal 46. */
const introOf = ({ step, opened }: StepPageInput): string =>
  step === 'decide_dispute' && opened.facts.ground !== 'a'
    ? 'disputes:intro.decide_dispute_duty'
    : `disputes:intro.${step}`;

/** A ruling that somebody may still take to court is not final by the calendar. */
function warningOf({ step, opened: { facts, today }, t, fmt }: StepPageInput): string | null {
  if (step !== 'finalize' || !remediesOpenOn(facts, today)) return null;
  const last = lastDayOfRemedy(facts);
  return last === null
    ? t(`disputes:warning.final_unknown.${facts.state}`)
    : t('disputes:warning.final_early', { day: fmt.day(last) });
}

function groupsOf(input: StepPageInput): FieldGroup[] {
  if (input.step === 'record_letter') return letterGroups(input);
  return input.step === 'carry_out' ? carryGroups(input) : one(fieldsOf(input));
}

const dated = ({ t, opened }: StepPageInput, name: string, more: Partial<Field> = {}): Field => ({
  ...{ name, label: t(`disputes:field.${name}`), type: 'date', width: 'short', maxDate: opened.today },
  ...more,
});

/** The day it happened. Its words name what happened. */
const happened = (input: StepPageInput): Field =>
  dated(input, 'on', { label: input.t(`disputes:day.${input.step}`), value: input.opened.today });

function fieldsOf(input: StepPageInput): Field[] {
  const { step, t, opened } = input;
  const note: Field = {
    name: 'note',
    label: t('disputes:field.note'),
    type: 'textarea',
    rows: 3,
    required: false,
    max: 2000,
  };
  const number: Field = {
    ...{ name: 'commission_number', label: t('disputes:field.commission_number'), width: 'medium', required: false },
    value: opened.bundle.row.commission_number,
  };
  const ruling: Field = {
    name: 'ruling',
    label: t(`disputes:ruling.${step === 'settle_dispute' ? 'agreed' : 'decided'}`),
    hint: t('disputes:hint.ruling'),
    type: 'textarea',
    max: 5000,
  };
  const outcome: Field = {
    ...{ name: 'outcome', label: t('disputes:field.outcome'), type: 'radios' },
    options: rulingsOn(opened.facts.ground).map((value) => ({ value, label: t(`workflow:dispute.outcome.${value}`) })),
  };
  const executeBy = dated(input, 'execute_by', {
    ...{ required: false, maxDate: null, hint: t('disputes:hint.execute_by'), value: opened.facts.execute_by },
  });
  const received = (required: boolean, key: string) =>
    dated(input, 'received_on', {
      required,
      label: t(`disputes:received.${key}`),
      hint: t(`disputes:hint.received_${key}`),
    });
  const day = happened(input);
  switch (step) {
    case 'file_dispute':
    case 'register_dispute':
      return [day, number, note];
    case 'refuse_registration':
      return [day, { ...note, label: t('disputes:field.reason'), required: true }];
    case 'settle_dispute':
      return [day, ruling, executeBy];
    case 'decide_dispute':
      return [day, outcome, ruling, number, received(false, 'decision'), executeBy];
    case 'court_decides':
      return [day, outcome, ruling, received(true, 'court')];
    case 'finalize':
      return [day, executeBy, ...earlyFields(input), note];
    case 'correct_day':
      return [
        {
          ...{ name: 'which', label: t('disputes:field.which'), type: 'radios' },
          options: enteredDays(opened.facts).map((value) => {
            const now = input.fmt.day(opened.facts[value] as string);
            return { value, label: t('disputes:correct.option', { name: t(`disputes:date.${value}`), day: now }) };
          }),
        },
        dated(input, 'on', { label: t('disputes:day.correct_day') }),
        { ...note, label: t('disputes:field.correct_reason'), required: true },
      ];
    default:
      return [day, note];
  }
}

/** Why a ruling is final before the days to court are over: the field stands there while a day within them can be typed. */
function earlyFields({ opened: { facts }, t }: StepPageInput): Field[] {
  if (facts.state === 'settled') return [];
  const hint = t('disputes:hint.early_reason');
  const field = { name: 'early_reason', label: t('disputes:field.early_reason'), hint };
  return [{ ...field, type: 'textarea', rows: 3, required: false, max: 2000 }];
}

/** Carrying out what was decided, and the opened item: published here, published before, or why not. */
function carryGroups(input: StepPageInput): FieldGroup[] {
  const { t, opened, bodies } = input;
  const { bundle, user } = opened;
  const may = mayPublish(user);
  const text = (name: string, more: Partial<Field> = {}): Field => ({
    ...{ name, label: t(`disputes:item.${name}`), required: false },
    ...more,
  });
  const ways = PUBLISH_WAYS.filter((way) => may || way !== 'new');
  const publish: Field = {
    ...{
      name: 'publish',
      label: t('disputes:field.publish'),
      type: 'radios',
      hint: may ? null : t('disputes:hint.only_ppid'),
    },
    options: ways.map((value) => ({ value, label: t(`disputes:publish.${value}`) })),
  };
  const item: Field[] = [
    text('title'),
    text('body', {
      ...{ type: 'select', value: bundle.body?.slug ?? null },
      options: bodies.map(({ slug, name }) => ({ value: slug, label: name })),
    }),
    text('summary', { type: 'textarea', max: 5000 }),
    text('holder', { value: bundle.body?.name ?? null }),
    text('publisher'),
    dated(input, 'made_on', { label: t('disputes:item.made_on'), required: false }),
    text('made_at'),
    text('year', { width: 'short', inputmode: 'numeric' }),
    text('available_as', { hint: t('disputes:hint.available_as') }),
    text('retention'),
    text('item_files', { type: 'file', multiple: true, accept: acceptOf('document') }),
    text('url', { inputmode: 'url', hint: t('disputes:hint.url') }),
  ];
  return [
    ...one([happened(input), publish]),
    ...(may ? one(item, t('disputes:group.item'), t('disputes:group.item_hint')) : []),
    ...one([text('document', { hint: t('disputes:hint.document') })], t('disputes:group.existing')),
    ...one([text('reason', { type: 'textarea', rows: 3, max: 2000 })], t('disputes:group.nothing')),
  ];
}

/** How a letter on paper went, and its signed scan. */
function letterGroups({ t, letter, opened }: StepPageInput): FieldGroup[] {
  const known = letter?.reached_on != null;
  const scan: Field = {
    ...{ name: 'signed_file', label: t('desk:field.signed_file'), hint: t('desk:hint.signed_file'), type: 'file' },
    ...{ required: known, accept: acceptOf('document') },
  };
  if (known) return one([scan]);
  const day = (name: 'sent_on' | 'reached_on', more: Partial<Field>): Field => ({
    ...{ name, label: t(`desk:field.${name}`), type: 'date', width: 'short', maxDate: opened.today },
    ...more,
  });
  return one([
    {
      ...{ name: 'way', label: t('desk:field.sent_way'), type: 'select', width: 'medium', placeholder: null },
      options: WAYS.map((value) => ({ value, label: t(`workflow:deliver.${value}`) })),
      value: letter?.sent_way ?? 'post',
    },
    day('sent_on', { min: letter?.dated_on ?? null, value: letter?.sent_on ?? opened.today }),
    day('reached_on', { required: false, hint: t('desk:hint.reached_on') }),
    scan,
  ]);
}
