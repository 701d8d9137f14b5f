import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Language } from '../../i18n/catalogue';
import { breakable, printable } from './printable';
import { hasSign, openFace } from './typefaces';

/** How a piece of text is set. Sizes are in points. */
export type Style = { size: number; bold?: boolean; ink: string; align?: 'left' | 'center'; underline?: true };

export const INK = { text: '#14211e', soft: '#4a5b57', deep: '#06362e', line: '#ccd6d3' } as const;

export const STYLES = {
  body: { size: 9.5, ink: INK.text },
  strong: { size: 9.5, ink: INK.text, bold: true },
  label: { size: 9.5, ink: INK.soft },
  heading: { size: 10, ink: INK.deep, bold: true },
  small: { size: 8.5, ink: INK.soft },
} as const satisfies Record<string, Style>;

/** Room between the lines, as a part of the size; the font's own lines are 1.26 high. */
const LEADING = 0.16;
const MARGINS = { top: 50, bottom: 62, left: 60, right: 60 };

/** A document that is being written, from the top of its first page down to `pdf.y`. Everything printed is tagged. */
export type Paper = {
  pdf: PDFKit.PDFDocument;
  /** The root of what is read aloud. */
  body: PDFKit.PDFStructureElement;
  left: number;
  width: number;
};

export type PaperFacts = { language: Language; title: string; author: string; dated_on: string; landscape?: boolean };

/**
 * An empty A4 document, tagged for screen readers. The same facts give the same bytes, today and later: the only time in it
 * is the day of the letter, its id is made from its title, and it knows no settings.
 */
export function openPaper({ language, title, author, dated_on, landscape = false }: PaperFacts): Paper {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    margins: MARGINS,
    pdfVersion: '1.7',
    // Newer than the library's types.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    displayTitle: true,
    lang: language,
    bufferPages: true,
    // None but the two below: the standard ones cannot be embedded.
    font: null as unknown as string,
    info: {
      Title: forMetadata(title),
      Author: forMetadata(author),
      Creator: 'Portal Informasi Publik',
      CreationDate: new Date(`${dated_on}T00:00:00Z`),
    },
  });
  for (const weight of ['regular', 'bold'] as const) {
    // The library takes an opened font as well as a file, which its types do not know.
    pdf.registerFont(weight, openFace(weight) as unknown as Buffer);
  }
  const body = pdf.struct('Document');
  pdf.addStructure(body);
  return { pdf, body, left: MARGINS.left, width: pdf.page.width - MARGINS.left - MARGINS.right };
}

/** Numbers the pages, with `mark` beside each number, and ends the document. */
export async function closePaper(paper: Paper, mark: string): Promise<Buffer> {
  const { pdf } = paper;
  const { start, count } = pdf.bufferedPageRange();
  for (let at = start; at < start + count; at++) {
    pdf.switchToPage(at);
    artifact(paper, 'Pagination', () => pageFoot(paper, mark, `${at + 1}/${count}`));
  }
  pdf.end();
  return buffer(pdf);
}

function pageFoot(paper: Paper, mark: string, number: string): void {
  const { pdf, left, width } = paper;
  const y = pdf.page.height - 42;
  const once = { lineBreak: false };
  setStyle(paper, STYLES.small);
  pdf.text(number, left + width - pdf.widthOfString(number), y, once);
  const words = [...printable(mark, hasSign).replaceAll('\n', ' ')].slice(0, 120);
  while (pdf.widthOfString(words.join('')) > width - 60) words.splice(-2, 2, '…');
  pdf.text(words.join(''), left, y, once);
}

/** What is decoration, or said elsewhere: a screen reader passes over it. */
export function artifact({ pdf }: Paper, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}

/** A text made ready to print. */
export const clean = (text: string): string => breakable(printable(text, hasSign));

// The library writes titles into XML as they are.
const forMetadata = (text: string): string => printable(text, hasSign).replace(/[&<>\n]/g, ' ');

export function setStyle({ pdf }: Paper, style: Style): void {
  pdf
    .font(style.bold ? 'bold' : 'regular')
    .fontSize(style.size)
    .fillColor(style.ink);
}

const options = (style: Style, width: number): PDFKit.Mixins.TextOptions => ({
  width,
  align: style.align ?? 'left',
  underline: style.underline ?? false,
  lineGap: style.size * LEADING,
});

/** Text at a place; it flows over pages by itself. `text` is clean. */
export function print(paper: Paper, text: string, style: Style, x: number, y: number, width: number): void {
  setStyle(paper, style);
  paper.pdf.text(text, x, y, options(style, width));
}

/** How high a clean text stands. */
export function heightOf(paper: Paper, text: string, style: Style, width: number): number {
  setStyle(paper, style);
  return paper.pdf.heightOfString(text, options(style, width));
}

export const lineHeight = (style: Style): number => style.size * (1.26 + LEADING);

/** What is left of the page. */
export const room = ({ pdf }: Paper): number => pdf.page.height - MARGINS.bottom - pdf.y;

/** Goes to a new page when less than `height` is left of this one. */
export function ensure(paper: Paper, height: number): void {
  if (room(paper) < height) paper.pdf.addPage();
}

/** A tagged element with one piece of content. */
export function tagged(
  { pdf, body }: Paper,
  tag: string,
  draw: () => void,
  { parent = body, scope }: { parent?: PDFKit.PDFStructureElement; scope?: 'Row' | 'Column' } = {},
): void {
  parent.add(pdf.struct(tag, scope ? ({ scope } as PDFKit.Mixins.StructureElementOptions) : {}, [draw]));
}
