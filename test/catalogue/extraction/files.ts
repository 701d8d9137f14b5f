import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { ZipFile } from 'yazl';

const gathered = async (stream: Readable | PDFKit.PDFDocument): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream as Readable) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};

/** A PDF with a page for each text. */
export async function pdf(pages: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const doc = new PDFDocument({ ...options, autoFirstPage: false });
  for (const text of pages) doc.addPage().text(text);
  doc.end();
  return gathered(doc);
}

/** A PDF of a few kilobytes whose one page unpacks to `mb` megabytes. */
export function pdfBomb(mb: number): Buffer {
  const stream = deflateSync(Buffer.alloc(mb * 1024 * 1024, '(a) Tj '), { level: 9 });
  const parts = [
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n',
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n',
    `4 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\n`,
    stream,
    '\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ];
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** A ZIP of these parts. */
export async function zipped(parts: Record<string, string | Readable>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), name);
    else zip.addReadStream(content, name);
  }
  zip.end();
  return gathered(zip.outputStream as Readable);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

export const docx = (...paragraphs: string[]) =>
  zipped({
    'word/document.xml': `<w:document ${W}><w:body>${paragraphs.map(paragraph).join('')}</w:body></w:document>`,
  });

/** A DOCX of some hundred kilobytes whose text unpacks to `mb` megabytes of `filler`, after a first sentence. */
export function docxBomb(mb: number, filler: string, first = ''): Promise<Buffer> {
  const block = filler.repeat(Math.ceil((1024 * 1024) / filler.length));
  function* xml() {
    yield `<w:document ${W}><w:body>${paragraph(first)}`;
    for (let n = 0; n < mb; n++) yield block;
    yield '</w:body></w:document>';
  }
  return zipped({ 'word/document.xml': Readable.from(xml()) });
}

export const odt = (...paragraphs: string[]) =>
  zipped({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>${paragraphs
      .map((text) => `<text:p>${text}</text:p>`)
      .join('')}</office:text></office:body></office:document-content>`,
  });

export const xlsx = (...cells: string[]) =>
  zipped({
    'xl/sharedStrings.xml': `<sst>${cells.map((cell) => `<si><t>${cell}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>langsung</t></is></c><c><f>SUM(A1)</f><v>7</v></c></row></sheetData></worksheet>',
  });
