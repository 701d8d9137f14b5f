import { type Keys, linkIsGood, signLink } from '../secrets/keys';

/** How long the link that confirms a subscription opens. An unconfirmed one is deleted after it. */
export const CONFIRM_DAYS = 3;

/** The page with the button that confirms. */
export const confirmLink = (baseUrl: string, token: string): string => `${baseUrl}/langganan/konfirmasi?kunci=${token}`;

// The link that ends alerts stands in every letter and must work as long as the letter is kept.
const NEVER = '9999-12-31T00:00:00.000Z';
const subject = (publicId: string): string => `subscription-stop:${publicId}`;

/** The path that ends a subscription: a page with a button for people, one POST for mail programs (RFC 8058). */
export function stopPath(keys: Keys, publicId: string): string {
  return `/langganan/${publicId}/berhenti?tanda=${signLink(keys, subject(publicId), NEVER)}`;
}

/** The same as a whole address. */
export const stopLink = (keys: Keys, baseUrl: string, publicId: string): string => baseUrl + stopPath(keys, publicId);

/** True when the link was made by this portal for this subscription. */
export function mayStop(keys: Keys, publicId: string, signature: unknown): boolean {
  return typeof signature === 'string' && linkIsGood(keys, subject(publicId), NEVER, signature, '');
}
