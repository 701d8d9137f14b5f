import type { LetterRow } from '../db/tables/letters';
import { type Keys, openText, sealText } from '../secrets/keys';
import type { LetterDoc } from './facts';

const bound = (publicId: string): string => `letter:${publicId}`;

/** A letter sealed under the key of its case: destroying that key erases it. */
export function sealLetter(keys: Keys, caseKey: Buffer, publicId: string, doc: LetterDoc): string {
  return sealText(keys.id, caseKey, JSON.stringify(doc), bound(publicId));
}

/** The letter as it was written. Throws when the key is not that of its case. */
export function openLetter(row: Pick<LetterRow, 'public_id' | 'content_sealed'>, caseKey: Buffer): LetterDoc {
  return JSON.parse(openText(caseKey, row.content_sealed, bound(row.public_id))) as LetterDoc;
}
