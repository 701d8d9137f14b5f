import type { Translate } from '../i18n/catalogue';
import { type FormState, withErrors } from '../web/forms';
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

/** The form with the sentence of a refusal beside the field it is about, or above the form. */
export function withRefusal(form: FormState, code: StepCode, t: Translate): FormState {
  // Of a ruling it is its own day that is wrong.
  const onRuling = code.startsWith('day_') && 'by' in form.values;
  const field = onRuling ? 'on' : (FIELD_OF[code] ?? 'form');
  return withErrors(form, { [field]: t(`exemptions:refused.${code}`) });
}
