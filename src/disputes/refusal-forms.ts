import type { Translate } from '../i18n/catalogue';
import { type FormState, withErrors } from '../web/forms';
import type { RefusalCode } from '../workflow/refusals';

/** Refusals that a dispute says in words of its own: the general sentence speaks of requests or letters. */
const OWN_WORDS: ReadonlySet<RefusalCode> = new Set([
  'not_in_this_state',
  'dates_out_of_order',
  'objection_outcome_unknown',
]);

const FIELD: Readonly<Partial<Record<RefusalCode, string>>> = {
  dates_out_of_order: 'on',
  date_in_future: 'on',
  mediation_is_over: 'on',
  objection_outcome_unknown: 'outcome',
  not_final_yet: 'early_reason',
  no_such_day: 'which',
  after_next_step: 'on',
  day_unchanged: 'on',
};

/** The form with the sentence of a refusal beside the field it is about, or above the form. */
export function refusalForm(form: FormState, code: RefusalCode, t: Translate): FormState {
  const sentence = t(OWN_WORDS.has(code) ? `disputes:refused.${code}` : `workflow:refused.${code}`);
  return withErrors(form, { [FIELD[code] ?? 'form']: sentence });
}
