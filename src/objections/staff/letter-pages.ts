import type { LetterRow } from '../../db/tables/letters';
import type { Translate } from '../../i18n/catalogue';
import type { LetterDoc } from '../../letters/facts';
import type { LetterPage } from '../../letters/pages';
import { letterPage } from '../../requests/staff/letter-pages';
import { type ReceiptView, receiptPage } from '../../requests/staff/receipt-pages';
import type { FormState } from '../../web/forms';
import { objectionPath } from './areas';
import type { OpenedObjection } from './opened';

/** The page of one letter. The auditor reads every word of it but who it is for. */
export function objectionLetterPage(
  doc: LetterDoc,
  { area, bundle, identity }: OpenedObjection,
  letter: LetterRow,
  t: Translate,
): LetterPage {
  const { row, files } = bundle;
  const of = { path: objectionPath(area, row.number), number: row.number, files };
  return letterPage(doc, of, letter, identity, area, t);
}

/** The receipt for the person at the counter: number, ground, the day of the answer (Lampiran X), and his code. */
export function objectionReceiptPage(
  { bundle, today }: OpenedObjection,
  given: { doc: LetterDoc; letter: LetterRow; withCode: boolean; form: FormState; t: Translate },
): ReceiptView {
  const { row } = bundle;
  return receiptPage({ ...given, today, path: objectionPath('desk', row.number), version: row.version });
}
