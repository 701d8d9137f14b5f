import { z } from 'zod';
import { day, requiredText, ticked } from '../web/fields';

export const MOST = 400;
export const LONGEST_REASON = 500;

const length = z
  .string()
  .min(1)
  .refine(isLength, { message: 'terms:form.wrongLength', params: { most: MOST } })
  .transform(Number);

/** `knowingly` is ticked by who sets a term that gives the citizen less than the law, after having been told. */
export const overrideForm = z.object({
  length,
  inForceOn: day(),
  reason: requiredText(LONGEST_REASON),
  knowingly: ticked(),
});

function isLength(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST;
}
