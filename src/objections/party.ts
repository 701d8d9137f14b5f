import type { Party } from '../cases/kind';
import type { ObjectionRow } from '../db/tables/objections';
import { openIdentity } from '../requests/identity';
import { type Keys, openCaseKey } from '../secrets/keys';

/** Who objects, with the key that keeps it; null when the identity was erased. */
export function objectorOf(
  keys: Keys,
  row: Pick<ObjectionRow, 'public_id' | 'case_key_sealed' | 'identity_sealed'>,
): Party | null {
  const identity = openIdentity(keys, row);
  if (!identity || !row.case_key_sealed) return null;
  return { identity, key: openCaseKey(keys, row.case_key_sealed, row.public_id), publicId: row.public_id };
}
