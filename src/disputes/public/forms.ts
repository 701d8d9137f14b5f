import { z } from 'zod';
import { day, oneOf, optionalText } from '../../web/fields';

/** What the owner may say of his dispute. */
export const OWN_STEPS = ['file_dispute', 'withdraw_dispute'] as const;
export type OwnStep = (typeof OWN_STEPS)[number];

/** `action` names what he says, `version` the page he said it on. */
export const ownStepForm = z.object({
  action: oneOf(OWN_STEPS),
  version: z.coerce.number().int().min(1).max(1_000_000_000).catch(-1),
  on: day(),
  commission_number: optionalText(100),
});
