import { blindIndex, type Keys, openCaseKey, openText, sealText } from '../secrets/keys';

/** Who asks. Kept sealed under the case's own key; `identity_number` is the NIK or the number of the legal body's decree. */
export type Identity = {
  name: string;
  identity_number: string;
  address: string | null;
  email: string | null;
  phone: string | null;
  occupation: string | null;
  proxy: { name: string; identity_number: string; address: string | null } | null;
};

export type RequesterKind = 'individual' | 'group' | 'legal_body';

const bound = (casePublicId: string) => `identity:${casePublicId}`;

/** Seals an identity under the case's key. */
export function sealIdentity(keys: Keys, caseKey: Buffer, casePublicId: string, identity: Identity): string {
  return sealText(keys.id, caseKey, JSON.stringify(identity), bound(casePublicId));
}

/** Opens the identity of a case; null when it was erased. */
export function openIdentity(
  keys: Keys,
  row: { public_id: string; case_key_sealed: string | null; identity_sealed: string | null },
): Identity | null {
  if (!row.case_key_sealed || !row.identity_sealed) return null;
  const caseKey = openCaseKey(keys, row.case_key_sealed, row.public_id);
  return JSON.parse(openText(caseKey, row.identity_sealed, bound(row.public_id))) as Identity;
}

/** A number with all but its last four characters hidden. */
export function maskNumber(number: string): string {
  return number.length <= 4 ? '••••' : `${'•'.repeat(number.length - 4)}${number.slice(-4)}`;
}

/** A name with all but the first letter of each word hidden. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => {
      const [first = '', ...rest] = [...word];
      return first + '•'.repeat(Math.min(rest.length, 6));
    })
    .join(' ');
}

/** The mark by which the same person is known again: the identity number, without anything readable. */
export function identityIndex(keys: Keys, identity: Identity): string {
  const number = identity.identity_number.replace(/[^0-9A-Za-z]/g, '').toLowerCase();
  return blindIndex(keys, 'identity', number || fold(identity.name));
}

/** The same identity with the same text makes the same mark: blanks and capitals do not tell two requests apart. */
export function duplicateKey(keys: Keys, identity: Identity, details: string): string {
  return blindIndex(keys, 'duplicate', `${identityIndex(keys, identity)}\n${fold(details)}`);
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
