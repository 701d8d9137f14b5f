import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormResult, parseForm } from '../web/forms';
import type { Approval, ExemptionStep } from '../workflow/exemption-facts';
import {
  approvalForm,
  decideForm,
  maskingForm,
  noteForm,
  optionalNote,
  rulingForm,
  sheetForm,
  sheetFrom,
} from './forms';
import type { StepInput } from './step-input';

/** Steps that people take by a form. */
export const FORM_STEPS = [
  'save_test',
  'hand_in',
  'take_back',
  'complete_test',
  'return_test',
  'reopen_test',
  'drop_test',
  'approve',
  'decline',
  'decide',
  'open_by_ruling',
  'confirm_masking',
] as const;
export type FormStep = (typeof FORM_STEPS)[number];

/** What may follow on saving the sheet, by the same button. */
export const NEXT_STEPS = ['complete_test', 'hand_in'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** A step as typed. `document`: the catalogue's code of the item; null takes none, absent leaves it. */
export type StepAnswer = Pick<StepInput, 'step' | 'columns' | 'also' | 'documentVersion' | 'summary'> & {
  document?: string | null;
  /** The same button also takes the next step, with this note. */
  next?: { step: NextStep; note: string | null } | null;
};

/** Judges what was typed for a step: the step, or a sentence for each field. Pure. */
export function parseExemptionStep(
  name: FormStep,
  body: Record<string, unknown>,
  { delegated }: { delegated: boolean },
  t: Translate,
): FormResult<StepAnswer> {
  const plain = (step: ExemptionStep, note: string | null = null): StepAnswer => ({ step, columns: { note } });
  switch (name) {
    case 'save_test':
      return made(parseForm(sheetForm, body, t), (d) => ({
        step: { do: 'save_test', sheet: sheetFrom(d) },
        document: d.document,
        next: nextOf(body.lanjut, d.note),
      }));
    case 'take_back':
      return { ok: true, data: plain({ do: name }), form: blankForm() };
    case 'hand_in':
    case 'complete_test':
    case 'reopen_test':
      return made(parseForm(optionalNote, body, t), (d) => plain({ do: name }, d.note));
    case 'return_test':
    case 'drop_test':
      return made(parseForm(noteForm, body, t), (d) => plain({ do: name }, d.note));
    case 'approve':
      return made(parseForm(optionalNote, body, t), (d) => plain({ do: 'approve', delegation: null }, d.note));
    case 'decline':
      return made(parseForm(noteForm, body, t), (d) => plain({ do: 'decline', delegation: null }, d.note));
    case 'decide':
      return parseDecision(body, delegated, t);
    case 'open_by_ruling':
      return made(parseForm(rulingForm, body, t), (d) => plain({ do: 'open_by_ruling', ...d }));
    case 'confirm_masking':
      return made(parseForm(maskingForm, body, t), (d) => ({
        step: { do: 'confirm_masking' },
        columns: { mask_note: d.note },
        documentVersion: d.document_version,
        summary: d.summary,
      }));
  }
}

function nextOf(asked: unknown, note: string | null): StepAnswer['next'] {
  const step = NEXT_STEPS.find((one) => one === asked);
  return step ? { step, note } : null;
}

function made<D, A>(result: FormResult<D>, make: (data: D) => A): FormResult<A> {
  return result.ok ? { ok: true, data: make(result.data), form: result.form } : result;
}

function parseDecision(body: Record<string, unknown>, delegated: boolean, t: Translate): FormResult<StepAnswer> {
  const schema = delegated ? decideForm : decideForm.extend(approvalForm.shape);
  const also = [body.also ?? []]
    .flat()
    .filter((one): one is string => typeof one === 'string')
    .slice(0, 100);
  return made(parseForm(schema, body, t), (d) => {
    const given = d as typeof d & Partial<ReturnType<typeof approvalForm.parse>>;
    const approval: Approval | null = delegated
      ? null
      : {
          ...{ kind: 'head', name: given.approval_name ?? '', office: given.approval_office ?? '' },
          ...{ number: given.approval_number ?? '', on: given.approval_on ?? '' },
        };
    const { number, decided_on } = d;
    return { step: { do: 'decide', number, decided_on, approval, terms: null }, also };
  });
}
