import { accessCode, codeMatches, type Keys, linkIsGood, signLink } from '../../secrets/keys';

const subject = (casePublicId: string) => `access:${casePublicId}`;

/** What a browser keeps after the right code was typed: good for one case, until `expires` (ISO, real time). */
export function accessFor(keys: Keys, casePublicId: string, expires: string): string {
  return `${Date.parse(expires)}.${signLink(keys, subject(casePublicId), expires)}`;
}

/** True when the value was made by us for this case and has not run out at `now` (ISO, real time). */
export function accessIsGood(keys: Keys, casePublicId: string, value: string | null, now: string): boolean {
  const [, ms, signature] = /^(\d{1,15})\.([\w-]+)$/.exec(value ?? '') ?? [];
  if (!ms || !signature) return false;
  return linkIsGood(keys, subject(casePublicId), new Date(Number(ms)).toISOString(), signature, now);
}

// What a wrong code is compared with when there is no such case, so that both take as long.
const NOBODY = 'no such request';

/** The case that was found under a number, when the code typed is its own; null for a wrong code and for no case alike. */
export function openedBy<C extends { public_id: string }>(keys: Keys, found: C | null, typedCode: string): C | null {
  const right = codeMatches(accessCode(keys, found?.public_id ?? NOBODY), typedCode);
  return found && right ? found : null;
}
