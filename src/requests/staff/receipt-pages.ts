import type { LetterRow } from '../../db/tables/letters';
import type { Translate } from '../../i18n/catalogue';
import type { LetterDoc } from '../../letters/facts';
import { type LetterView, letterView } from '../../letters/pages';
import type { FormState } from '../../web/forms';

export type ReceiptView = {
  letter: LetterView;
  path: string;
  back: string;
  withCode: boolean;
  /** Records with one button that the receipt was handed over today; null when its arrival is known. */
  hand: { action: string; version: number; letter: string; today: string } | null;
  form: FormState;
};

/** The receipt for the person at the counter, with the code only for the officer who may see it now. */
export function receiptPage(input: {
  doc: LetterDoc;
  /** The case's address at the desk, and the version that the page shows. */
  path: string;
  version: number;
  letter: LetterRow;
  withCode: boolean;
  today: string;
  form: FormState;
  t: Translate;
}): ReceiptView {
  const { path, version, letter, withCode, form, today } = input;
  return {
    letter: letterView(input.doc, { withCode }),
    path: `${path}/tanda-terima`,
    back: path,
    withCode,
    hand:
      letter.reached_on === null ? { action: `${path}/transitions`, version, letter: letter.public_id, today } : null,
    form,
  };
}
