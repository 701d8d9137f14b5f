import { unzipSync, zipSync } from 'fflate';
import type { Block } from './content';
import type { Printed } from './print';

/** No zip can be older; a fixed time makes the same report the same bytes. */
const MOMENT = new Date('1980-01-02T00:00:00Z');

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
        document: { run: { font: 'Calibri', size: 22, language: { value: 'id-ID' } } },
        title: { run: { size: 36, bold: true } },
        heading1: headingStyle(0, 30),
        heading2: headingStyle(1, 26),
      },
    },
    sections: [
      {
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
  run: { size, bold: true, color: '0B5F50' },
  paragraph: { outlineLevel, keepNext: true, spacing: { before: 240, after: 80 } },
});

async function writer() {
  const { AlignmentType, HeadingLevel, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import(
    'docx'
  );
  const text = (words: string) => new Paragraph({ text: words, spacing: { after: 120 } });
  const cell = (words: string, bold: boolean, right: boolean) =>
    new TableCell({
      children: [
        new Paragraph({
          children: [new TextRun({ text: words, bold })],
          alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    });
  const row = (cells: readonly string[], numericFrom: number, head = false) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((one, i) => cell(one, head, i >= numericFrom)),
    });
  const table = ({ caption, head, rows, numericFrom }: Extract<Block, { caption: string }>) => [
    new Paragraph({
      children: [new TextRun({ text: caption, bold: true })],
      keepNext: true,
      spacing: { before: 160, after: 60 },
    }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [row(head, numericFrom, true), ...rows.map((cells) => row(cells, numericFrom))],
    }),
    text(''),
  ];
  return {
    text,
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
