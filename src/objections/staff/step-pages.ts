import { type Calendar, due, NoCalendarError } from '../../calendar/working-days';
import type { LetterRow } from '../../db/tables/letters';
import type { Citable } from '../../exemptions/register-queries';
import type { Translate } from '../../i18n/catalogue';
import type { Decision, Exemption } from '../../letters/facts';
import type { Area } from '../../requests/staff/areas';
import { exemptionGroup } from '../../requests/staff/decision-pages';
import { complete, type Field, type FieldGroup, one } from '../../requests/staff/field-views';
import { sendingGroups } from '../../requests/staff/sending-pages';
import type { StepView } from '../../requests/staff/step-pages';
import { acceptOf } from '../../storage/file-kinds';
import type { Format } from '../../web/format';
import { OBJECTION_OUTCOMES, type ObjectionFacts } from '../../workflow/objection-facts';
import { objectionPath } from './areas';
import { stepTitle } from './case-pages';
import type { ObjectionFormStep } from './form-steps';
import type { Candidate } from './queries';
import { DELEGATE_KINDS, MOST_EXECUTE_DAYS, TEXT } from './step-forms';

export type ObjectionStepInput = {
  step: ObjectionFormStep;
  area: Area;
  number: string;
  facts: ObjectionFacts;
  cal: Calendar;
  today: string;
  /** What the superior chose to answer, from the address or from the form that came back. */
  outcome: string | null;
  letter: LetterRow | null;
  candidates: readonly Candidate[];
  /** The decision on the request, for the exemption that was its reason. */
  decision: Decision | null;
  /** Decisions in force, where the answer leans on one. */
  decisions: readonly Citable[];
  held: { token: string; name: string; size: number }[];
  t: Translate;
  fmt: Format;
};

/** The form of one step of an objection, as the kit of the desk prints it. */
export function objectionStepView(input: ObjectionStepInput): StepView<ObjectionFormStep> {
  const { step, area, number, outcome, letter, held, t, fmt } = input;
  const groups = complete(groupsOf(input));
  const path = objectionPath(area, number);
  const attach = step === 'record_letter' && letter?.reached_on != null;
  return {
    name: step,
    title: stepTitle(step, t),
    intro:
      step === 'record_letter' ? t(`desk:intro.${attach ? 'attach_signed' : step}`) : t(`objections:intro.${step}`),
    groups,
    explain: null,
    choices: step === 'answer_objection' ? outcomesOf(input, path) : null,
    hidden: [
      { name: 'action', value: step },
      ...(outcome ? [{ name: 'outcome', value: outcome }] : []),
      ...(letter ? [{ name: 'letter', value: letter.public_id }] : []),
    ],
    labels: Object.fromEntries(groups.flatMap((group) => group.fields).map(({ name, label }) => [name, label])),
    submit: step === 'record_letter' ? t('desk:submit.record_letter') : t(`objections:submit.${step}`),
    tone: 'primary',
    action: `${path}/transitions`,
    cancel: path,
    held: held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
    warnings: [],
  };
}

function outcomesOf({ outcome, t }: ObjectionStepInput, path: string): StepView['choices'] {
  return {
    label: t('objections:field.outcome'),
    items: OBJECTION_OUTCOMES.map((name) => ({
      label: t(`workflow:objection.outcome.${name}`),
      href: `${path}?langkah=answer_objection&putusan=${name}#langkah`,
      current: name === outcome,
      count: null,
    })),
  };
}

function groupsOf(input: ObjectionStepInput): FieldGroup[] {
  const { step, today, t } = input;
  const field = fieldsIn(t);
  const on = field('on', { type: 'date', width: 'short', maxDate: today, value: today });
  const note = () =>
    field('note', { label: t(`objections:field.note_${step}`), type: 'textarea', rows: 5, max: TEXT.note });
  switch (step) {
    case 'settle':
      return one([on, note()]);
    case 'respond':
      return one([note()]);
    case 'execute':
      return one([
        on,
        note(),
        field('answer_files', { type: 'file', multiple: true, required: false, accept: acceptOf('document') }),
      ]);
    case 'delegate':
      return delegateGroups(input);
    case 'answer_objection':
      return answerGroups(input);
    case 'record_letter':
      return sendingGroups({ ...input, deliver: 'post' });
  }
}

const fieldsIn =
  (t: Translate) =>
  (name: string, more: Partial<Field> = {}): Field => ({
    name,
    label: more.label ?? t(`objections:field.${name}`),
    ...more,
  });

function delegateGroups({ candidates, today, t }: ObjectionStepInput): FieldGroup[] {
  const field = fieldsIn(t);
  const group = (name: string, fields: Field[]): FieldGroup => ({
    ...{ heading: t(`objections:group.${name}`), hint: t(`objections:group.${name}_hint`), fields, fold: false },
  });
  return [
    ...one([
      field('kind', {
        type: 'radios',
        options: DELEGATE_KINDS.map((value) => ({ value, label: t(`objections:delegate.${value}`) })),
      }),
    ]),
    group('person', [
      field('account', {
        type: 'select',
        required: false,
        placeholder: t('objections:delegate.no_account'),
        options: candidates.map((who) => ({
          value: who.public_id,
          label: [who.name, who.title].filter(Boolean).join(', '),
        })),
      }),
      field('name', { required: false }),
      field('office', { required: false }),
    ]),
    group('decision', [
      field('decision_number', { required: false, width: 'medium' }),
      field('decision_on', { type: 'date', width: 'short', required: false, maxDate: today }),
      field('decision_file', { type: 'file', required: false, accept: acceptOf('document') }),
    ]),
  ];
}

function answerGroups(input: ObjectionStepInput): FieldGroup[] {
  const { facts, outcome, decision, t } = input;
  const field = fieldsIn(t);
  if (!OBJECTION_OUTCOMES.some((one) => one === outcome)) return [];
  const reasons = field('reasons', {
    ...{ type: 'textarea' as const, rows: 8, max: TEXT.reasons, hint: t('objections:hint.reasons') },
  });
  if (outcome !== 'upheld') {
    const order = field('order', {
      ...{ type: 'textarea' as const, rows: 4, max: TEXT.order, hint: t('objections:hint.order') },
    });
    return one([reasons, order, executeDays(input)]);
  }
  if (facts.ground !== 'a') return one([reasons]);
  const group = exemptionGroup({ decisions: input.decisions, newTest: null, t });
  return [...one([reasons]), withKnown(group, decision?.exemption ?? null)];
}

/** The decision that was the reason of the refusal is chosen already; the superior may name another. */
function withKnown(group: FieldGroup, known: Exemption | null): FieldGroup {
  const value = known?.code ?? null;
  return { ...group, fields: group.fields.map((field) => (field.name === 'exemption' ? { ...field, value } : field)) };
}

/** Days to carry it out in, each with the date it leads to: no sum to be done in the head. */
function executeDays({ cal, today, t, fmt }: ObjectionStepInput): Field {
  const options: { value: string; label: string }[] = [];
  try {
    for (let n = 0; n <= MOST_EXECUTE_DAYS; n++) {
      options.push({
        value: String(n),
        label: t('desk:field.days_option', { count: n, day: fmt.day(due(cal, today, n)) }),
      });
    }
  } catch (error) {
    // The year ahead has no calendar yet: only what can be counted is offered.
    if (!(error instanceof NoCalendarError)) throw error;
  }
  return fieldsIn(t)('execute_days', {
    ...{ type: 'select' as const, width: 'medium' as const, options },
    hint: t('objections:hint.execute_days'),
  });
}
