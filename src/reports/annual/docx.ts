import { unzipSync, zipSync } from 'fflate';
import type { Block } from './content';
import type { Printed } from './print';

/** No zip can be older; a fixed time makes the same report the same bytes. */
const MOMENT = new Date('1980-01-02T00:00:00Z');

/** Said of headings too: an office program has a typeface of its own for them. */
const FONT = 'Calibri';

/** Of an A4 page, in twentieths of a point: its margins, and what they leave for text. */
const [MARGIN, TEXT_WIDTH] = [1440, 9026];

/** A report as a DOCX, which an office goes on writing in. The same facts give the same bytes. */
export async function reportDocx(printed: Printed): Promise<Buffer> {
  // A large library that one page in a year needs.
  const { Document, Packer } = await import('docx');
  const { title, subtitle, proof, blocks } = printed;
  const { government, office, contact } = printed.letterhead;
  const make = await writer();
  const file = new Document({
    ...{ title, creator: office, lastModifiedBy: office },
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, language: { value: 'id-ID' } } },
        title: { run: { font: FONT, size: 36, bold: true } },
        heading1: headingStyle(0, 30),
        heading2: headingStyle(1, 26),
      },
      paragraphStyles: [{ id: FOOT, name: 'footer', basedOn: 'Normal', run: { size: 18 } }],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: TEXT_WIDTH + 2 * MARGIN, height: 16838 },
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          },
        },
        footers: { default: make.foot(title) },
        children: [
          make.centred(government.toUpperCase()),
          make.centred(office.toUpperCase(), true),
          ...(contact === '' ? [] : [make.centred(contact)]),
          make.title(title),
          make.text(subtitle),
          make.text(proof),
          ...blocks.flatMap(make.block),
        ],
      },
    ],
  });
  return timeless(await Packer.toBuffer(file), printed.dated_on);
}

/** With its level: by it a reader moves about the document, and an office makes its table of contents. */
const headingStyle = (outlineLevel: number, size: number) => ({
  run: { font: FONT, size, bold: true, color: '0B5F50' },
  paragraph: { outlineLevel, keepNext: true, spacing: { before: 240, after: 80 } },
});

/** The style of the page's foot: a field takes its size from there in every office program. */
const FOOT = 'Footer';
const CELL_MARGINS = { top: 30, bottom: 30, left: 80, right: 80 };

/** The first column names its row. Heads of many columns must not be broken within a word, also in a wider typeface. */
const weightsOf = (columns: number): number[] => [
  columns > 2 ? 2 : 4,
  ...Array(columns - 1).fill(columns > 2 ? 1.4 : 1.2),
];

/** A whole in whole parts, by their weights; the last takes what is over. */
function shared(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, one) => all + one, 0);
  const parts = weights.map((one) => Math.floor((whole * one) / sum));
  const over = whole - parts.reduce((all, one) => all + one, 0);
  return parts.map((one, i) => (i === parts.length - 1 ? one + over : one));
}

async function writer() {
  const { AlignmentType, Footer, HeadingLevel, PageNumber, Paragraph, Tab, TabStopType } = await import('docx');
  const { Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } = await import('docx');
  const text = (words: string) => new Paragraph({ text: words, spacing: { after: 120 } });
  const cell = (words: string, bold: boolean, { width, right }: { width: number; right: boolean }) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: CELL_MARGINS,
      children: [
        new Paragraph({
          children: [new TextRun({ text: words, bold })],
          alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    });
  const row = (cells: readonly string[], widths: readonly number[], numericFrom: number, head = false) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((one, i) => cell(one, head, { width: widths[i] ?? 0, right: i >= numericFrom })),
    });
  const table = ({ caption, head, rows, numericFrom }: Extract<Block, { caption: string }>) => {
    const widths = shared(TEXT_WIDTH, weightsOf(head.length));
    return [
      new Paragraph({
        children: [new TextRun({ text: caption, bold: true })],
        keepNext: true,
        spacing: { before: 160, after: 60 },
      }),
      new Table({
        // Without widths of its own an office program makes all columns alike, and breaks the words of the first.
        ...{ width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED },
        rows: [row(head, widths, numericFrom, true), ...rows.map((cells) => row(cells, widths, numericFrom))],
      }),
      text(''),
    ];
  };
  return {
    text,
    /** What the page is of, and its number, as in the PDF. */
    foot: (title: string) =>
      new Footer({
        children: [
          new Paragraph({
            tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
            style: FOOT,
            children: [new TextRun({ children: [title, new Tab(), PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] })],
          }),
        ],
      }),
    title: (words: string) => new Paragraph({ text: words, heading: HeadingLevel.TITLE, spacing: { before: 240 } }),
    centred: (words: string, bold = false) =>
      new Paragraph({ children: [new TextRun({ text: words, bold })], alignment: AlignmentType.CENTER }),
    block: (block: Block) => {
      if ('text' in block) return [text(block.text)];
      if ('caption' in block) return table(block);
      const level = block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
      return [new Paragraph({ text: block.heading, heading: level })];
    },
  };
}

/** The library writes the time of the making into the file, in two places of its properties and beside each part. */
function timeless(made: Uint8Array, datedOn: string): Buffer {
  const parts = unzipSync(made);
  const core = 'docProps/core.xml';
  const stamp = `${datedOn}T00:00:00Z`;
  const text = Buffer.from(parts[core] ?? '').toString('utf8');
  // It writes folders beside the parts, which a package of this kind has none of.
  for (const name of Object.keys(parts)) if (name.endsWith('/')) delete parts[name];
  parts[core] = Buffer.from(text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`));
  return Buffer.from(zipSync(parts, { mtime: MOMENT }));
}
