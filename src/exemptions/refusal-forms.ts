import type { Translate } from '../i18n/catalogue';
import { type FormState, withErrors } from '../web/forms';
import type { FormStep } from './step-forms';
import type { StepCode } from './step-input';

const FIELD_OF: Partial<Record<StepCode, string>> = {
  number_missing: 'number',
  number_taken: 'number',
  day_wrong: 'decided_on',
  day_in_future: 'decided_on',
  before_test: 'decided_on',
  before_approval: 'decided_on',
  approval_missing: 'approval_name',
  also_changed: 'also',
  hearing_only_for_a: 'by',
  ruling_unknown: 'by',
  document_changed: 'seen',
};

/** What a sheet lacks, by the field of its own form. */
export const SHEET_FIELD_OF: Partial<Record<StepCode, string>> = {
  ...{ ground_missing: 'ground', item_unknown: 'ground', part_missing: 'part', basis_missing: 'legal_basis' },
  ...{ statute_missing: 'statute', opened_missing: 'if_opened', closed_missing: 'if_closed' },
  ...{ interest_missing: 'public_interest', term_basis_missing: 'term_basis', testers_missing: 'tester_1_name' },
  ...{ end_missing: 'until_on', end_not_ahead: 'until_on', end_past: 'until_on', end_too_late: 'until_on' },
  ...{ opens_missing: 'opens_on', opens_past: 'opens_on' },
};

/** The sheet's form with everything that it lacks, each beside its field. */
export function withLacks(form: FormState, codes: readonly StepCode[], t: Translate): FormState {
  const errors: Record<string, string> = {};
  // Of two sentences for one field the first is the one to mend first.
  for (const code of codes) errors[SHEET_FIELD_OF[code] ?? 'form'] ??= t(`exemptions:refused.${code}`);
  return withErrors(form, errors);
}

/** The form of a step with the sentence of a refusal beside the field it is about, or above the form. */
export function withRefusal(form: FormState, code: StepCode, step: FormStep, t: Translate): FormState {
  // Of a ruling it is its own day that is wrong.
  const onRuling = code.startsWith('day_') && step === 'open_by_ruling';
  const found = step === 'save_test' ? SHEET_FIELD_OF[code] : FIELD_OF[code];
  const field = onRuling ? 'on' : (found ?? 'form');
  return withErrors(form, { [field]: t(`exemptions:refused.${code}`) });
}
