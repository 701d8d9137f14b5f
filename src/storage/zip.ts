import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { entryNames, SUMS } from './entry-names';

/** A file of a ZIP: its bytes, or a way to get them that is asked only when it is this file's turn. */
export type ZipEntry = { name: string; content: Buffer | (() => Promise<Buffer | Readable>) };

/** A file as it stands in the ZIP. */
export type ZipSum = { name: string; sha256: string };

/** Compressed already: packing them once more takes time and saves nothing. */
const PACKED = /\.(pdf|jpe?g|png|webp|zip|docx|xlsx|pptx|odt|ods|mp4|mp3)$/i;

/**
 * Writes a ZIP to `to`, one file after the other and never more than one in memory, and ends it. The last file in it is
 * `SHA256SUMS.txt`, which `sha256sum -c` reads: the hash of each file, taken of the bytes that went by. Names are made
 * safe (`entryNames`). Rejects when a file cannot be read or the reader went away; `to` is destroyed then, so that half a
 * ZIP is never taken for a whole one.
 */
export async function writeZip(
  entries: readonly ZipEntry[],
  to: Writable,
  { mtime }: { mtime: Date },
): Promise<ZipSum[]> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const names = entryNames(entries.map(({ name }) => name));
  const sums: ZipSum[] = [];
  let open: Readable | undefined;
  const add = (name: string, content: () => Promise<Readable>) => {
    const options = { mtime, mode: 0o100644, compress: !PACKED.test(name) };
    zip.addReadStreamLazy(name, options, (ready) => {
      content().then(
        (stream) => {
          open = stream.on('error', (error) => out.destroy(error));
          if (out.destroyed) stream.destroy();
          else ready(null, stream);
        },
        (error) => out.destroy(error),
      );
    });
  };
  entries.forEach(({ content }, i) => {
    const name = names[i] as string;
    add(name, async () => hashed(await streamOf(content), (sha256) => sums.push({ name, sha256 })));
  });
  add(SUMS, async () => Readable.from([Buffer.from(sumsFile(sums))]));
  zip.on('error', (error) => out.destroy(error));
  zip.end();
  try {
    await pipeline(out, to);
  } finally {
    open?.destroy();
  }
  return sums;
}

async function streamOf(content: ZipEntry['content']): Promise<Readable> {
  const bytes = typeof content === 'function' ? await content() : content;
  return Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes;
}

/** Passes bytes on and tells their hash before it ends. */
function hashed(stream: Readable, tell: (sha256: string) => void): Readable {
  const hash = createHash('sha256');
  return Readable.from(
    (async function* () {
      for await (const chunk of stream) {
        hash.update(chunk);
        yield chunk;
      }
      tell(hash.digest('hex'));
    })(),
  );
}

const sumsFile = (sums: readonly ZipSum[]): string => sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
