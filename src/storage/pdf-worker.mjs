/**
 * Reads the drawing operations of a PDF, page by page, in a thread of its own: a file that keeps pdf.js busy for ever
 * is ended with its thread, and what pdf.js needs of the runtime stays out of the portal's.
 * Posts `{ page, operations, marks }` for each page, then `{ done, pages }`; a file that cannot be read ends the thread.
 */
import { parentPort, workerData } from 'node:worker_threads';

// pdf.js packs fonts with it, and Node 20 lacks it.
ArrayBuffer.prototype.transferToFixedLength ??= function transferToFixedLength(length) {
  return this.slice(0, length);
};

const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
const { OPS } = await getResolvedPDFJS();

const WANTED = [
  'save',
  'restore',
  'transform',
  'setLineWidth',
  'setGState',
  'setFillRGBColor',
  'setStrokeRGBColor',
  'setFillColorN',
  'setFillTransparent',
  'constructPath',
  'beginText',
  'setFont',
  'setCharSpacing',
  'setWordSpacing',
  'setHScale',
  'setLeading',
  'setTextRise',
  'setTextRenderingMode',
  'setTextMatrix',
  'moveText',
  'setLeadingMoveText',
  'nextLine',
  'showText',
  'paintFormXObjectBegin',
  'paintFormXObjectEnd',
  'beginGroup',
  'endGroup',
  'beginAnnotation',
  'endAnnotation',
];
const nameOf = new Map(WANTED.map((name) => [OPS[name], name]));
const paints = new Map(
  ['stroke', 'closeStroke', 'fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'].map(
    (name) => [OPS[name], name.toLowerCase()],
  ),
);

const { bytes, maxPages, maxOperations } = workerData;
// An error must not pass for an empty page: the caller is told that the file could not be checked.
const pdf = await getDocumentProxy(bytes, { verbosity: 0, stopAtErrors: true, disableFontFace: true });
for (let number = 1; number <= Math.min(pdf.numPages, maxPages); number++) {
  const page = await pdf.getPage(number);
  const { fnArray, argsArray } = await page.getOperatorList();
  if (fnArray.length > maxOperations) throw new Error('too much on one page');
  const operations = [];
  fnArray.forEach((fn, i) => {
    const name = nameOf.get(fn);
    if (name) operations.push([name, plain(name, argsArray[i])]);
  });
  // Marks of a redaction that was never carried out are not drawn: their text is all there.
  const marks = (await page.getAnnotations())
    .filter((annotation) => annotation.subtype === 'Redact')
    .map((annotation) => Array.from(annotation.rect));
  parentPort.postMessage({ page: number, operations, marks });
  page.cleanup();
}
parentPort.postMessage({ done: true, pages: pdf.numPages });

/** The arguments as plain values. */
function plain(name, args) {
  if (name === 'constructPath') return [paints.get(args[0]) ?? 'none', args[1]?.[0] ? Array.from(args[1][0]) : []];
  if (name === 'showText') {
    const glyph = (one) =>
      typeof one === 'number'
        ? one
        : { text: String(one.unicode ?? ''), width: Number(one.width) || 0, space: !!one.isSpace };
    return [args[0].filter((one) => one !== null).map(glyph)];
  }
  if (name === 'setGState')
    return [args[0].filter(([key, value]) => /^(ca|CA|LW)$/.test(key) && typeof value === 'number')];
  if (name === 'setFont') return [Number(args[1])];
  if (name === 'setFillColorN') return [];
  if (name === 'paintFormXObjectBegin') return [args[0] ? Array.from(args[0]) : null];
  if (name === 'beginGroup' || name === 'endGroup') return [];
  if (name === 'beginAnnotation') return [Array.from(args[2]), Array.from(args[3])];
  return (args ?? []).flatMap((arg) => (ArrayBuffer.isView(arg) ? Array.from(arg) : [arg]));
}
