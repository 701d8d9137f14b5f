import { openColumn } from '../cases/sealed-columns';
import type { ObjectionRow } from '../db/tables/objections';
import type { ObjectionAnswer } from '../letters/objection-facts';
import type { Keys } from '../secrets/keys';

type Kept = Pick<ObjectionRow, 'public_id' | 'case_key_sealed' | 'answer' | 'settlement' | 'response'>;

/** What the superior answered; null while he has not, or when it was erased. */
export function answerOf(keys: Keys, row: Kept): ObjectionAnswer | null {
  const text = openColumn(keys, row, 'answer');
  return text === null ? null : (JSON.parse(text) as ObjectionAnswer);
}

/** What was agreed amicably. */
export const settlementOf = (keys: Keys, row: Kept): string | null => openColumn(keys, row, 'settlement');

/** What the objector said to the answer. */
export const responseOf = (keys: Keys, row: Kept): string | null => openColumn(keys, row, 'response');
