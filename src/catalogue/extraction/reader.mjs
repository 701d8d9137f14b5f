/**
 * Reads the text of one file, in a process of its own: whatever a file does to it, the portal goes on. A thread would not
 * do, because the memory of unpacked streams lies outside what can be limited for a thread. Gets one message
 * `{ bytes, reader, limits, everything }`, answers with one `{ outcome, text, pages }` and ends. `everything` also reads what
 * no search needs (numbers of cells, heads, feet and comments) and leaves a form feed behind each page. A watching thread ends the process
 * when it takes too much time or memory, or when the portal is gone, even while a file keeps it busy.
 */
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { KINDS, readOffice, WHOLE } from './office.mjs';
import { PAGE_END, readPdf } from './pdf.mjs';
import { clean, readPlain } from './plain.mjs';

const WATCH = `
const { workerData: { seconds, memoryMb, parent } } = require('node:worker_threads');
const started = Date.now();
setInterval(() => {
  const tooMuch = process.memoryUsage.rss() > memoryMb * 1048576 || Date.now() - started > seconds * 1000;
  if (tooMuch || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 50);
`;

process.once('message', async ({ bytes, reader, limits, everything }) => {
  new Worker(WATCH, { eval: true, workerData: { ...limits, parent: process.ppid } }).unref();
  try {
    // Visitors first.
    setPriority(10);
  } catch {
    // Not everywhere allowed, and nothing depends on it.
  }
  const result = await read(bytes, reader, limits, everything).catch(() => ({
    outcome: 'broken',
    text: '',
    pages: null,
  }));
  const text = everything
    ? result.text.split(PAGE_END).map(clean).join(PAGE_END)
    : clean(result.text.replaceAll(PAGE_END, '\n\n'));
  process.send({ ...result, text }, () => process.exit(0));
});
// The portal ended in order.
process.once('disconnect', () => process.exit(0));

function read(bytes, reader, limits, everything) {
  const until = performance.now() + limits.softSeconds * 1000;
  if (reader === 'pdf') return readPdf(bytes, limits, until);
  if (reader === 'text') return readPlain(bytes, limits);
  return readOffice(bytes, everything && WHOLE[reader] ? WHOLE[reader] : KINDS[reader], limits, until);
}
