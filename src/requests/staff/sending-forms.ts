import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { day, oneOf, optionalDay } from '../../web/fields';
import { type FormResult, withErrors } from '../../web/forms';
import type { Read, StepAnswer, StepWorld } from './step-answers';
import { WAYS } from './ways';

/** Once a letter's arrival is recorded its days stand, because clocks hang on them: only the signed scan can be added. */
export function parseSending(
  { letter, fileFields }: Pick<StepWorld, 'letter' | 'fileFields'>,
  t: Translate,
  read: Read,
): FormResult<StepAnswer> {
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
