import type { LetterDoc } from '../facts';
import { type LetterView, letterView } from '../pages';
import { paragraph } from './blocks';
import {
  artifact,
  clean,
  closePaper,
  ensure,
  heightOf,
  openPaper,
  type Paper,
  print,
  STYLES,
  type Style,
  tagged,
} from './paper';
import { letterhead, note, printBlock } from './parts';

/**
 * A letter as a PDF: what its page shows, in the same words. The emblem is left out: it is a setting of today, and a letter
 * printed again years later must have the same bytes.
 */
export async function letterPdf(doc: LetterDoc, { withCode = false }: { withCode?: boolean } = {}): Promise<Buffer> {
  return letterViewPdf(letterView(doc, { withCode }), doc.dated_on);
}

/** The same for a view of a letter, in which somebody may have covered names. */
export async function letterViewPdf(letter: LetterView, dated_on: string): Promise<Buffer> {
  const paper = openPaper({
    language: letter.lang,
    title: `${letter.title} ${letter.number}`,
    author: letter.letterhead.office,
    dated_on,
  });
  letterhead(paper, letter.letterhead);
  opening(paper, letter);
  const last = letter.blocks.length - 1;
  for (const [i, block] of letter.blocks.entries()) {
    printBlock(paper, block, i === last ? signatureHeight(paper, letter) : 0);
  }
  signature(paper, letter);
  note(paper, letter.footer);
  return closePaper(paper, letter.number);
}

/** What the file is called where it is kept: `Tanda terima 014-PPID-XII-2026.pdf`. */
export function letterFileName({ title, number }: Pick<LetterView, 'title' | 'number'>): string {
  return `${title} ${number}`.replace(/[^\p{L}\p{N} ._()-]+/gu, '-').concat('.pdf');
}

/** Number and day, what it is about, and for whom. */
function opening(paper: Paper, { placeAndDate, number, subject, to, words }: LetterView): void {
  const { pdf, left, width } = paper;
  const label = 64;
  const marks = (name: string, text: string, tag: 'P' | 'H1', room: number) => {
    const top = pdf.y;
    const style = tag === 'H1' ? STYLES.strong : STYLES.body;
    tagged(paper, 'P', () => print(paper, clean(name), STYLES.label, left, top, label));
    artifact(paper, 'Layout', () => print(paper, ':', STYLES.label, left + label - 10, top, 10));
    tagged(paper, tag, () => print(paper, clean(text), style, left + label, top, room));
    pdf.y += 2;
  };
  const day = clean(placeAndDate);
  const dayWidth = Math.min(textWidth(paper, day) + 1, width * 0.5);
  const top = pdf.y;
  tagged(paper, 'P', () => print(paper, day, STYLES.body, left + width - dayWidth, top, dayWidth));
  const below = pdf.y;
  pdf.y = top;
  marks(words.number, number, 'P', width - label - dayWidth - 12);
  pdf.y = Math.max(pdf.y, below + 2);
  marks(words.subject, subject, 'H1', width - label);
  pdf.y += 10;
  paragraph(paper, [words.to, ...to].join('\n'), STYLES.body, { after: 12 });
}

function textWidth(paper: Paper, text: string): number {
  heightOf(paper, text, STYLES.body, 1000);
  return paper.pdf.widthOfString(text);
}

/** What signs a paper: an office, with its holder or without. */
export type Signed = { signatory: LetterView['signatory']; words: Pick<LetterView['words'], 'employeeNumber'> };

/** Room for a hand between office and name. */
const HAND = 44;
const SIGNED = { width: 220, above: 14 };

/** Who signs, at the right; `ensure`d by the last block before it, or here when there is none. */
export function signature(paper: Paper, letter: Signed): void {
  const { pdf, left, width } = paper;
  const { office, name, employeeNumber } = letter.signatory;
  ensure(paper, signatureHeight(paper, letter));
  const line = (text: string, style: Style = STYLES.body) => {
    const x = left + width - SIGNED.width;
    tagged(paper, 'P', () => print(paper, clean(text), style, x, pdf.y, SIGNED.width));
  };
  pdf.y += SIGNED.above;
  line(office);
  if (name) {
    pdf.y += HAND;
    line(name, { ...STYLES.strong, underline: true });
  }
  if (employeeNumber) line(`${letter.words.employeeNumber} ${employeeNumber}`);
}

function signatureHeight(paper: Paper, { signatory, words }: Signed): number {
  const { office, name, employeeNumber } = signatory;
  const lines = [office, name ?? '', employeeNumber ? `${words.employeeNumber} ${employeeNumber}` : ''];
  const heights = lines.filter(Boolean).map((text) => heightOf(paper, clean(text), STYLES.strong, SIGNED.width));
  return heights.reduce((sum, height) => sum + height, SIGNED.above + (name ? HAND : 0) + 4);
}
