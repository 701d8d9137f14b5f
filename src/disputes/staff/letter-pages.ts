import type { LetterRow } from '../../db/tables/letters';
import type { Translate } from '../../i18n/catalogue';
import type { LetterDoc } from '../../letters/facts';
import type { LetterPage } from '../../letters/pages';
import { letterPage } from '../../requests/staff/letter-pages';
import { lettersOf } from './case-pages';
import type { OpenedDispute } from './opened';

/** The page of one letter about a dispute, as the area may read it. */
export const disputeLetterPage = (doc: LetterDoc, opened: OpenedDispute, letter: LetterRow, t: Translate): LetterPage =>
  letterPage(doc, lettersOf(opened), letter, opened.identity, opened.area, t);
