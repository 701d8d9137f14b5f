import type { Translate } from '../../i18n/catalogue';
import { type FormState, withErrors } from '../../web/forms';
import type { RefusalCode } from '../../workflow/steps';

const FIELD_OF: Partial<Record<RefusalCode, string>> = {
  missing_papers_not_named: 'missing',
  extension_ground_unknown: 'ground',
  exemption_missing: 'exemption',
  exemption_not_in_force: 'exemption',
  exemption_not_attached: 'exemption',
  exemption_partial: 'exemption',
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
