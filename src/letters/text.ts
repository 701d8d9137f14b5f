import type { LetterDoc, LetterSection } from './facts';
import { present } from './words';

/** The numbers of a list of rights or parts. */
export const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** A letter as plain text for mail: paragraphs a blank line apart, nothing wrapped, nothing escaped. */
export function letterText(doc: LetterDoc): string {
  const { labels, letterhead } = doc;
  const head = present([letterhead.office, letterhead.address || null, contact(doc) || null]).join('\n');
  const fields = [`${labels.number}: ${doc.number}`, `${labels.about}: ${doc.about}`].join('\n');
  const code = doc.code ? `${labels.code}: ${doc.code}` : null;
  return `${present([
    head,
    doc.place_and_date,
    fields,
    [`${labels.to}:`, ...doc.to].join('\n'),
    ...withCode(doc.sections.map(sectionText), code),
    signature(doc),
    `-- \n${doc.footer}`,
  ]).join('\n\n')}\n`;
}

/** The code stands after the first section, where the page shows it too. */
function withCode(sections: string[], code: string | null): string[] {
  if (!code) return sections;
  const [first = '', ...rest] = sections;
  return [first, code, ...rest];
}

function sectionText(section: LetterSection): string {
  const { heading, paragraphs = [], list = [], rows = [], numerals } = section;
  const mark = (i: number): string => (numerals === 'roman' ? `${ROMAN[i] ?? i + 1}.` : '-');
  return present([
    heading ? `${heading}\n${'-'.repeat([...heading].length)}` : null,
    ...paragraphs,
    list.map((item, i) => `${mark(i)} ${item}`).join('\n') || null,
    rows.map(([label, value]) => `${label}: ${indented(value)}`).join('\n') || null,
  ]).join('\n\n');
}

const indented = (value: string): string => value.replace(/\r?\n/g, '\n  ');

function contact({ letterhead }: LetterDoc): string {
  return [letterhead.email, letterhead.phone].filter((part) => part !== '').join(' · ');
}

function signature({ signatory, letterhead, labels }: LetterDoc): string {
  if (!signatory) return letterhead.office;
  const number = signatory.employee_number ? `${labels.employee_number} ${signatory.employee_number}` : null;
  return present([signatory.title, signatory.name, number]).join('\n');
}
