import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { oneOf, optionalDay } from '../../web/fields';
import { type FormResult, parseForm, withErrors } from '../../web/forms';
import { PARTLY_BECAUSE } from '../../workflow/steps';
import {
  exemptionFields,
  exemptionOf,
  givenFields,
  givenOf,
  holderFields,
  redactionFields,
  redactionsOf,
} from './decision-fields';
import type { Read, StepAnswer, StepWorld } from './step-answers';

/** Files of the agency that are ticked to be given. */
export const give = { give: z.union([z.string(), z.array(z.string())]).optional() };
const accept = { accept_warning: z.string().optional() };

// Perki 1/2021 Pasal 38: what costs something says how it is paid.
export function paid<S extends z.ZodObject>(schema: S): S {
  const sums = ['copy_per_sheet', 'sending', 'other'] as const;
  return schema.refine(
    (data) => {
      const d = data as unknown as Record<string, unknown>;
      return Boolean(d.payment) || sums.every((name) => d[name] === 0);
    },
    { path: ['payment'], message: 'desk:error.payment' },
  ) as S;
}

/** A grant in part asks for what its reason needs. */
export function parsePartly(body: unknown, world: StepWorld, t: Translate, read: Read): FormResult<StepAnswer> {
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
    const { judged, named } = exemptionOf(world.cited);
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
