import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { WAYS } from '../../requests/staff/ways';
import { day, oneOf, optionalDay, optionalText, requiredText } from '../../web/fields';
import { type FormResult, parseForm, withErrors } from '../../web/forms';
import { rulingsOn } from '../../workflow/dispute-facts';
import type { DisputeStep } from '../../workflow/dispute-steps';
import type { ObjectionGround } from '../../workflow/objection-facts';
import { type CarryOut, parseCarryOut } from './carry-out-forms';
import type { DisputeFormStep } from './form-steps';

const RULING = 5000;
const NOTE = 2000;

/** A step as typed: for the machine, the columns it fills, and the words that go into the log under the case's key. */
export type DisputeAnswer = {
  step: DisputeStep;
  columns: Partial<Record<'commission_number' | 'ruling', string>>;
  note: string | null;
  carryOut: CarryOut | null;
};

export type SendingAnswer = { way: string; sent_on: string | null; reached_on: string | null };

const on = { on: day() };
const note = { note: optionalText(NOTE) };
const number = { commission_number: optionalText(100) };
const ruling = { ruling: requiredText(RULING) };
const until = { execute_by: optionalDay() };

/** Which rows a date may not come before, beside the machine's own order: a sentence at the date that is wrong. */
type Dated = { on: string; received_on?: string | null; execute_by?: string | null };

const inOrder = <S extends z.ZodType<Dated>>(schema: S) =>
  schema.superRefine((d, ctx) => {
    const wrong = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (d.received_on && d.received_on < d.on) wrong('received_on', 'disputes:error.received_before');
    if (d.execute_by && d.execute_by < d.on) wrong('execute_by', 'disputes:error.execute_before');
  });

const plain = z.object({ ...on, ...note });
const withNumber = z.object({ ...on, ...number, ...note });
const withReason = z.object({ ...on, note: requiredText(NOTE) });
const agreed = inOrder(z.object({ ...on, ...ruling, ...until }));
const outcomeOn = (ground: ObjectionGround) => ({ outcome: oneOf(rulingsOn(ground)) });
const decided = (ground: ObjectionGround) =>
  inOrder(z.object({ ...on, ...outcomeOn(ground), ...ruling, ...number, received_on: optionalDay(), ...until }));
const judged = (ground: ObjectionGround) =>
  inOrder(z.object({ ...on, ...outcomeOn(ground), ...ruling, received_on: day() }));
const final = inOrder(z.object({ ...on, ...until, early_reason: optionalText(NOTE), ...note }));
const correction = z.object({ which: requiredText(30), ...on, note: requiredText(NOTE) });

/** What the form is judged by besides what was typed. */
export type StepWorld = {
  ground: ObjectionGround;
  bodies: ReadonlyMap<string, number>;
  hasFile: boolean;
  mayPublish: boolean;
};

/** Judges what was typed for a step of a dispute: the step with what goes beside it, or a sentence for each field. Pure. */
export function parseDisputeStep(
  name: Exclude<DisputeFormStep, 'record_letter'>,
  body: unknown,
  world: StepWorld,
  t: Translate,
): FormResult<DisputeAnswer> {
  const read = <S extends z.ZodType>(
    schema: S,
    make: (d: z.output<S>) => Partial<DisputeAnswer> & { step: DisputeStep },
  ): FormResult<DisputeAnswer> => {
    const parsed = parseForm(schema, body, t);
    if (!parsed.ok) return parsed;
    return { ...parsed, data: { columns: {}, note: null, carryOut: null, ...make(parsed.data) } };
  };
  switch (name) {
    case 'file_dispute':
    case 'register_dispute':
      return read(withNumber, (d) => ({ step: { do: name, on: d.on }, columns: numberOf(d), note: d.note }));
    case 'refuse_registration':
      return read(withReason, (d) => ({ step: { do: name, on: d.on }, note: d.note }));
    case 'settle_dispute':
      return read(agreed, (d) => ({
        step: { do: name, on: d.on, execute_by: d.execute_by },
        columns: { ruling: d.ruling },
      }));
    case 'decide_dispute':
      return read(decided(world.ground), (d) => ({
        step: { do: name, on: d.on, outcome: d.outcome, received_on: d.received_on, execute_by: d.execute_by },
        columns: { ruling: d.ruling, ...numberOf(d) },
      }));
    case 'court_decides':
      return read(judged(world.ground), (d) => ({
        step: { do: name, on: d.on, outcome: d.outcome, received_on: d.received_on },
        columns: { ruling: d.ruling },
      }));
    case 'finalize':
      return read(final, (d) => ({
        step: { do: name, on: d.on, execute_by: d.execute_by, early: d.early_reason !== null },
        note: [d.early_reason, d.note].filter((one) => one !== null).join('\n') || null,
      }));
    case 'correct_day':
      return read(correction, (d) => ({ step: { do: name, which: d.which, on: d.on }, note: d.note }));
    case 'carry_out':
      return parseCarryOut(body, world, t);
    default:
      return read(plain, (d) => ({ step: { do: name, on: d.on }, note: d.note }));
  }
}

/** A number that was known before is not emptied by a form that leaves it out. */
const numberOf = ({ commission_number }: { commission_number: string | null }) =>
  commission_number === null ? {} : { commission_number };

type Letter = { dated_on: string; reached_on: string | null; sent_on: string | null; sent_way: string | null };

/** How a letter went on paper. Once its arrival is recorded its days stand: only the signed scan can be added. */
export function parseLetterSent(
  body: unknown,
  letter: Letter,
  hasScan: boolean,
  t: Translate,
): FormResult<SendingAnswer> {
  if (letter.reached_on !== null) {
    const parsed = parseForm(z.object({}), body, t);
    if (!hasScan) return { ok: false, form: withErrors(parsed.form, { signed_file: t('desk:error.signed_needed') }) };
    const { sent_way, sent_on, reached_on } = letter;
    return { ok: true, form: parsed.form, data: { way: sent_way ?? 'pickup', sent_on, reached_on } };
  }
  const parsed = parseForm(z.object({ way: oneOf(WAYS), sent_on: day(), reached_on: optionalDay() }), body, t);
  if (!parsed.ok) return parsed;
  const { sent_on, reached_on } = parsed.data;
  const errors: Record<string, string> = {};
  if (sent_on < letter.dated_on) errors.sent_on = t('desk:error.sent_before_letter');
  if (reached_on !== null && reached_on < sent_on) errors.reached_on = t('workflow:refused.dates_out_of_order');
  return Object.keys(errors).length > 0 ? { ok: false, form: withErrors(parsed.form, errors) } : parsed;
}
