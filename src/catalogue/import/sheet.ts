import { Worker } from 'node:worker_threads';
import { UNREAD } from './unread';

/** A sheet is refused when it unpacks to more than this, or reading it takes more. */
const LIMITS = { seconds: 60, heapMb: 768, unpackedMb: 200 };

/** Cells that are shown as one, from the upper left to the lower right; both ends belong to it, counted from 0. */
export type Merge = { row: number; column: number; lastRow: number; lastColumn: number };

/** `of`: how many sheets with cells the work book shows. */
export type Sheet = { rows: unknown[][]; merges: Merge[]; name: string; of: number };

/**
 * What runs in the thread. It counts what the parts say they unpack to as the library finds them, which reads each no
 * further: whoever looked for them another way could be shown others. Before the library reads the sheet, each formula whose result was not saved, or is a fault
 * (`#REF!`), is marked: the library would take the one for a broken file and the other for an empty cell.
 */
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const { unzipSync, zipSync, strFromU8, strToU8 } = require(workerData.zip);
let left = workerData.mostBytes;
const entries = unzipSync(workerData.bytes, { filter: ({ originalSize }) => {
  left -= originalSize;
  if (left < 0) throw new Error('the file unpacks to too much');
  return true;
} });
const text = (name) => (entries[name] ? strFromU8(entries[name]) : '');
const attribute = (tag, name) => (new RegExp('(?:^|\\\\s|:)' + name + '="([^"]*)"').exec(tag) || [])[1];
const relations = [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\\s[^>]*>/g)].map(([one]) => one);
const relationOf = (tag) => relations.find((one) => attribute(one, 'Id') === attribute(tag, 'id'));
const sheets = [...text('xl/workbook.xml').matchAll(/<(?:\\w+:)?sheet\\s[^>]*>/g)]
  .map(([tag], i) => ({ tag, number: i + 1, relation: relationOf(tag) }))
  .filter(({ relation }) => relation && /\\/worksheet$/.test(attribute(relation, 'Type') || ''));
const open = sheets.filter(({ tag }) => !/\\sstate="(hidden|veryHidden)"/.test(tag));
const shown = open.length > 0 ? open : sheets;
const sheet = shown[workerData.nth];
const plain = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const name = sheet ? (attribute(sheet.tag, 'name') || '').replace(/&(\\w+);/g, (all, word) => plain[word] || all) : '';
const target = sheet && attribute(sheet.relation, 'Target');
const path = target && (target.startsWith('/') ? target.slice(1) : 'xl/' + target.replace(/^\\.\\//, ''));
let merges = [];
if (path && entries[path]) {
  const xml = text(path);
  const marked = xml.replace(/<c\\b([^>]*?)>((?:(?!<\\/?c\\b)[^])*?)<\\/c>/g, (cell, attributes, inner) => {
    const fault = / t="e"/.test(attributes);
    const lost = /<f\\b/.test(inner) && (/ t="str"/.test(attributes) ? !/<v\\b/.test(inner) : !/<v\\b[^>]*>[^<]/.test(inner));
    if (!fault && !lost) return cell;
    return '<c' + attributes.replace(/ t="[^"]*"/, '') + ' t="inlineStr"><is><t>' + workerData.unread + '</t></is></c>';
  });
  const column = (letters) => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  merges = [...xml.matchAll(/<mergeCell\\s[^>]*?ref="([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})"/g)].slice(0, 20000)
    .map((m) => ({ row: m[2] - 1, column: column(m[1]), lastRow: m[4] - 1, lastColumn: column(m[3]) }));
  if (marked !== xml) entries[path] = strToU8(marked);
}
const packed = Buffer.from(zipSync(entries, { level: 0 }));
require(workerData.library).readSheet(packed, sheet ? sheet.number : 1).then((rows) => {
  // Piece by piece as they are asked for, so that taking over a long sheet holds nobody up.
  let at = 0;
  parentPort.on('message', () => {
    parentPort.postMessage({ rows: rows.slice(at, at + 2000) });
    at += 2000;
    if (at >= rows.length) parentPort.close();
  });
  parentPort.postMessage({ merges, name, of: shown.length, count: rows.length });
});
`;

/**
 * One sheet of an XLSX file, row by row, the first that is shown unless `nth` says otherwise. It is read in a thread of its
 * own, with bounds on time and memory: a file of one kilobyte may claim a cell at XFD1048576, and the library makes all
 * those before it. Rejects when it cannot be read.
 */
export async function readSheet(
  bytes: Buffer,
  {
    nth = 0,
    seconds = LIMITS.seconds,
    heapMb = LIMITS.heapMb,
    unpackedMb = LIMITS.unpackedMb,
  }: Partial<typeof LIMITS> & { nth?: number } = {},
): Promise<Sheet> {
  const mostBytes = unpackedMb * 1024 * 1024;
  const library = require.resolve('read-excel-file/node');
  const zip = require.resolve('fflate');
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library, zip, bytes: new Uint8Array(bytes), mostBytes, unread: UNREAD, nth },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Sheet>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the sheet takes too long')), seconds * 1000);
      let head: { merges: Merge[]; name: string; of: number; count: number } | undefined;
      const rows: unknown[][] = [];
      worker.on('message', (message) => {
        if (head) for (const row of message.rows) rows.push(row);
        else head = message;
        if (head && rows.length >= head.count) {
          const { merges, name, of } = head;
          return resolve({ rows, merges, name, of });
        }
        setImmediate(() => worker.postMessage('next'));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the sheet gave nothing')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
