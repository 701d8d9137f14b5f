import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { hiddenText } from './hidden-text';
import type { Operation } from './pdf-painting';

/** Text that is still in the file under a black box; at most 200 characters a page. */
export type HiddenText = { page: number; text: string };

const MAX_PAGES = 200;
const MAX_OPERATIONS = 300_000;
const MAX_MS = 20_000;

type Message = { page: number; operations: Operation[]; marks: number[][] } | { done: true; pages: number };

/**
 * Finds live text under dark boxes in a PDF: boxes drawn over text, dark text on a dark ground, marks of a redaction that
 * was never carried out. `unreadable` when the file could not be read, or not wholly (damaged, locked, over 200 pages or
 * 20 seconds) and nothing was found in what was read. Never throws for a bad file. What a picture covers is not seen.
 */
export function textUnderBoxes(pdf: Buffer): Promise<HiddenText[] | 'unreadable'> {
  const found: HiddenText[] = [];
  const worker = new Worker(join(__dirname, 'pdf-worker.mjs'), {
    workerData: { bytes: new Uint8Array(pdf), maxPages: MAX_PAGES, maxOperations: MAX_OPERATIONS },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const end = (whole: boolean) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(whole || found.length > 0 ? found : 'unreadable');
    };
    const timer = setTimeout(() => end(false), MAX_MS);
    worker.on('message', (message: Message) => {
      if ('done' in message) return end(message.pages <= MAX_PAGES);
      const text = hiddenText(message.operations, message.marks);
      if (text === null) return end(false);
      if (text) found.push({ page: message.page, text });
    });
    worker.on('error', () => end(false));
    worker.on('exit', () => end(false));
  });
}
