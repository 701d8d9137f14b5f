import type { Translate } from '../../i18n/catalogue';
import { type FormState, withErrors } from '../../web/forms';
import type { RefusalCode } from '../../workflow/refusals';
import type { ObjectionFormStep } from './form-steps';

const FIELD_OF: Partial<Record<RefusalCode, string>> = {
  exemption_missing: 'exemption',
  exemption_not_in_force: 'exemption',
  exemption_not_attached: 'exemption',
  execute_days_out_of_range: 'execute_days',
  delegate_not_named: 'name',
  delegate_below_superior: 'account',
  delegate_proposed_refusal: 'account',
  delegation_decision_missing: 'decision_number',
  dates_out_of_order: 'reached_on',
  carried_out_before_answer: 'on',
};

/** The form with the sentence of a refusal beside the field it is about. */
export function withRefusal(form: FormState, step: ObjectionFormStep, code: RefusalCode, t: Translate): FormState {
  const sentence = t(`workflow:refused.${code}`);
  if (code === 'date_in_future') return withErrors(form, { [step === 'record_letter' ? 'sent_on' : 'on']: sentence });
  return withErrors(form, { [FIELD_OF[code] ?? 'form']: sentence });
}

/** The field of the entry form that a refusal is about. */
const ENTRY_FIELD_OF: Record<string, string> = {
  received_after_recorded: 'received_on',
  objection_before_request: 'received_on',
  no_calendar: 'received_on',
  late_entry_needs_reason: 'late_entry_reason',
  late_entry_needs_scan: 'scan',
  request_needed: 'request_number',
  request_erased: 'request_number',
  nothing_to_object_to: 'request_number',
  found_day_missing: 'found_on',
  date_in_future: 'found_on',
};

/** The entry form with the sentence of a refusal; what is not about another field is about the ground. */
export function withEntryRefusal(form: FormState, code: string, t: Translate): FormState {
  const own = code.startsWith('late_entry');
  const sentence = t(own ? `objections:error.${code}` : `workflow:refused.${code}`);
  return withErrors(form, { [ENTRY_FIELD_OF[code] ?? 'ground']: sentence });
}
