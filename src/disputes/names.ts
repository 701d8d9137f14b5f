import type { Translate } from '../i18n/catalogue';
import { isWindowState } from '../workflow/dispute-facts';

/**
 * What a case before the commission is called. Until somebody petitions there is no dispute, only the window to one: it
 * goes by the number of its objection.
 */
export const disputeName = (dispute: { number: string; state: string }, objection: string, t: Translate): string =>
  isWindowState(dispute.state) ? t('disputes:window_of', { number: objection }) : dispute.number;
