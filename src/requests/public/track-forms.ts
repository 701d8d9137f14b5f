import { z } from 'zod';
import { emailAddress, optionalText, requiredText } from '../../web/fields';
import { LIMITS } from '../limits';
import { tidyNumber } from '../number';

/** Number and code as typed; whether they belong together is asked of the database. */
export const trackForm = z.object({
  nomor: requiredText(40).transform(tidyNumber),
  kode: requiredText(60),
});

/** Where a lost code should go: only the address on file gets it. */
export const lostCodeForm = z.object({
  nomor: requiredText(40).transform(tidyNumber),
  email: emailAddress(),
});

/** What comes with papers that are added to a case. */
export const paperNoteForm = z.object({ catatan: optionalText(LIMITS.note) });

/** The version of the case that the person saw. */
export const versionForm = z.object({
  versi: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});
