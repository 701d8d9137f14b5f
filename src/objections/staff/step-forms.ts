import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { exemptionFields, exemptionOf } from '../../requests/staff/decision-fields';
import { parseSending } from '../../requests/staff/sending-forms';
import type { StepWorld } from '../../requests/staff/step-answers';
import { day, oneOf, optionalDay, optionalText, requiredText } from '../../web/fields';
import { type FormResult, parseForm, withErrors } from '../../web/forms';
import { OBJECTION_OUTCOMES, type ObjectionFacts, type ObjectionOutcome } from '../../workflow/objection-facts';
import type { Delegate } from '../../workflow/objection-steps';
import type { ObjectionFormStep } from './form-steps';
import type { Candidate } from './queries';
import type { ObjectionStepAnswer } from './step-answers';

/** How long the texts of an objection's steps may be, in characters. */
export const TEXT = { reasons: 20_000, order: 4000, note: 4000, name: 200 } as const;

/** The most working days that an answer may give for its carrying-out. */
export const MOST_EXECUTE_DAYS = 60;

export const DELEGATE_KINDS = ['head_of_body', 'named_official'] as const;

/** What a form is judged by besides what was typed. */
export type ObjectionStepWorld = Pick<StepWorld, 'letter' | 'fileFields' | 'cited'> & {
  facts: ObjectionFacts;
  /** Accounts that it may be delegated to, by their public id. */
  candidates: readonly Candidate[];
};

type Made<S extends z.ZodType> = (data: z.output<S>) => ObjectionStepAnswer;

/** Judges what was typed for a step: the step with its answer, or a sentence for each field. Pure. */
export function parseObjectionStep(
  name: ObjectionFormStep,
  body: unknown,
  world: ObjectionStepWorld,
  t: Translate,
): FormResult<ObjectionStepAnswer> {
  const read = <S extends z.ZodType>(schema: S, make: Made<S>): FormResult<ObjectionStepAnswer> => {
    const result = parseForm(schema, body, t);
    return result.ok ? { ok: true, data: make(result.data), form: result.form } : result;
  };
  switch (name) {
    case 'settle':
      return onDay(
        read(z.object({ on: day(), note: requiredText(TEXT.note) }), (d) => ({
          step: { do: 'settle', on: d.on },
          note: d.note,
        })),
        world.facts.received_on,
        t('objections:error.before_receipt'),
      );
    case 'execute':
      return onDay(
        read(z.object({ on: day(), note: requiredText(TEXT.note) }), (d) => ({
          step: { do: 'execute', on: d.on },
          note: d.note,
        })),
        world.facts.answered_on ?? world.facts.received_on,
        t('objections:error.before_answer'),
      );
    case 'respond':
      return read(z.object({ note: requiredText(TEXT.note) }), (d) => ({ step: null, note: d.note }));
    case 'delegate':
      return parseDelegate(body, world, t);
    case 'answer_objection':
      return parseAnswer(body, world, t, read);
    case 'record_letter':
      return parseLetter(body, world, t);
  }
}

/** What happened cannot have happened before what it follows. */
function onDay(
  result: FormResult<ObjectionStepAnswer>,
  from: string,
  sentence: string,
): FormResult<ObjectionStepAnswer> {
  const on = String(result.form.values.on ?? '');
  if (!result.ok || on >= from) return result;
  return { ok: false, form: withErrors(result.form, { on: sentence }) };
}

const delegateForm = z.object({
  kind: oneOf(DELEGATE_KINDS),
  account: z.string().default(''),
  name: optionalText(TEXT.name),
  office: optionalText(TEXT.name),
  decision_number: optionalText(100),
  decision_on: optionalDay(),
});

