import { type Keys, openCaseKey, openText, sealText } from '../secrets/keys';

/**
 * Free text that a case keeps in its row may name people: it lies there under the case's own key, bound to its column, and
 * goes when that key is destroyed.
 */
const bound = (column: string, casePublicId: string) => `${column}:${casePublicId}`;

const SEALED = /^v1\.[0-9a-f]{8}\.[\w-]+$/;

/** A text sealed for one column of a case. */
export const sealColumn = (keyId: string, caseKey: Buffer, row: { public_id: string }, column: string, text: string) =>
  sealText(keyId, caseKey, text, bound(column, row.public_id));

/** What a case keeps in such a column; null when it keeps nothing there, or its key was destroyed. */
export function openColumn<C extends string>(
  keys: Keys,
  row: { public_id: string; case_key_sealed: string | null } & Record<C, string | null>,
  column: C,
): string | null {
  const kept: string | null = row[column];
  // Written before these columns were sealed.
  if (kept === null || !SEALED.test(kept)) return kept;
  if (!row.case_key_sealed) return null;
  return openText(openCaseKey(keys, row.case_key_sealed, row.public_id), kept, bound(column, row.public_id));
}
