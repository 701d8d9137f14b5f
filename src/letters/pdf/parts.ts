import type { LetterBlock, LetterView } from '../pages';
import { heading, list, paragraph, rule } from './blocks';
import { clean, ensure, heightOf, INK, type Paper, STYLES } from './paper';
import { factsTable } from './tables';

/** Who writes: the head of the first page. */
export function letterhead(paper: Paper, { government, office, contact }: LetterView['letterhead']): void {
  const { pdf } = paper;
  const centred = { ink: INK.deep, align: 'center' } as const;
  paragraph(paper, government.toUpperCase(), { ...centred, size: 10.5 }, { after: 0 });
  paragraph(paper, office.toUpperCase(), { ...centred, size: 14, bold: true }, { after: 1 });
  if (contact !== '') paragraph(paper, contact, { ...STYLES.small, align: 'center' }, { after: 0 });
  pdf.y += 7;
  rule(paper, 2.2, INK.deep);
  pdf.y += 2.6;
  rule(paper, 0.6, INK.deep);
  pdf.y += 18;
}

/** One block of a letter, as its page prints it; with `keep` the page it ends on has so much room below. */
export function printBlock(paper: Paper, block: LetterBlock, keep = 0): void {
  if ('p' in block) paragraph(paper, block.p, STYLES.body, { keep });
  else if ('heading' in block) heading(paper, 2, block.heading);
  else if ('list' in block) list(paper, block.list, block.numerals, keep);
  else factsTable(paper, block.facts, keep);
}

/** Where the letter is on record. */
export function note(paper: Paper, text: string): void {
  const { pdf, width } = paper;
  ensure(paper, 26 + heightOf(paper, clean(text), STYLES.small, width));
  pdf.y += 20;
  rule(paper, 0.6, INK.deep);
  pdf.y += 6;
  paragraph(paper, text, STYLES.small);
}