/** An account, or a name and an office where the person has none; the official's decision with its file. */
function parseDelegate(
  body: unknown,
  { candidates, fileFields }: ObjectionStepWorld,
  t: Translate,
): FormResult<ObjectionStepAnswer> {
  const result = parseForm(delegateForm, body, t);
  if (!result.ok) return result;
  const { kind, account, decision_number, decision_on } = result.data;
  const errors: Record<string, string> = {};
  const chosen = candidates.find((one) => one.public_id === account) ?? null;
  if (account !== '' && !chosen) errors.account = t('web:form.choose');
  const name = chosen?.name ?? result.data.name;
  const office = result.data.office ?? chosen?.title ?? null;
  if (!name && !errors.account) errors.name = t('workflow:refused.delegate_not_named');
  if (!office && !errors.account) errors.office = t('objections:error.office');
  if (kind === 'named_official' && !fileFields.has('decision_file')) {
    errors.decision_file = t('objections:error.decision_file');
  }
  if (Object.keys(errors).length > 0) return { ok: false, form: withErrors(result.form, errors) };
  const to: Delegate = {
    ...{ kind, name: name ?? '', office: office ?? '', decision_number: decision_number ?? '', decision_on },
    userId: chosen?.id ?? null,
    roles: (chosen?.roles ?? []) as Delegate['roles'],
  };
  return { ok: true, data: { step: { do: 'delegate', to } }, form: result.form };
}

const executeDays = () =>
  z
    .string()
    .min(1)
    .regex(/^\d{1,2}$/, 'workflow:refused.execute_days_out_of_range')
    .transform(Number)
    .refine((n) => n <= MOST_EXECUTE_DAYS, 'workflow:refused.execute_days_out_of_range');

const reasons = { reasons: requiredText(TEXT.reasons) };

/** UU 14/2008 Pasal 36(3), Perki 1/2021 Pasal 44(2)–(3): reasons always; what is to be done, or what exempts. */
function parseAnswer(
  body: unknown,
  { facts, cited }: ObjectionStepWorld,
  t: Translate,
  read: <S extends z.ZodType>(schema: S, make: Made<S>) => FormResult<ObjectionStepAnswer>,
): FormResult<ObjectionStepAnswer> {
  const chosen = parseForm(z.object({ outcome: z.string().default('') }), body, t);
  const outcome = OBJECTION_OUTCOMES.find((one) => one === chosen.form.values.outcome);
  if (!outcome) {
    const errors = { form: t('workflow:refused.objection_outcome_unknown') };
    return { ok: false, form: withErrors(chosen.form, errors) };
  }
  if (outcome !== 'upheld') {
    return read(z.object({ ...reasons, order: requiredText(TEXT.order), execute_days: executeDays() }), (d) => ({
      step: { do: 'answer_objection', outcome, execute_days: d.execute_days, exemption: null },
      answer: { outcome, reasons: d.reasons, order: d.order, exemption: null },
    }));
  }
  if (facts.ground !== 'a') return read(z.object(reasons), (d) => upheld(outcome, d.reasons, null));
  return read(z.object({ ...reasons, ...exemptionFields }), (d) => upheld(outcome, d.reasons, exemptionOf(cited)));
}

function upheld(
  outcome: ObjectionOutcome,
  why: string,
  exemption: ReturnType<typeof exemptionOf> | null,
): ObjectionStepAnswer {
  return {
    step: { do: 'answer_objection', outcome, execute_days: 0, exemption: exemption?.judged ?? null },
    answer: { outcome, reasons: why, order: null, exemption: exemption?.named ?? null },
  };
}

/** How a letter on paper went: the same form as that of a request's letters. */
function parseLetter(body: unknown, world: ObjectionStepWorld, t: Translate): FormResult<ObjectionStepAnswer> {
  const result = parseSending(world, t, (schema, make) => {
    const parsed = parseForm(schema, body, t);
    if (!parsed.ok) return parsed;
    return { ok: true, data: { ...make(parsed.data), give: [], warningAccepted: false }, form: parsed.form };
  });
  if (!result.ok) return result;
  const { step, letter } = result.data;
  if (step.do !== 'record_letter') throw new Error('a sending is recorded by no other step');
  return { ok: true, data: { step, letter }, form: result.form };
}
