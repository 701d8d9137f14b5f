import { maskAddress } from '../mail/sealing';
import { blindIndex, type Keys, openText, sealText } from '../secrets/keys';

/** Somebody whose data was disclosed, and where to write to. One of `email` and `address` is there. */
export type Contact = { name: string; email: string | null; address: string | null };

const bound = (publicId: string): string => `breach-addressee:${publicId}`;

/** Seals a contact under the key of its case. */
export function sealContact(keys: Keys, caseKey: Buffer, publicId: string, contact: Contact): string {
  return sealText(keys.id, caseKey, JSON.stringify(contact), bound(publicId));
}

/** Opens a contact of a case. */
export function openContact(caseKey: Buffer, publicId: string, sealed: string): Contact {
  return JSON.parse(openText(caseKey, sealed, bound(publicId))) as Contact;
}

/** The mark by which the same person at the same address is known again, without anything readable. */
export function contactIndex(keys: Keys, publicId: string, contact: Contact): string {
  return blindIndex(keys, 'breach-addressee', `${publicId}\n${sameness(contact)}`);
}

/** Two people of one household may share an address: the name counts too. Blanks and capitals do not. */
export function sameness({ name, email, address }: Contact): string {
  const fold = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return `${fold(name)}\n${fold(email ?? address ?? '')}`;
}

/** Enough to recognise somebody one knows: first letters, and the domain of an e-mail address. */
export function maskedContact({ name, email, address }: Contact): Contact {
  const masked = (text: string) => text.replace(/(\S)\S*/gu, '$1•••');
  return {
    name: masked(name),
    email: email === null ? null : maskAddress(email),
    address: address === null ? null : masked(address.slice(0, 1)),
  };
}
