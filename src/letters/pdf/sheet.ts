import type { Language } from '../../i18n/catalogue';
import type { LetterSection } from '../facts';
import { blocksOf, type LetterView } from '../pages';
import { heading, paragraph } from './blocks';
import { type Signed, signature } from './letter';
import { closePaper, ensure, INK, openPaper, STYLES } from './paper';
import { letterhead, note, printBlock } from './parts';
import { type DataTable, dataTable } from './tables';

/** A sheet that is no letter: a cover, a timeline, a list of hashes. Its words come with it, in its own language. */
export type Sheet = {
  title: string;
  language: Language;
  dated_on: string;
  letterhead?: LetterView['letterhead'];
  sections: LetterSection[];
  /** What is signed below: it stands on one page with the place to sign, and never leaves a last page nearly empty. */
  closing?: LetterSection[];
  /** Stands after the sections. */
  table?: DataTable;
  /** What must not be taken for a part of the table: under a heading of its own. */
  apart?: { heading: string; lead: string; table: DataTable };
  /** Signs at the end, below place and day. */
  signed?: Signed & { placeAndDate: string };
  footer?: string;
};

export async function sheetPdf(sheet: Sheet): Promise<Buffer> {
  const { title, language, dated_on, sections, closing = [], table, footer } = sheet;
  const paper = openPaper({ language, title, author: sheet.letterhead?.office ?? '', dated_on });
  if (sheet.letterhead) letterhead(paper, sheet.letterhead);
  heading(paper, 1, title, { size: 17, bold: true, ink: INK.deep });
  paper.pdf.y += 6;
  for (const block of sections.flatMap(blocksOf)) printBlock(paper, block);
  if (closing.length > 0) ensure(paper, heightTogether(sheet, closing));
  for (const block of closing.flatMap(blocksOf)) printBlock(paper, block);
  if (table) dataTable(paper, table);
  if (sheet.apart) {
    paper.pdf.y += 8;
    heading(paper, 2, sheet.apart.heading, STYLES.heading);
    paragraph(paper, sheet.apart.lead);
    dataTable(paper, sheet.apart.table);
  }
  if (sheet.signed) {
    paper.pdf.y += 8;
    paragraph(paper, sheet.signed.placeAndDate, STYLES.body, { after: 0, keep: 110 });
    signature(paper, sheet.signed);
  }
  if (footer) note(paper, footer);
  return closePaper(paper, title);
}

/** How much of a page these sections and the footer take: printed on a paper of their own that nobody keeps. */
function heightTogether({ title, language, dated_on, footer }: Sheet, sections: readonly LetterSection[]): number {
  const scratch = openPaper({ language, title, author: '', dated_on });
  const top = scratch.pdf.y;
  for (const block of sections.flatMap(blocksOf)) printBlock(scratch, block);
  if (footer) note(scratch, footer);
  return scratch.pdf.bufferedPageRange().count > 1 ? 0 : scratch.pdf.y - top;
}
