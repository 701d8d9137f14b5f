import type { Translate } from '../../i18n/catalogue';
import { heading, paragraph } from '../../letters/pdf/blocks';
import { closePaper, INK, openPaper, STYLES } from '../../letters/pdf/paper';
import { letterhead } from '../../letters/pdf/parts';
import { dataTable } from '../../letters/pdf/tables';
import type { Block } from './content';

export type Printed = {
  title: string;
  subtitle: string;
  dated_on: string;
  letterhead: { government: string; office: string; contact: string };
  blocks: readonly Block[];
  /** What proves the figures, or that it is a draft. */
  proof: string;
};

export type Org = { name: string; region: string; address: string; phone: string; email: string };

/** The head of the office's papers. */
export const letterheadOf = (org: Org, t: Translate): Printed['letterhead'] => ({
  government: t('letters:label.government', { region: org.region }),
  office: org.name,
  contact: [org.address, org.phone, org.email].filter((part) => part !== '').join(' · '),
});

/** A report as a tagged PDF under the office's letterhead. The same facts give the same bytes. */
export async function reportPdf(printed: Printed): Promise<Buffer> {
  const { title, subtitle, proof, dated_on, blocks } = printed;
  const paper = openPaper({ language: 'id', title, author: printed.letterhead.office, dated_on });
  letterhead(paper, printed.letterhead);
  heading(paper, 1, title, { size: 16, bold: true, ink: INK.deep });
  paragraph(paper, subtitle, STYLES.small, { after: 1 });
  paragraph(paper, proof, STYLES.small, { after: 8 });
  for (const block of blocks) {
    if ('heading' in block) {
      heading(paper, 2, block.heading, block.level === 1 ? { size: 12, bold: true, ink: INK.deep } : STYLES.heading);
    } else if ('text' in block) paragraph(paper, block.text);
    else {
      paragraph(paper, block.caption, STYLES.strong, { after: 0 });
      dataTable(paper, { head: block.head, rows: block.rows, widths: widthsOf(block.head.length) });
    }
  }
  return closePaper(paper, title);
}

/** The first column names its row and has most of the room. */
const widthsOf = (columns: number): number[] => [
  columns > 2 ? 3 : 4,
  ...Array.from({ length: columns - 1 }, () => 1.2),
];
