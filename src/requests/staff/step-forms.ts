import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import type { Decision } from '../../letters/facts';
import { day, oneOf, optionalDay, optionalText, requiredText, tickedOf } from '../../web/fields';
import { type FormResult, type FormState, parseForm, withErrors } from '../../web/forms';
import { EXTENSION_GROUNDS, PARTLY_BECAUSE, type RefusalCode, type RequestStep } from '../../workflow/steps';
import { PAPER_KINDS } from '../papers';
import {
  considerations,
  exemptionFields,
  exemptionOf,
  givenFields,
  givenOf,
  holderFields,
  redactionFields,
  redactionsOf,
  TEXT,
} from './decision-fields';

export const WAYS = ['pickup', 'email', 'post', 'courier', 'fax'] as const;

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

/** What a form is judged by besides what was typed. */
export type StepWorld = {
  /** Public bodies that may be chosen: id by slug. */
  bodies: ReadonlyMap<string, number>;
  /** Names of the fields that brought a file. */
  fileFields: ReadonlySet<string>;
  /** The letter whose sending is recorded. */
  letter: {
    id: number;
    kind: string;
    dated_on: string;
    latest: boolean;
    way: string | null;
    sent_on: string | null;
    reached_on: string | null;
  } | null;
  /** What awaits approval is a grant in part: then the days to provide it are asked. */
  partial: boolean;
};

/** A step as typed: for the machine, with what goes into the decision, the log and the letters. */
export type StepAnswer = {
  step: RequestStep;
  decision?: Decision;
  reason?: string;
  letter?: { id: number; way: string };
  /** Public ids of the agency's files that are given to the requester as they are. */
  give: string[];
  /** Delivery to a requester without e-mail: how and when its letter went and arrived. */
  sending?: { way: string; sent_on: string; reached_on: string | null };
  /** The officer has read the warning about text under black boxes and goes on. */
  warningAccepted: boolean;
};

type Rest = Omit<StepAnswer, 'step' | 'give' | 'warningAccepted'>;

const give = { give: z.union([z.string(), z.array(z.string())]).optional() };
const accept = { accept_warning: z.string().optional() };
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
        const { judged, named } = exemptionOf(d, world.fileFields.has('exemption_file'));
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

type Read = <S extends z.ZodType>(
  schema: S,
  make: (data: z.output<S>) => Rest & { step: RequestStep },
) => FormResult<StepAnswer>;

// Perki 1/2021 Pasal 38: what costs something says how it is paid.
function paid<S extends z.ZodObject>(schema: S): S {
  const sums = ['copy_per_sheet', 'sending', 'other'] as const;
  return schema.refine(
    (data) => {
      const d = data as unknown as Record<string, unknown>;
      return Boolean(d.payment) || sums.every((name) => d[name] === 0);
    },
    { path: ['payment'], message: 'desk:error.payment' },
  ) as S;
}

function parsePartly(body: unknown, world: StepWorld, t: Translate, read: Read): FormResult<StepAnswer> {
  const chosen = parseForm(z.object({ because: oneOf(PARTLY_BECAUSE) }), body, t);
  if (!chosen.ok) return chosen;
  const { because } = chosen.data;
  const common = { ...givenFields, ...give, ...accept };
  if (because !== 'exempt') {
    return read(paid(z.object({ ...common, ...holderFields, available_on: optionalDay() })), (d) => ({
      step: { do: 'grant_partly', because, provide_days: d.provide_days, exemption: null, redactions: [] },
      decision: {
        kind: 'granted_partly',
        because,
        ...givenOf(d),
        ...(because === 'not_held' ? { holder: d.holder, holder_contact: d.holder_contact } : {}),
        ...(because === 'not_documented' && d.available_on ? { available_on: d.available_on } : {}),
      },
    }));
  }
  const result = read(paid(z.object({ ...common, ...exemptionFields, ...redactionFields })), (d) => {
    const redactions = redactionsOf(d);
    const { judged, named } = exemptionOf(d, world.fileFields.has('exemption_file'));
    return {
      step: { do: 'grant_partly', because, provide_days: d.provide_days, exemption: judged, redactions },
      decision: { kind: 'granted_partly', because, ...givenOf(d), redactions, exemption: named },
    };
  });
  return needsPairs(result, world, t);
}

/** A redacted copy without its original, or the other way round, is half of what the rule wants. */
function needsPairs(result: FormResult<StepAnswer>, { fileFields }: StepWorld, t: Translate): FormResult<StepAnswer> {
  const errors: Record<string, string> = {};
  const has = (name: string, n: number) => fileFields.has(`${name}_${n}`);
  for (const n of [1, 2, 3]) {
    if (has('original', n) && !has('redacted', n)) errors[`redacted_${n}`] = t('desk:error.redacted_needed');
    if (has('redacted', n) && !has('original', n)) errors[`original_${n}`] = t('desk:error.original_needed');
  }
  return Object.keys(errors).length > 0 ? { ok: false, form: withErrors(result.form, errors) } : result;
}

function needsFileOrNote(
  result: FormResult<StepAnswer>,
  { fileFields }: StepWorld,
  t: Translate,
): FormResult<StepAnswer> {
  if (!result.ok || result.data.reason || fileFields.size > 0) return result;
  return { ok: false, form: withErrors(result.form, { reason: t('desk:error.file_or_note') }) };
}

/** Once a letter's arrival is recorded its days stand, because clocks hang on them: only the signed scan can be added. */
function parseSending({ letter, fileFields }: StepWorld, t: Translate, read: Read): FormResult<StepAnswer> {
  if (!letter) throw new Error('a sending was parsed without its letter');
  // An older letter of the same kind says nothing about the clock that runs now.
  const kind = letter.latest ? letter.kind : 'superseded';
  if (letter.reached_on !== null) {
    const { way, sent_on, reached_on } = letter;
    const step = { do: 'record_letter' as const, letter: kind, sent_on: sent_on ?? reached_on, reached_on };
    const attached = read(z.object({}), () => ({ step, letter: { id: letter.id, way: way ?? 'pickup' } }));
    if (fileFields.has('signed_file')) return attached;
    return { ok: false, form: withErrors(attached.form, { signed_file: t('desk:error.signed_needed') }) };
  }
  const result = read(z.object({ way: oneOf(WAYS), sent_on: day(), reached_on: optionalDay() }), (d) => ({
    step: { do: 'record_letter', letter: kind, sent_on: d.sent_on, reached_on: d.reached_on },
    letter: { id: letter.id, way: d.way },
  }));
  if (!result.ok || String(result.form.values.sent_on) >= letter.dated_on) return result;
  return { ok: false, form: withErrors(result.form, { sent_on: t('desk:error.sent_before_letter') }) };
}

const FIELD_OF: Partial<Record<RefusalCode, string>> = {
  missing_papers_not_named: 'missing',
  extension_ground_unknown: 'ground',
  exemption_missing: 'exemption_number',
  exemption_not_in_force: 'exemption_decided_on',
  exemption_not_attached: 'exemption_file',
  redactions_missing: 'redaction_1_part',
  partly_because_unknown: 'because',
  available_day_not_ahead: 'available_on',
  provide_days_out_of_range: 'provide_days',
  dates_out_of_order: 'reached_on',
  date_in_future: 'sent_on',
  received_after_recorded: 'received_on',
};

/** The form with the sentence of a refusal beside the field it is about. */
export function withRefusal(form: FormState, code: RefusalCode, t: Translate): FormState {
  return withErrors(form, { [FIELD_OF[code] ?? 'form']: t(`workflow:refused.${code}`) });
}
