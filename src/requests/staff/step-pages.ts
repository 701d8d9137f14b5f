import type { Calendar } from '../../calendar/working-days';
import { type ExplainView, explainView, ifCounted } from '../../cases/explain-pages';
import type { LetterRow } from '../../db/tables/letters';
import type { RequestFileRow } from '../../db/tables/requests';
import type { Citable } from '../../exemptions/register-queries';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { explainTerm } from '../../workflow/deadlines';
import type { RequestFacts } from '../../workflow/facts';
import { PARTLY_BECAUSE } from '../../workflow/steps';
import type { Identity } from '../identity';
import { type Area, casePath } from './areas';
import { complete, type FieldGroup } from './field-views';
import { groupsOf } from './group-pages';
import type { UsualService } from './services';
import type { FormStep } from './step-forms';

/** The open form of one step: what it asks, in groups, and what it says before. */
export type StepView<Name extends string = FormStep> = {
  name: Name;
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
  /** Where the step leans on a decision that exempts: those in force. */
  decisions: readonly Citable[];
  newTest: string | null;
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
  const due = ifCounted(() => explainTerm('extension', cal, facts.due_on, facts.terms));
  const summary = due && t('desk:explain.new_due', { day: fmt.day(due.due_on) });
  return due && explainView(due, t, fmt, { summary: summary ?? '', open: true });
}
