/**
 * Draws the first page of a PDF, or a picture, small. In a process of its own: whatever a file does to it, the portal goes
 * on. Gets one message `{ bytes, kind, width, seconds, memoryMb }`, answers with `{ jpeg, width, height }` or null and ends.
 * A watching thread ends the process when it takes too much time or memory, or when the portal is gone.
 */
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

const WATCH = `
const { workerData: { seconds, memoryMb, parent } } = require('node:worker_threads');
const started = Date.now();
setInterval(() => {
  const tooMuch = process.memoryUsage.rss() > memoryMb * 1048576 || Date.now() - started > seconds * 1000;
  if (tooMuch || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 50);
`;

/** Taller than this in proportion to its width is cut at the bottom: a roll of paper is no preview. */
const TALLEST = 1.5;
const MOST_PIXELS = 60_000_000;

// pdf.js packs fonts with it, and Node 20 lacks it.
ArrayBuffer.prototype.transferToFixedLength ??= function transferToFixedLength(length) {
  return this.slice(0, length);
};

process.once('message', async (asked) => {
  new Worker(WATCH, { eval: true, workerData: { ...asked, bytes: null, parent: process.ppid } }).unref();
  try {
    // Visitors first.
    setPriority(10);
  } catch {
    // Not everywhere allowed, and nothing depends on it.
  }
  const drawn = await draw(asked).catch(() => null);
  process.send(drawn, () => process.exit(0));
});
process.once('disconnect', () => process.exit(0));

async function draw({ bytes, kind, width }) {
  const canvasImport = () => import('@napi-rs/canvas');
  const { createCanvas, loadImage } = await canvasImport();
  let picture = bytes;
  if (kind === 'pdf') {
    const { renderPageAsImage } = await import('unpdf');
    picture = new Uint8Array(await renderPageAsImage(new Uint8Array(bytes), 1, { canvasImport, width }));
  }
  const image = await loadImage(Buffer.from(picture));
  if (image.width < 1 || image.width * image.height > MOST_PIXELS) return null;
  const scale = Math.min(1, width / image.width);
  const [w, h] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))];
  const canvas = createCanvas(w, Math.min(h, Math.round(w * TALLEST)));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, w, h);
  return { jpeg: new Uint8Array(canvas.toBuffer('image/jpeg', 70)), width: canvas.width, height: canvas.height };
}
