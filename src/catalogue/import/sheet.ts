import { Worker } from 'node:worker_threads';
import { UNREAD } from './unread';

/** A sheet is refused when it unpacks to more than this, or reading it takes more. */
const LIMITS = { seconds: 60, heapMb: 768, unpackedMb: 200 };

/** Cells that are shown as one, from the upper left to the lower right; both ends belong to it, counted from 0. */
export type Merge = { row: number; column: number; lastRow: number; lastColumn: number };

export type Sheet = { rows: unknown[][]; merges: Merge[] };

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
const tag = /<(?:\\w+:)?sheet\\s[^>]*?r:id="([^"]+)"/.exec(text('xl/workbook.xml'));
const relation = tag && [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\\s[^>]*>/g)]
  .map(([one]) => one).find((one) => one.includes('Id="' + tag[1] + '"'));
const target = relation && (/Target="([^"]+)"/.exec(relation) || [])[1];
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
require(workerData.library).readSheet(packed).then((rows) => parentPort.postMessage({ rows, merges }));
`;

/**
 * The first sheet of an XLSX file, row by row. It is read in a thread of its own, with bounds on time and memory: a file of
 * one kilobyte may claim a cell at XFD1048576, and the library makes all those before it. Rejects when it cannot be read.
 */
export async function readSheet(bytes: Buffer, { seconds, heapMb, unpackedMb } = LIMITS): Promise<Sheet> {
  const mostBytes = unpackedMb * 1024 * 1024;
  const library = require.resolve('read-excel-file/node');
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library, zip: require.resolve('fflate'), bytes: new Uint8Array(bytes), mostBytes, unread: UNREAD },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Sheet>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the sheet takes too long')), seconds * 1000);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the sheet gave nothing')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
