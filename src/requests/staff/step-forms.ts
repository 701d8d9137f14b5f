import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { day, oneOf, optionalDay, optionalText, requiredText, tickedOf } from '../../web/fields';
import { type FormResult, parseForm, withErrors } from '../../web/forms';
import { EXTENSION_GROUNDS, type RequestStep } from '../../workflow/steps';
import { PAPER_KINDS } from '../papers';
import {
  considerations,
  exemptionFields,
  exemptionOf,
  givenFields,
  givenOf,
  holderFields,
  TEXT,
} from './decision-fields';
import { give, paid, parsePartly } from './partly-forms';
import { parseSending } from './sending-forms';
import type { Rest, StepAnswer, StepWorld } from './step-answers';
import { WAYS } from './ways';

/** Steps that staff take by a form. */
export const FORM_STEPS = [
  'declare_complete',
  'declare_incomplete',
  'complete_papers',
  'add_papers',
  'assign',
  'return',
  'propose_answer',
  'extend',
  'grant',
  'grant_partly',
  'not_held',
  'not_documented',
  'redirect',
  'propose_refusal',
  'approve_refusal',
  'reject_refusal',
  'deliver',
  'record_letter',
  'correct_receipt',
] as const;
export type FormStep = (typeof FORM_STEPS)[number];

const reason = { reason: requiredText(TEXT.reason) };

/** Judges what was typed for a step: the step with its decision, or a sentence for each field. Pure. */
export function parseStep(name: FormStep, body: unknown, world: StepWorld, t: Translate): FormResult<StepAnswer> {
  const read = <S extends z.ZodType>(schema: S, make: (data: z.output<S>) => Rest & { step: RequestStep }) => {
    const result = parseForm(schema, body, t);
    if (!result.ok) return result;
    const typed = body as { give?: string | string[]; accept_warning?: string };
    const ids = typed.give === undefined ? [] : [typed.give].flat();
    const data = { ...make(result.data), give: ids, warningAccepted: Boolean(typed.accept_warning) };
    return { ok: true as const, data, form: result.form };
  };
  const nothing = z.object({});
  switch (name) {
    case 'declare_complete':
      return read(nothing, () => ({ step: { do: name } }));
    case 'declare_incomplete':
      return read(z.object({ missing: tickedOf(PAPER_KINDS), missing_other: optionalText(1000) }), (d) => ({
        step: { do: name, missing: [...d.missing, ...(d.missing_other ? [d.missing_other] : [])] },
      }));
    case 'complete_papers':
    case 'add_papers':
      return needsFileOrNote(
        read(z.object({ reason: optionalText(TEXT.reason) }), (d) => ({
          step: { do: name },
          reason: d.reason ?? undefined,
        })),
        world,
        t,
      );
    case 'assign':
      return read(
        z.object({
          body: z.string().refine((slug) => world.bodies.has(slug), 'web:form.choose'),
          reason: optionalText(TEXT.reason),
        }),
        (d) => ({ step: { do: name, body_id: world.bodies.get(d.body) as number }, reason: d.reason ?? undefined }),
      );
    case 'return':
    case 'reject_refusal':
      return read(z.object(reason), (d) => ({ step: { do: name }, reason: d.reason }));
    case 'propose_answer':
      return read(z.object({ reason: requiredText(TEXT.answer) }), (d) => ({ step: { do: name }, reason: d.reason }));
    case 'extend':
      return read(z.object({ ground: oneOf(EXTENSION_GROUNDS), ...reason }), (d) => ({
        step: { do: name, ground: d.ground },
        reason: d.reason,
      }));
    case 'grant':
      return read(paid(z.object({ ...givenFields, ...give })), (d) => ({
        step: { do: name, provide_days: d.provide_days },
        decision: { kind: 'granted', ...givenOf(d) },
      }));
    case 'grant_partly':
      return parsePartly(body, world, t, read);
    case 'not_held':
      return read(z.object({ ...considerations, ...holderFields }), (d) => ({
        step: { do: name },
        decision: {
          kind: 'not_held',
          considerations: d.considerations,
          under_control: false,
          holder: d.holder,
          holder_contact: d.holder_contact,
        },
      }));
    case 'not_documented':
      return read(z.object({ ...considerations, available_on: day() }), (d) => ({
        step: { do: name, available_on: d.available_on },
        decision: {
          kind: 'not_documented',
          considerations: d.considerations,
          under_control: true,
          available_on: d.available_on,
        },
      }));
    case 'redirect':
      return read(
        z.object({
          ...considerations,
          service_name: requiredText(TEXT.line),
          service_contact: requiredText(TEXT.line),
          service_reason: requiredText(TEXT.reason),
        }),
        (d) => ({
          step: { do: name },
          decision: {
            kind: 'redirected',
            considerations: d.considerations,
            under_control: false,
            service: { name: d.service_name, contact: d.service_contact, reason: d.service_reason },
          },
        }),
      );
    case 'propose_refusal':
      return read(z.object({ ...considerations, ...exemptionFields }), (d) => {
        const { judged, named } = exemptionOf(world.cited);
        return {
          step: { do: name, exemption: judged },
          decision: { kind: 'refused', considerations: d.considerations, under_control: true, exemption: named },
        };
      });
    case 'approve_refusal':
      return read(
        z.object({
          reason: optionalText(TEXT.reason),
          ...(world.partial ? { provide_days: givenFields.provide_days } : {}),
        }),
        (d) => ({
          step: { do: name, provide_days: 'provide_days' in d ? Number(d.provide_days) : 0 },
          reason: d.reason ?? undefined,
        }),
      );
    case 'deliver':
      return read(z.object({ way: oneOf(WAYS), sent_on: optionalDay(), reached_on: optionalDay(), ...give }), (d) => ({
        step: { do: name, way: d.way },
        ...(d.sent_on ? { sending: { way: d.way, sent_on: d.sent_on, reached_on: d.reached_on } } : {}),
      }));
    case 'record_letter':
      return parseSending(world, t, read);
    case 'correct_receipt':
      return read(z.object({ received_on: day(), ...reason }), (d) => ({
        step: { do: name, received_on: d.received_on },
        reason: d.reason,
      }));
  }
}

function needsFileOrNote(
  result: FormResult<StepAnswer>,
  { fileFields }: StepWorld,
  t: Translate,
): FormResult<StepAnswer> {
  if (!result.ok || result.data.reason || fileFields.size > 0) return result;
  return { ok: false, form: withErrors(result.form, { reason: t('desk:error.file_or_note') }) };
}
