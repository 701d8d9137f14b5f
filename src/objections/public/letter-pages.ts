import type { LetterDoc } from '../../letters/facts';
import { type LetterPage, letterView } from '../../letters/pages';

/** A letter as the objector reads and prints it: with the code, which is his. */
export function ownLetterPage(doc: LetterDoc, links: Omit<LetterPage, 'letter'>): LetterPage {
  return { letter: letterView(doc, { withCode: true }), ...links };
}
