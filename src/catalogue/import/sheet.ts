import { Worker } from 'node:worker_threads';

/** A sheet is refused when it unpacks to more than this, or reading it takes more. */
const LIMITS = { seconds: 60, heapMb: 768, unpackedMb: 200 };

const READER = `
const { parentPort, workerData } = require('node:worker_threads');
require(workerData.library).readSheet(Buffer.from(workerData.bytes)).then((rows) => parentPort.postMessage(rows));
`;

/**
 * The first sheet of an XLSX file, row by row. It is read in a thread of its own, with bounds on time and memory: a file of
 * one kilobyte may claim a cell at XFD1048576, and the library makes all those before it. Rejects when it cannot be read.
 */
export async function sheetRows(bytes: Buffer, { seconds, heapMb, unpackedMb } = LIMITS): Promise<unknown[][]> {
  if (unpackedSize(bytes) > unpackedMb * 1024 * 1024) throw new Error('the file unpacks to too much');
  const library = require.resolve('read-excel-file/node');
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library, bytes: new Uint8Array(bytes) },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<unknown[][]>((resolve, reject) => {
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

const ENTRY = Buffer.from('PK\u0001\u0002', 'latin1');

/** What the entries of a ZIP archive say they unpack to, in bytes. */
function unpackedSize(bytes: Buffer): number {
  let sum = 0;
  for (let at = bytes.indexOf(ENTRY); at >= 0 && at + 28 <= bytes.length; at = bytes.indexOf(ENTRY, at + 28)) {
    sum += bytes.readUInt32LE(at + 24);
  }
  return sum;
}
