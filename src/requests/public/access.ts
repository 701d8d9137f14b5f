import { type Keys, linkIsGood, signLink } from '../../secrets/keys';

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
