import { ROMAN } from '../text';
import {
  artifact,
  clean,
  ensure,
  heightOf,
  INK,
  lineHeight,
  type Paper,
  print,
  STYLES,
  type Style,
  tagged,
} from './paper';

const INDENT = 20;

/** What is no higher than this goes to the next page whole rather than being split. */
export const WHOLE = 170;

/**
 * A paragraph; two of its lines stay together at least. With `keep` it ends on a page that has so much room below: a
 * signature never stands alone on a sheet.
 */
export function paragraph(paper: Paper, text: string, style: Style = STYLES.body, { after = 5, keep = 0 } = {}): void {
  const { pdf, left, width } = paper;
  const words = clean(text);
  const height = heightOf(paper, words, style, width);
  ensure(paper, Math.min(height, keep > 0 ? WHOLE : 2 * lineHeight(style)) + keep);
  tagged(paper, 'P', () => print(paper, words, style, left, pdf.y, width));
  pdf.y += after;
}

/** A heading with at least three lines of what follows on its page. */
export function heading(paper: Paper, level: 1 | 2, text: string, style: Style = STYLES.heading): void {
  const { pdf, left, width } = paper;
  const words = clean(text);
  const before = level === 1 ? 0 : 7;
  ensure(paper, before + heightOf(paper, words, style, width) + 3 * lineHeight(STYLES.body));
  pdf.y += before;
  tagged(paper, `H${level}`, () => print(paper, words, style, left, pdf.y, width));
  pdf.y += 3;
}

/** A numbered list, as the letter's page has it: 1, 2, 3 or I, II, III. */
export function list(paper: Paper, items: readonly string[], numerals: 'roman' | null, keep = 0): void {
  const { pdf, body, left, width } = paper;
  const element = pdf.struct('L');
  Object.assign(attributesOf(element), { A: { O: 'List', ListNumbering: numerals ? 'UpperRoman' : 'Decimal' } });
  body.add(element);
  items.forEach((text, i) => {
    const words = clean(text);
    const mark = `${(numerals && ROMAN[i]) ?? i + 1}.`;
    const narrow = width - INDENT;
    const height = heightOf(paper, words, STYLES.body, narrow);
    const last = keep > 0 && i === items.length - 1;
    ensure(paper, last ? Math.min(height, WHOLE) + keep : Math.min(height, 2 * lineHeight(STYLES.body)));
    const item = pdf.struct('LI');
    element.add(item);
    const top = pdf.y;
    tagged(paper, 'Lbl', () => print(paper, mark, STYLES.body, left, top, INDENT), { parent: item });
    tagged(paper, 'LBody', () => print(paper, words, STYLES.body, left + INDENT, top, narrow), { parent: item });
    item.end();
    pdf.y += 2;
  });
  element.end();
  pdf.y += 4;
}

/** The library has no word for the attributes of a list. */
function attributesOf(element: PDFKit.PDFStructureElement): object {
  return (element as unknown as { dictionary: { data: object } }).dictionary.data;
}

/** A line across the page. */
export function rule(paper: Paper, weight: number, colour: string = INK.line): void {
  const { pdf, left, width } = paper;
  artifact(paper, 'Layout', () => {
    pdf
      .lineWidth(weight)
      .moveTo(left, pdf.y)
      .lineTo(left + width, pdf.y)
      .stroke(colour);
  });
}
