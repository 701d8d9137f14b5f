import type { Language } from '../../i18n/catalogue';
import type { LetterSection } from '../facts';
import { blocksOf, type LetterView } from '../pages';
import { heading } from './blocks';
import { closePaper, INK, openPaper } from './paper';
import { letterhead, note, printBlock } from './parts';
import { type DataTable, dataTable } from './tables';

/** A sheet that is no letter: a cover, a timeline, a list of hashes. Its words come with it, in its own language. */
export type Sheet = {
  title: string;
  language: Language;
  dated_on: string;
  letterhead?: LetterView['letterhead'];
  sections: LetterSection[];
  /** Stands after the sections. */
  table?: DataTable;
  footer?: string;
};

export async function sheetPdf(sheet: Sheet): Promise<Buffer> {
  const { title, language, dated_on, sections, table, footer } = sheet;
  const paper = openPaper({ language, title, author: sheet.letterhead?.office ?? '', dated_on });
  if (sheet.letterhead) letterhead(paper, sheet.letterhead);
  heading(paper, 1, title, { size: 17, bold: true, ink: INK.deep });
  paper.pdf.y += 6;
  for (const block of sections.flatMap(blocksOf)) printBlock(paper, block);
  if (table) dataTable(paper, table);
  if (footer) note(paper, footer);
  return closePaper(paper, title);
}
