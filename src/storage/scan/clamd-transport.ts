import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** What the scanner says of a content. */
export type Verdict = { verdict: 'clean' } | { verdict: 'infected'; signature: string };

/** The scanner could not be asked, or did not answer in its own words: nothing is known of the content. */
export class ScannerError extends Error {}

const LONGEST_MS = 120_000;

/**
 * Has ClamAV's daemon examine a content (`INSTREAM`). `url` is `unix:/path` or `tcp://host:port`. Throws `ScannerError`
 * when there is no verdict.
 */
export async function scanWith(url: string, content: Readable): Promise<Verdict> {
  const socket = open(url);
  try {
    const answer = await talk(socket, content);
    if (/: OK$/.test(answer)) return { verdict: 'clean' };
    const found = /: (.+) FOUND$/.exec(answer);
    if (found?.[1]) return { verdict: 'infected', signature: found[1].slice(0, 200) };
    throw new ScannerError(`clamd answered "${answer.slice(0, 200)}"`);
  } catch (error) {
    throw error instanceof ScannerError ? error : new ScannerError('clamd could not be asked', { cause: error });
  } finally {
    socket.destroy();
    content.destroy();
  }
}

function open(url: string): Socket {
  if (url.startsWith('unix:')) return connect(url.slice('unix:'.length));
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port || 3310) });
}

function talk(socket: Socket, content: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setTimeout(LONGEST_MS, () => reject(new ScannerError('clamd took too long')));
    socket.on('error', reject);
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('close', () =>
      answer ? resolve(answer.replace(/\0$/, '').trim()) : reject(new ScannerError('clamd said nothing')),
    );
    send(socket, content).catch(reject);
  });
}

/** Each piece behind its length in four bytes; a length of nought ends the content. */
async function send(socket: Socket, content: Readable): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of content as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    // It may have seen enough and hung up: then its answer is there already.
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(length);
    if (!socket.write(piece)) await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
  if (!socket.destroyed) socket.write(Buffer.alloc(4));
}
