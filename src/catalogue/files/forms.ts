import { z } from 'zod';
import { oneOf, optionalText } from '../../web/fields';
import { LEAVING, type LeavingReason, LINK_LEAVING, type LinkReason } from './reasons';

/** Why a file is taken off; `note` goes into the record only. */
export const leaveForm = z.object({
  why: oneOf(LEAVING as unknown as [LeavingReason, ...LeavingReason[]]),
  leave_note: optionalText(1000),
});

/** Why a link is taken off. */
export const leaveLinkForm = z.object({
  why: oneOf(LINK_LEAVING as unknown as [LinkReason, ...LinkReason[]]),
  leave_note: optionalText(1000),
});

/** What was wrong in the file that is replaced, told to readers. */
export const replaceForm = z.object({ correction: optionalText(1000) });
